"""The hour log: optional, the student's own, open until the work is accepted; minutes throughout."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.hours import HourEntry
from portal.models.placements import Placement
from portal.services.sight import one
from portal.vocabulary import stages

DAY = 24 * 60


def of(placement: Placement) -> Sequence[HourEntry]:
    """Every entry, the newest day first."""
    found = select(HourEntry).where(HourEntry.placement_id == placement.id)
    return db.session.scalars(found.order_by(HourEntry.day.desc(), HourEntry.id.desc())).all()


def get(placement: Placement, entry_id: int) -> HourEntry:
    """One of this placement's; another's is NotFound."""
    mine = (HourEntry.placement_id == placement.id, HourEntry.id == entry_id)
    return one(select(HourEntry).where(*mine).options(joinedload(HourEntry.placement)))


def total(placement: Placement) -> int:
    """Minutes logged so far."""
    found = select(func.sum(HourEntry.minutes)).where(HourEntry.placement_id == placement.id)
    return db.session.scalar(found) or 0


def is_open(placement: Placement) -> bool:
    """Is the work under way and not accepted yet?"""
    return placement.status in stages.WORKING


def log(placement: Placement, day: date, minutes: int, what: str, *, by: Actor) -> HourEntry:
    """Add what was worked on a day. RuleBroken for a day to come, or more than a day holds."""
    _may(placement, by)
    _refuse(placement, day, minutes, what)
    entry = HourEntry(placement_id=placement.id, day=day, minutes=minutes, what=what.strip())
    db.session.add(entry)
    remember(placement, "hours_log", by, after=_told(entry))
    return entry


def correct(entry: HourEntry, day: date, minutes: int, what: str, *, by: Actor) -> None:
    """Change an entry; refusals as for `log`."""
    placement, before = entry.placement, _told(entry)
    _may(placement, by)
    _refuse(placement, day, minutes, what, beside=entry.id)
    entry.day, entry.minutes, entry.what = day, minutes, what.strip()
    remember(placement, "hours_correct", by, before=before, after=_told(entry))


def remove(entry: HourEntry, *, by: Actor) -> None:
    """Take an entry out of the log; the history keeps that it was there."""
    _may(entry.placement, by)
    remember(entry.placement, "hours_remove", by, before=_told(entry))
    db.session.delete(entry)


def _may(placement: Placement, by: Actor) -> None:
    policy.require(by, "hours.log", placement)
    if not is_open(placement):
        raise RuleBroken(_("The log is closed: it is kept from the start of the work until it is accepted."))


def _refuse(placement: Placement, day: date, minutes: int, what: str, beside: int = 0) -> None:
    """RuleBroken in words when the entry cannot be true, or says nothing."""
    if day > clock.today(placement.zone):
        raise RuleBroken(_("Log a day once you have worked on it: this one is still to come."))
    if day < clock.day_of(placement.created_at, placement.zone):
        raise RuleBroken(_("This day was before the placement was agreed."))
    if not what.strip():
        raise RuleBroken(_("Say in a few words what you worked on."))
    others = select(func.sum(HourEntry.minutes)).where(
        HourEntry.placement_id == placement.id, HourEntry.day == day, HourEntry.id != beside
    )
    if minutes <= 0 or (db.session.scalar(others) or 0) + minutes > DAY:
        raise RuleBroken(_("A day has more than no hours and at most 24."))


def _told(entry: HourEntry) -> dict:
    return {"day": entry.day.isoformat(), "minutes": entry.minutes}
