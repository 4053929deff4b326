"""Facts are frozen, kept as canonical JSON, and refused in words."""

from datetime import date

import pytest

from portal.certificates import Facts, Unfit, sha256
from tests.certificates.samples import BARE, FACTS, facts


@pytest.mark.parametrize("changes", [{}, BARE, {"ended_early": True, "credits": "2 ECTS"}])
def test_json_there_and_back(changes):
    made = facts(**changes)
    assert Facts.from_json(made.to_json()) == made
    assert Facts.from_json(made.to_json()).to_json() == made.to_json()


def test_json_is_canonical():
    turned = dict(reversed(list(FACTS.items())))
    assert Facts(**turned).to_json() == facts().to_json()
    assert '"starts":"2026-03-02"' in facts().to_json()
    assert "Nguyễn" in facts().to_json()


def test_json_with_something_unknown_is_refused():
    with pytest.raises(Unfit, match="fee"):
        Facts.from_json(facts().to_json().replace('"brand"', '"fee":1,"brand"'))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": 3}, "template guilloche 3"),
        ({"theme": "quiet", "version": 1}, "template quiet 1"),
        ({"theme": "loud"}, "template loud 2"),
        ({"basis": "guessed"}, "planned, logged or attested"),
        ({"attestation": "D"}, "A, B or C"),
        ({"minutes": 0}, "some time"),
        ({"ends": date(2026, 3, 1)}, "before it starts"),
        ({"competencies": (("Teamwork", 5, "Superb"),)}, "1 to 4"),
        ({"brand": "red;}"}, "#0f3d44"),
        ({"verify_url": "javascript:alert(1)"}, "web address"),
    ],
)
def test_what_cannot_be(changes, said):
    with pytest.raises(Unfit, match=said):
        facts(**changes)


def test_fingerprint():
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
