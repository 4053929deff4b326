"""The yearly review: which partnerships are due, noting that one was reviewed, and reminding the office."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import Row, ScalarSelect, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs, mail, policy
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.employers import Partnership
from portal.models.history import HistoryEntry
from portal.models.projects import Project
from portal.services import partnership_sight, vetting
from portal.services.sight import rows
from portal.vocabulary import PartnershipStatus, stages

AHEAD = timedelta(days=30)
IN_FORCE = Partnership.status == PartnershipStatus.APPROVED


def due(actor: Actor, zone: str) -> Sequence[Row]:
    """(id, employer, status, review_on, approved_at, reviewed_at, open) due within thirty days, soonest first."""
    reviewed = (
        select(func.max(HistoryEntry.at))
        .where(
            HistoryEntry.subject == "partnership",
            HistoryEntry.subject_id == Partnership.id,
            HistoryEntry.action == "review",
        )
        .scalar_subquery()
    )
    columns = (Partnership.review_on, Partnership.approved_at, reviewed.label("reviewed_at"), _open())
    return rows(
        partnership_sight.named(actor, *columns)
        .where(*_soon(zone))
        .order_by(Partnership.review_on, Partnership.id)
    )


def counting(actor: Actor, zone: str) -> ScalarSelect[int]:
    """How many are due, as a part of a statement."""
    mine = (partnership_sight.sight(actor), *_soon(zone))
    return select(func.count(Partnership.id)).where(*mine).scalar_subquery()


def _soon(zone: str) -> tuple[ColumnElement[bool], ...]:
    return IN_FORCE, Partnership.review_on <= clock.today(zone) + AHEAD


def _open():
    """How many of its projects students see now."""
    shown = stages.SHOWN
    project = aliased(Project)
    return (
        select(func.count(project.id))
        .where(
            project.campus_id == Partnership.campus_id,
            project.employer_id == Partnership.employer_id,
            project.status.in_(shown),
        )
        .correlate(Partnership)
        .scalar_subquery()
        .label("open")
    )


def reviewed(partnership: Partnership, next_on: date, note: str, *, by: Actor) -> None:
    """The office looked at a partnership in force again, and will on another day.

    RuleBroken unless that day is ahead. The note stays with the office.
    """
    policy.require(by, "partnership.review", partnership)
    if partnership.status is not PartnershipStatus.APPROVED:
        raise RuleBroken(_("Only a partnership in force has a next review."))
    vetting.require_ahead(next_on, clock.today(partnership.campus.zone))
    before = partnership.review_on
    partnership.review_on = next_on
    vetting.set_review(partnership, next_on, by=by)
    told = {"review_on": next_on.isoformat()}
    remember(partnership, "review", by, note, before={"review_on": str(before)}, after=told)


@jobs.periodic
def remind() -> int:
    """Write to each office once a week while reviews are due; to how many."""
    found = rows(
        select(Campus.id, Campus.name, Campus.office, Campus.office_email, func.count().label("count"))
        .join(Partnership, Partnership.campus_id == Campus.id)
        .where(IN_FORCE, Partnership.review_on <= (clock.now() + AHEAD).date())
        .group_by(Campus.id, Campus.name, Campus.office, Campus.office_email)
    )
    for campus in found:
        _remind(campus, clock.now())
    return len(found)


def _remind(campus: Row, now: datetime) -> None:
    year, week, _day = now.isocalendar()
    mail.send(
        "reviews-due",
        campus.office_email,
        name=campus.office,
        campus_id=campus.id,
        campus=campus.name,
        count=campus.count,
        link=mail.url("staff.renewals_index"),
        key=f"reviews-due:{campus.id}:{year}-{week}",
    )
