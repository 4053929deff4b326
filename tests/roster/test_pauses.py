"""A large file is read and checked in short transactions: what others may do meanwhile, and what they may not."""

import pytest
from sqlalchemy import delete

from portal.database import db
from portal.errors import RuleBroken, StaleEdit
from portal.models.rosters import RosterRow
from portal.services import roster_checks, rosters
from tests.factories import campus, officer
from tests.factories.campuses import acting
from tests.roster.large import lines

ENGINES = ("sqlite",)


@pytest.fixture
def office(app, monkeypatch):
    monkeypatch.setattr(roster_checks, "AT_ONCE", 5)
    return acting(officer(campus()), "Olive Officer")


def staged(office, pause=None):
    return rosters.stage(lines(12), "all.csv", by=office, campus_id=office.campus_id, pause=pause)


def test_others_come_in_after_every_few_lines(office):
    ended = []
    roster = staged(office, lambda: ended.append("read"))
    rosters.check(roster, roster.mapping, full=True, by=office, pause=lambda: ended.append("checked"))
    assert (ended.count("read"), ended.count("checked")) == (1, 3)
    assert roster.counts["new"] == 12


def test_a_second_check_stops_the_first(office):
    roster = staged(office)
    again = []

    def meanwhile():
        db.session.flush()
        if not again:
            again.append(True)
            rosters.check(roster, {**roster.mapping}, full=False, by=office)
            db.session.flush()

    with pytest.raises(StaleEdit):
        rosters.check(roster, roster.mapping, full=True, by=office, pause=meanwhile)
    assert (roster.full, roster.counts["new"]) == (False, 12)


def test_a_check_that_broke_off_is_none(office):
    roster = staged(office)

    def break_off():
        db.session.flush()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rosters.check(roster, roster.mapping, full=True, by=office, pause=break_off)
    assert roster.counts == {}
    with pytest.raises(RuleBroken, match="Check the columns first"):
        rosters.apply(roster, by=office)


def test_a_file_that_was_not_read_to_its_end_is_not_checked(office):
    roster = staged(office)
    db.session.execute(delete(RosterRow).where(RosterRow.line > 10))
    with pytest.raises(RuleBroken, match="not read to its end"):
        rosters.check(roster, roster.mapping, full=True, by=office)
