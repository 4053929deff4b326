"""What stands in somebody's calendar: the dates of their placements, and the answers that are waited for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.sql import ColumnElement

from portal import clock, mail
from portal.actor import Actor
from portal.errors import NotFound
from portal.models.check_ins import CheckIn
from portal.models.claims import Claim
from portal.models.employers import Contact, Employer
from portal.models.history import HistoryEntry
from portal.models.milestones import PlacementMilestone
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import claim_lists, overdue, partnerships
from portal.services.overdue import Standing
from portal.services.placement_sight import sight
from portal.services.sight import NOTHING, rows
from portal.vocabulary import ClaimStatus, Role, Side, stages
from portal.vocabulary import PlacementStatus as S

KEPT = timedelta(days=365)
"""How long what is over stays in a feed."""
MOST = 300
MOVES = {"answer", "evaluate", "reflect", "pay", "confirm"}
"""Moves with a date of their own; start, end, milestones and check-ins are there anyway."""
SIDES = {Role.STUDENT: Side.STUDENT, Role.CONTACT: Side.EMPLOYER, Role.STAFF: Side.OFFICE}
AUDIENCES = {Role.STUDENT: "student", Role.CONTACT: "employer", Role.STAFF: "staff"}


@dataclass(frozen=True)
class Event:
    """One entry: a whole local day (`day`), or a deadline (`until`, the instant it is over)."""

    key: str
    title: str
    note: str
    link: str
    sequence: int
    changed: datetime
    day: date | None = None
    until: datetime | None = None
    cancelled: bool = False


def mine(actor: Actor) -> list[Event]:
    """Everything for a person's feed."""
    since = clock.now() - KEPT
    lately = or_(Placement.status.not_in(stages.OVER), Placement.status_at > since)
    placements = rows(_placements(actor).where(_own(actor), lately).limit(MOST))
    return [*_of_placements(placements, actor), *_answers(actor)]


def of_placement(actor: Actor, placement_id: int) -> list[Event]:
    """The dates of one placement; a stranger's id is NotFound."""
    found = rows(_placements(actor).where(Placement.id == placement_id))
    if not found:
        raise NotFound
    return list(_of_placements(found, actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    """A contact's feed has what they supervise, and what nobody at the employer with an account does."""
    if actor.role is not Role.CONTACT:
        return Placement.id.is_not(None)
    return or_(Placement.supervisor_id == actor.contact_id, Contact.user_id.is_(None))


def _placements(actor: Actor) -> Select:
    """Placements in sight, with what an entry says, and how often and when last something was decided."""
    told = (
        HistoryEntry.subject == "placement",
        HistoryEntry.subject_id == Placement.id,
        HistoryEntry.action != "write",
    )
    statement = (
        select(
            Placement.id,
            Project.title,
            Employer.name.label("employer"),
            User.name.label("student"),
            Contact.name.label("supervisor"),
            select(func.count(HistoryEntry.id)).where(*told).scalar_subquery().label("sequence"),
            select(func.max(HistoryEntry.at)).where(*told).scalar_subquery().label("changed"),
        )
        .join(Project, Project.id == Placement.project_id)
        .join(Employer, Employer.id == Placement.employer_id)
        .join(User, User.id == Placement.student_id)
        .join(Contact, Contact.id == Placement.supervisor_id)
        .where(sight(actor))
        .order_by(Placement.due_at.desc(), Placement.id.desc())
    )
    return overdue.with_facts(statement)


def _of_placements(found: Sequence[Row], actor: Actor) -> Iterator[Event]:
    by_id = {row.id: row for row in found}
    for row, standing in overdue.of_rows(found):
        yield from _course(row, actor)
        yield from _moves(row, standing, actor)
    if actor.role is not Role.STAFF:
        yield from _on_the_way(PlacementMilestone, by_id, actor)
        yield from _on_the_way(CheckIn, by_id, actor)


def _course(row: Row, actor: Actor) -> Iterator[Event]:
    """The first day and the deadline."""
    first = clock.end_of_day(row.starts_on, row.zone)
    yield _event(row, actor, "start", _("Begins: %(title)s", title=row.title), day=row.starts_on, over=first)
    yield _event(row, actor, "due", _("Due: %(title)s", title=row.title), until=row.due_at, over=row.due_at)


def _moves(row: Row, standing: Standing, actor: Actor) -> Iterator[Event]:
    """What this side has to do beside the work itself."""
    for move in standing.of(SIDES[actor.role]):
        again = move.key == "hand_in" and row.status is S.REVISION
        if move.by and (again or move.key in MOVES):
            until = clock.end_of_day(move.by, row.zone)
            title = _("%(what)s: %(title)s", what=move.text, title=row.title)
            yield _event(row, actor, move.key, title, until=until)


def _on_the_way(model: Any, by_id: dict[int, Row], actor: Actor) -> Iterator[Event]:
    """Milestones or check-ins of these placements."""
    name = model.number if model is CheckIn else model.name
    columns = (model.id, model.placement_id, name.label("name"), model.due_at, model.version)
    wanted = select(*columns).where(model.placement_id.in_(by_id))
    for one in rows(wanted.order_by(model.due_at, model.id)):
        row = by_id[one.placement_id]
        if model is CheckIn:
            title = _("Check-in %(number)s: %(title)s", number=one.name, title=row.title)
        else:
            title = _("%(what)s: %(title)s", what=one.name, title=row.title)
        key = f"{model.__tablename__.replace('_', '-')}-{one.id}"
        yield _event(row, actor, key, title, until=one.due_at, over=one.due_at, more=one.version)


def _event(
    row: Row,
    actor: Actor,
    key: str,
    title: str,
    *,
    day: date | None = None,
    until: datetime | None = None,
    over: datetime | None = None,
    more: int = 0,
) -> Event:
    """An entry of a placement; what lay ahead (`over`) when the work was called off is cancelled."""
    return Event(
        key=f"placement-{row.id}-{key}",
        title=title,
        note=_who(row, actor),
        link=mail.url(f"{AUDIENCES[actor.role]}.placements_show", placement_id=row.id),
        sequence=row.sequence + more,
        changed=row.changed or row.status_at,
        day=day,
        until=until,
        cancelled=row.status in stages.BROKEN_OFF and over is not None and over > row.status_at,
    )


def _who(row: Row, actor: Actor) -> str:
    """With whom: the other side of the project, nobody else."""
    if actor.role is Role.STUDENT:
        return _("With %(supervisor)s at %(employer)s.", supervisor=row.supervisor, employer=row.employer)
    if actor.role is Role.CONTACT:
        return _("%(student)s works on this.", student=row.student)
    return _("At %(employer)s.", employer=row.employer)


def _answers(actor: Actor) -> Iterable[Event]:
    """Offers a student has to answer, and applications an employer has to."""
    told = HistoryEntry.subject == "claim", HistoryEntry.subject_id == Claim.id
    statement = (
        select(
            *(Claim.id, Claim.status, Claim.status_at, Claim.until_at, Claim.answer_by_at, Claim.project_id),
            Project.title,
            Employer.name.label("employer"),
            select(func.count(HistoryEntry.id)).where(*told).scalar_subquery().label("sequence"),
        )
        .join(Project, Project.id == Claim.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .where(WAITING.get(actor.role, lambda _actor: NOTHING)(actor))
        .order_by(Claim.id)
        .limit(MOST)
    )
    return [_answer(row, actor) for row in rows(statement)]


OFFERED = (ClaimStatus.OFFERED, ClaimStatus.PROPOSED)
WAITING = {
    Role.STUDENT: lambda actor: (
        claim_lists.own(actor)
        & (
            (Claim.status.in_(OFFERED) & Claim.until_at.is_not(None))
            | (Claim.status.in_(stages.ASKED) & Claim.answer_by_at.is_not(None))
        )
    ),
    Role.CONTACT: lambda actor: (
        partnerships.in_force(Claim.campus_id, Project.employer_id)
        & (Project.employer_id == actor.employer_id)
        & (Project.supervisor_id == actor.contact_id)
        & Claim.status.in_(stages.ASKED)
        & Claim.answer_by_at.is_not(None)
    ),
}


def _answer(row: Row, actor: Actor) -> Event:
    """One answer that is waited for; who applied stays unnamed."""
    if row.status in OFFERED:
        title = _("Answer the offer: %(title)s", title=row.title)
    elif actor.role is Role.STUDENT:
        title = _("The employer answers by now: %(title)s", title=row.title)
    else:
        title = _("Answer an application: %(title)s", title=row.title)
    mine = actor.role is Role.STUDENT
    link = (
        mail.url("student.claims_show", claim_id=row.id)
        if mine
        else mail.url("employer.applicants_index", project_id=row.project_id)
    )
    return Event(
        key=f"claim-{row.id}-answer",
        title=title,
        note=_("At %(employer)s.", employer=row.employer),
        link=link,
        sequence=row.sequence,
        changed=row.status_at,
        until=row.until_at if row.status in OFFERED else row.answer_by_at,
    )
