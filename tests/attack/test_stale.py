"""Two colleagues write on one page: the second is told, and nobody's words are lost."""

import pytest

from tests.client import filled, soup

STEPS = (
    "what",
    "deliverables",
    "time",
    "fee",
    "place",
    "skills",
    "people",
    "selection",
    "eligibility",
    "legal",
)


def browser(site, who):
    return site.people[who].browser(site.app)


def page_of(site, who, step):
    """The address of a step, and what its form would send."""
    address = f"/employer/projects/{site.names['draft']}/{step}"
    form = soup(browser(site, who).get(address)).select('main form[method="post"]')[-1]
    return address, filled(form)


def test_the_second_colleague_is_told_and_may_insist(site):
    address, mine = page_of(site, "supervisor", "what")
    _address, theirs = page_of(site, "colleague", "what")
    assert browser(site, "colleague").post(address, data={**theirs, "title": "Theirs"}).status_code == 303
    told = browser(site, "supervisor").post(address, data={**mine, "title": "Mine"})
    assert told.status_code == 409
    assert "A colleague changed this step" in told.text
    assert 'value="Mine"' in told.text
    assert 'value="Theirs"' in browser(site, "supervisor").get(address).text
    again = filled(soup(told).select('main form[method="post"]')[-1])
    assert browser(site, "supervisor").post(address, data=again).status_code == 303
    assert 'value="Mine"' in browser(site, "supervisor").get(address).text
    site.state.back()


@pytest.mark.parametrize("step", STEPS)
def test_one_person_alone_is_never_told(site, step):
    """Saved, opened again and saved once more, and another step in between."""
    for _ in range(2):
        address, mine = page_of(site, "supervisor", step)
        _address, other = page_of(site, "supervisor", "place" if step == "what" else "what")
        assert browser(site, "supervisor").post(_address, data=other).status_code == 303
        assert browser(site, "supervisor").post(address, data=mine).status_code == 303
    site.state.back()
