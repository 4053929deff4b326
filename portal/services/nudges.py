"""Nudging: the office reminds whoever's move it is; nobody gets two letters within the policy's days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, or_, select

from portal import clock, history, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.employers import Contact
from portal.models.history import HistoryDetail, HistoryEntry
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.rescues import NudgeRound
from portal.services import overdue, placement_letters, placement_sight, policies, rescues
from portal.services.sight import one, rows, through
from portal.vocabulary import NudgeOutcome as O
from portal.vocabulary import RescueStepKind, Role, Side

TELLS = {Side.STUDENT: placement_letters.to_student, Side.EMPLOYER: placement_letters.to_supervisor}
MOST = 100
Person = tuple[Side, int]
Line = tuple[int, Side | None, O]


def nudge(placement: Placement, *, by: Actor) -> list[Side]:
    """Remind the sides whose move it is by letter; returns them. RuleBroken when it is nobody's, or too soon."""
    policy.require(by, "placement.nudge", placement)
    lines = _remind([placement], by)
    sent = [side for _id, side, outcome in lines if side and outcome is O.SENT]
    if not sent:
        raise RuleBroken(_why_not(lines[0][2], _days(placement.campus_id)))
    return sent


def _why_not(outcome: O, days: int) -> str:
    if outcome is O.NOBODY:
        return _("Nobody has to do anything here now.")
    if outcome is O.HELD:
        return _("It is on hold: nobody is reminded.")
    return ngettext(
        "A reminder was sent within the last day.", "A reminder was sent within the last %(num)s days.", days
    )


def nudge_all(placement_ids: Iterable[int], *, by: Actor) -> NudgeRound:
    """Remind everybody whose move it is in any of these, once; the receipt says who was written to."""
    chosen = select(Placement).where(placement_sight.sight(by), Placement.id.in_(list(placement_ids)[:MOST]))
    found = db.session.scalars(chosen).all()
    if not found:
        raise RuleBroken(_("Choose at least one."))
    for placement in found:
        policy.require(by, "placement.nudge", placement)
    lines = [
        (number, side.value if side else "", outcome.value) for number, side, outcome in _remind(found, by)
    ]
    made = NudgeRound(campus_id=by.campus_id, author_id=by.user_id, author=by.label, lines=lines)
    db.session.add(made)
    db.session.flush()
    return made


SIGHT = {Role.STAFF: lambda actor: NudgeRound.campus_id == actor.campus_id}


def receipt(actor: Actor, round_id: int) -> NudgeRound:
    """The receipt of reminding several."""
    return one(select(NudgeRound).where(through(SIGHT, actor), NudgeRound.id == round_id))


def people(actor: Actor, made: NudgeRound) -> dict[int, Row]:
    """Placement -> (id, title, student, supervisor) of the lines of a receipt."""
    wanted = {number for number, _side, _outcome in made.lines}
    found = rows(
        select(Placement.id, Project.title, User.name.label("student"), Contact.name.label("supervisor"))
        .join(Project, Project.id == Placement.project_id)
        .join(User, User.id == Placement.student_id)
        .join(Contact, Contact.id == Placement.supervisor_id)
        .where(placement_sight.sight(actor), Placement.id.in_(wanted))
    )
    return {row.id: row for row in found}


def _remind(placements: Sequence[Placement], by: Actor) -> list[Line]:
    """Write to everybody once, about what presses most; what became of each side."""
    by_id = {placement.id: placement for placement in placements}
    asked = overdue.with_facts(select(Placement.id).where(Placement.id.in_(by_id)))
    standings = sorted(overdue.of_rows(rows(asked)), key=_pressing)
    lately, now, lines = _lately(placements), set(), []
    for row, standing in standings:
        outcomes = _outcomes(by_id[row.id], standing, lately, now)
        _tell(by_id[row.id], [side for _id, side, outcome in outcomes if side and outcome is O.SENT], by)
        lines += outcomes
    return lines


def _pressing(pair: tuple[Any, overdue.Standing]) -> tuple:
    row, standing = pair
    return (not standing.late, (standing.first and standing.first.by) or date.max, row.id)


def _outcomes(
    placement: Placement, standing: overdue.Standing, lately: set[Person], now: set[Person]
) -> list[Line]:
    """What becomes of each side; `now` collects who gets a letter."""
    sides = [side for side in standing.sides if side in TELLS]
    if standing.held_until or not sides:
        return [(placement.id, None, O.HELD if standing.held_until else O.NOBODY)]
    lines: list[Line] = []
    for side in sides:
        person = _person(placement, side)
        outcome = O.ONCE if person in now else O.LATELY if person in lately else O.SENT
        now |= {person} if outcome is O.SENT else set()
        lines.append((placement.id, side, outcome))
    return lines


def _tell(placement: Placement, sides: list[Side], by: Actor) -> None:
    """The letters, and what is kept of them."""
    if not sides:
        return
    for side in sides:
        TELLS[side]("placement-nudge", placement)
    history.remember(placement, "nudge", by, after={"sides": [side.value for side in sides]})
    task = rescues.live_of(placement.id)
    if task:
        rescues.record(task, RescueStepKind.NUDGE, by=by)


def _person(placement: Any, side: Side) -> Person:
    return side, placement.student_id if side is Side.STUDENT else placement.supervisor_id


def _lately(placements: Sequence[Placement]) -> set[Person]:
    """Whom of these the office reminded within the policy's days, whatever work it was about."""
    pause = timedelta(days=_days(placements[0].campus_id))
    theirs = or_(
        Placement.student_id.in_({placement.student_id for placement in placements}),
        Placement.supervisor_id.in_({placement.supervisor_id for placement in placements}),
    )
    found = rows(
        select(HistoryDetail.after, Placement.student_id, Placement.supervisor_id)
        .join(HistoryEntry, HistoryEntry.id == HistoryDetail.entry_id)
        .join(Placement, Placement.id == HistoryEntry.subject_id)
        .where(theirs, Placement.campus_id == placements[0].campus_id)
        .where(HistoryEntry.subject == "placement", HistoryEntry.action == "nudge")
        .where(HistoryEntry.at > clock.now() - pause)
    )
    return {_person(row, Side(side)) for row in found for side in row.after.get("sides", ())}


def _days(campus_id: int) -> int:
    return policies.current(campus_id).nudge_days
