"""The switch between light and dark leads back to a page, never to an address that only takes forms."""

import pytest


@pytest.mark.parametrize(
    ("seen", "shown"),
    [
        ("/verify?serial=MI", "/verify?serial=MI"),
        ("/student/claims/7/accept", "/student/claims/7"),
        ("/account/sign-ins", "/account"),
        ("/nothing/here", "/"),
        ("https://elsewhere.example/", "/"),
    ],
)
def test_the_switch_leads_back_to_a_page(client, seen, shown):
    answer = client.send("/theme", {"next": seen})
    assert (answer.status_code, answer.location) == (303, shown)
