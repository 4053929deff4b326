"""Campuses and their policies: made and changed by an administrator, and nobody's twice."""

import pytest
from sqlalchemy import func, select

from portal import clock
from portal.actor import CLI, SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.campuses import Campus, PolicyVersion
from portal.models.history import HistoryEntry
from portal.services import campuses, directory, policies
from portal.services.policies import Policy
from tests.factories import administrator, campus, officer, student
from tests.factories.campuses import acting

DETAILS = ("slug", "name", "university", "office")


def told(of: Campus, **changed) -> dict:
    return {**{name: getattr(of, name) for name in DETAILS}, **changed}


def test_a_new_campus_has_domains_and_a_policy(app):
    north = campus("north", ("north.example.edu", "alumni.north.example.edu"))
    assert {entry.domain for entry in north.domains} == {"north.example.edu", "alumni.north.example.edu"}
    assert policies.current(north.id) == Policy(id=policies.current(north.id).id)
    assert campuses.by_slug("north") is north
    assert campuses.of_email("sam@Alumni.North.example.edu") == north.id
    assert campuses.of_email("sam@far.north.example.edu") is None
    assert campuses.of_email("nonsense") is None


def test_addresses_and_domains_are_nobodys_twice(app):
    campus("north")
    with pytest.raises(RuleBroken, match="address"):
        campus("north", ("other.example.edu",))
    with pytest.raises(RuleBroken, match=r"north\.example\.edu"):
        campus("south", ("south.example.edu", "north.example.edu"))
    assert db.session.scalar(select(func.count(Campus.id))) == 1


def test_editing_keeps_what_is_its_own(app):
    north, south = campus("north"), campus("south")
    kept = north.domains[0]
    campuses.edit(north, told(north, name="Moor"), ["north.example.edu", "moor.example.edu"], by=CLI)
    db.session.flush()
    assert (north.name, north.domains[0]) == ("Moor", kept)
    with pytest.raises(RuleBroken):
        campuses.edit(south, told(south, slug="north"), ["south.example.edu"], by=CLI)
    with pytest.raises(RuleBroken):
        campuses.edit(south, told(south), ["moor.example.edu"], by=CLI)


def test_only_what_changed_is_remembered(app):
    north = campus("north")
    campuses.edit(north, told(north, name="Moor"), ["north.example.edu"], by=CLI)
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "edit")).one()
    assert entry.changed == ["name"]


def test_campuses_are_the_administrators(app):
    north = campus("north")
    for member in (officer(north), student(north)):
        with pytest.raises(NotAllowed):
            campuses.edit(north, told(north, name="Mine"), ["north.example.edu"], by=acting(member))
        with pytest.raises(NotAllowed):
            campuses.create(told(north, slug="mine"), ["mine.example.edu"], by=acting(member))
    campuses.edit(north, told(north, name="Moor"), ["north.example.edu"], by=acting(administrator()))
    assert north.name == "Moor"


def test_an_unknown_or_archived_campus_is_not_there(app):
    north = campus("north")
    north.archived_at = clock.now()
    db.session.flush()
    assert not campuses.listing()
    for find in (lambda: campuses.by_slug("north"), lambda: campuses.get(north.id)):
        with pytest.raises(NotFound):
            find()


def test_policies_are_versions(app):
    north = campus("north")
    first = policies.current(north.id)
    policies.adopt(north.id, Policy(live_claims=1, revisions=5), by=SYSTEM)
    now = policies.current(north.id)
    assert (now.live_claims, now.revisions, now.id != first.id) == (1, 5, True)
    assert policies.stored(first.id) == first
    assert policies.stored(None) == Policy()
    numbers = select(PolicyVersion.number).where(PolicyVersion.campus_id == north.id)
    assert db.session.scalars(numbers.order_by(PolicyVersion.id)).all() == [1, 2]
    kept = select(func.count()).where(HistoryEntry.action == "adopt")
    assert db.session.scalar(kept) == 2


def test_each_campus_has_its_own_policy(app):
    north, south = campus("north"), campus("south")
    policies.adopt(north.id, Policy(hold_minutes=60), by=SYSTEM)
    assert policies.current(south.id).hold_minutes == Policy().hold_minutes
    assert policies.current(999) == Policy()


@pytest.mark.parametrize(
    "numbers", [{"minutes_min": 700, "minutes_max": 600}, {"weeks_min": 5, "weeks_max": 4}]
)
def test_limits_are_the_right_way_round(app, numbers):
    north = campus("north")
    with pytest.raises(RuleBroken):
        policies.adopt(north.id, Policy(**numbers), by=SYSTEM)


def test_a_version_with_words_of_another_time_still_reads(app):
    north = campus("north")
    kept = db.session.scalars(select(PolicyVersion)).one()
    kept.numbers = {"live_claims": 2, "forgotten": 9}
    db.session.flush()
    assert policies.current(north.id).live_claims == 2


def test_the_directory_is_for_administrators_alone(app):
    north = campus("north")
    sam, desk, ada = student(north), officer(north), administrator()

    def found(text: str):
        return directory.search(text, actor=acting(ada)).found

    assert {row.name for row in found("")} == {
        "Sam Student",
        "Olive Officer",
        "Ada Admin",
    }
    assert [row.name for row in found("SAM")] == ["Sam Student"]
    assert [row.name for row in found("olive.officer@")] == ["Olive Officer"]
    assert not found("%")
    assert directory.get(sam.user_id, actor=acting(ada)).name == "Sam Student"
    assert directory.membership(sam.user_id, sam.id, actor=acting(ada)) is sam
    with pytest.raises(NotFound):
        directory.membership(desk.user_id, sam.id, actor=acting(ada))
    for member in (sam, desk):
        assert not directory.search("", actor=acting(member)).found
        with pytest.raises(NotFound):
            directory.get(sam.user_id, actor=acting(member))
