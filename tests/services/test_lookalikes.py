"""Domains that could be taken for another, and free mail: compared without any network."""

import pytest

from portal.services import checks, domains, lookalikes
from portal.vocabulary import PartnershipStatus as S
from tests.factories import employers

KNOWN = {"riverbank.example": "Riverbank", "moor.example": "Moor", "north.example.edu": "North campus"}
CYRILLIC = "rіverbank.example"
PUNYCODE = "xn--rverbank-tfh.example"


def told(domain: str) -> list[tuple[str, str]]:
    return [(check.state, check.text) for check in lookalikes.findings(domain, KNOWN)]


@pytest.mark.parametrize(
    ("domain", "state", "words"),
    [
        (CYRILLIC, "stop", "looks like riverbank.example"),
        (PUNYCODE, "stop", "mixes letters of several alphabets"),
        ("r1verbank.example", "look", "one letter away"),
        ("riverbamk.example", "look", "one letter away"),
        ("riverbnk.example", "look", "one letter away"),
        ("irverbank.example", "look", "one letter away"),
        ("rnoor.example", "look", "looks like moor.example"),
        ("m00r.example", "look", "looks like moor.example"),
        ("riverbank.org", "look", "with another ending"),
        ("norths.example.edu", "look", "North campus"),
        ("münster.example", "look", "other letters than a to z"),
    ],
)
def test_what_could_be_confused(app, domain, state, words):
    assert any(found == state and words in text for found, text in told(domain))


@pytest.mark.parametrize(
    "domain", ["riverbank.example", "hollisandware.example", "door.example", "mail.riverbank.example"]
)
def test_what_could_not(app, domain):
    assert told(domain) == []


@pytest.mark.parametrize("first", ["riverbank", "moor", "quay"])
def test_a_swap_is_one_step_and_two_are_not(first):
    swapped = first[1] + first[0] + first[2:]
    assert lookalikes.one_apart(first, swapped)
    assert not lookalikes.one_apart(first, first)
    assert not lookalikes.one_apart(first, swapped + "s")


@pytest.mark.parametrize(
    ("address", "free", "thrown"),
    [
        ("a@gmail.com", True, False),
        ("a@tutanota.com", True, False),
        ("a@mailinator.com", True, True),
        ("a@riverbank.example", False, False),
        ("a@north.ac.uk", False, False),
    ],
)
def test_free_mail_comes_from_a_list(address, free, thrown):
    assert (domains.is_free_mail(address), domains.is_throw_away(address)) == (free, thrown)


@pytest.mark.parametrize(
    ("address", "web"),
    [
        ("https://register.example/1", True),
        ("http://register.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//register.example", False),
        ("register.example", False),
        ("https://", False),
        ("https://a b.example", False),
        ("https://bank.example@evil.example/", False),
        ("https://[", False),
        ("https://a.example/\nx", False),
    ],
)
def test_evidence_is_a_page_of_the_web(address, web):
    assert domains.is_web(address) is web


def test_an_application_is_compared_with_every_vetted_employer(app):
    here = employers.world()
    twin = employers.application(
        here.north, name="Twin", website="riverbanks.example", email="tim@riverbanks.example"
    )
    texts = [check.text for check in checks.of_partnership(twin)]
    assert any(
        "one letter away from riverbank.example" in text and here.brook.employer.name in text
        for text in texts
    )


def test_who_partners_elsewhere_is_not_named(app):
    here = employers.world()
    employers.partner(
        here.south, S.APPROVED, here.far, name="Hidden", website="hidden.example", email="h@hidden.example"
    )
    twin = employers.application(here.north, name="Twin", website="hiden.example", email="tim@hiden.example")
    texts = " ".join(check.text for check in checks.of_partnership(twin))
    assert "hidden.example" in texts
    assert "an employer at another campus" in texts
    assert "Hidden" not in texts


def test_nothing_claims_that_a_website_was_opened(app):
    here = employers.world()
    texts = " ".join(check.text.lower() for check in checks.of_partnership(here.brook.partnership))
    assert not any(word in texts for word in ("visited", "opened", "reachable", "online", "works"))
