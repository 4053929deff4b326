"""The audit trail: nobody can edit it, each office sees its own, and twenty at a time are found again."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from portal import clock, history
from portal.database import db
from portal.history import remember, remember_each
from portal.models.history import HistoryDetail, HistoryEntry
from portal.models.rosters import Roster
from portal.services import audit
from portal.services.audit import Filters
from portal.vocabulary import PlacementStatus
from tests import factories
from tests.factories import placements as work
from tests.factories.campuses import acting


@pytest.fixture
def office(app):
    return acting(factories.officer(factories.campus()), "Olive Officer")


def note(office, count=1, action="look", **told):
    record = Roster(campus_id=office.campus_id, file_name="x", encoding="utf-8", headers=[], mapping={})
    db.session.add(record)
    return [remember(record, action, office, **told) for _ in range(count)]


def seen(actor, **filters):
    return [entry.action for entry in audit.listing(actor, Filters(**filters)).entries]


@pytest.mark.parametrize(
    "statement",
    [
        update(HistoryEntry).values(action="forged"),
        delete(HistoryEntry),
        update(HistoryDetail).values(note="forged"),
        text("DELETE FROM history_entry WHERE id > 0"),
    ],
    ids=["change", "remove", "change the detail", "remove one"],
)
def test_nobody_can_edit_it(office, statement):
    note(office)
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(statement)
    db.session.rollback()


def test_details_may_be_erased_and_the_entry_stays(office):
    [entry] = note(office, note="personal")
    db.session.commit()
    db.session.execute(delete(HistoryDetail).where(HistoryDetail.entry_id == entry.id))
    [shown] = audit.listing(office, Filters(action="look")).entries
    assert shown.note is None
    assert audit.changes(shown) == []


def test_many_at_once_are_kept_as_one_is(office):
    """Column by column, and provable: the hash covers what is read back."""
    before, after = {"email": "łukasz@x.example", "n": 1}, {"email": 'a"b\\c', "none": None}
    [one] = note(office, before=before, after=after)
    db.session.flush()
    remember_each(Roster, "look", office, [(one.subject_id, before, after)])
    [many] = db.session.scalars(HistoryEntry.__table__.select().where(HistoryEntry.id > one.id))
    assert kept(many) == kept(one.id)
    assert kept(many)["provable"]


def kept(entry_id):
    """An entry and its detail but for what is each row's own; whether its hash is that of the detail."""
    db.session.expire_all()
    entry, detail = db.session.get(HistoryEntry, entry_id), db.session.get(HistoryDetail, entry_id)
    rows = [{c.name: getattr(row, c.name) for c in row.__table__.c} for row in (entry, detail)]
    told = {name: value for row in rows for name, value in row.items()}
    told["provable"] = history._hash(told) == told["detail_hash"]
    return {k: v for k, v in told.items() if k not in {"id", "entry_id", "at", "salt", "detail_hash"}}


def test_each_office_sees_its_own(office):
    note(office)
    south = acting(factories.officer(factories.campus("south")))
    assert "look" in seen(office)
    assert "look" not in seen(south)
    assert "look" in seen(acting(factories.administrator()))
    assert not seen(acting(factories.student(factories.campus("east"))))


def test_older_ones_follow_without_gap_or_repetition(office):
    note(office, 45)
    first = audit.listing(office, Filters())
    second = audit.listing(office, Filters(), before=first.older)
    third = audit.listing(office, Filters(), before=second.older)
    ids = [entry.id for page in (first, second, third) for entry in page.entries]
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) >= 45
    assert third.older is None


def test_filters(office):
    note(office, action="approve", before={"status": "a"}, after={"status": "b", "x": 1})
    note(acting(factories.officer(factories.campus("west"), "West Wind"), "50% Wind"))
    [entry] = audit.listing(office, Filters(action="approve")).entries
    assert audit.changes(entry) == [("status", "a", "b"), ("x", None, 1)]
    assert seen(office, who="oliv", subject="roster") == ["approve"]
    assert seen(office, subject="roster", subject_id=entry.subject_id) == ["approve"]
    assert seen(acting(factories.administrator()), who="50%") == ["look"]
    assert not seen(office, who="%")


def test_days_are_those_of_the_zone(office):
    note(office)
    today = clock.today("Pacific/Auckland")
    at = {"zone": "Pacific/Auckland", "action": "look"}
    assert seen(office, since=today, until=today, **at)
    assert not seen(office, since=today + timedelta(days=1), **at)
    assert not seen(office, until=today - timedelta(days=1), **at)


def test_an_entry_of_yesterday(office):
    with time_machine.travel(clock.now() - timedelta(days=1, minutes=1), tick=False):
        note(office)
    assert not seen(office, since=clock.today("UTC"), action="look")


def test_words_that_occur(office):
    note(office)
    actions, subjects = audit.words(office)
    assert "look" in actions
    assert "roster" in subjects


def test_the_office_reads_of_fees_and_mailed_links_too(app):
    here = work.world()
    work.move(here, PlacementStatus.CLOSED)
    subjects = {entry.subject for entry in every(here.staff.actor)}
    assert {"placement", "fee", "evaluation_request"} <= subjects
    assert not {"placement", "fee", "evaluation_request"} & {e.subject for e in every(here.far_staff.actor)}


def every(actor):
    """All entries, page by page."""
    page = audit.listing(actor, Filters())
    yield from page.entries
    while page.older:
        page = audit.listing(actor, Filters(), before=page.older)
        yield from page.entries
