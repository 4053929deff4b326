"""Milestones of a placement: copied when it begins, delivered by the student, looked at by the supervisor."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, exists, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.milestones import PlacementMilestone
from portal.models.placements import Placement
from portal.models.projects import Milestone
from portal.services import hand_ins, placement_letters
from portal.services.sight import one, rows
from portal.vocabulary import MilestoneStatus as S
from portal.vocabulary import PlacementStatus, Side, stages
from portal.workflow import Step, Workflow

OPEN = (S.PLANNED, S.REWORK)
REWORK = timedelta(days=3)
"""What somebody has at least to change what they delivered."""

LIFECYCLE = Workflow(
    "milestone",
    Step("deliver", {S.PLANNED, S.REWORK}, S.DELIVERED, _l("Mark as delivered")),
    Step("accept", {S.DELIVERED}, S.OK, _l("Fine as it is")),
    Step("rework", {S.DELIVERED}, S.REWORK, _l("Ask for rework"), needs_note=True),
)


def plan(placement: Placement) -> None:
    """Copy the project's milestones as they are agreed now; the placement must be stored."""
    found = select(Milestone.name, Milestone.due_on).where(Milestone.project_id == placement.project_id)
    lines = rows(found.order_by(Milestone.due_on, Milestone.id))
    db.session.add_all(
        PlacementMilestone(
            placement_id=placement.id,
            position=position,
            name=line.name,
            due_on=line.due_on,
            due_at=clock.end_of_day(line.due_on, placement.zone),
        )
        for position, line in enumerate(lines, start=1)
    )


def of(placement: Placement) -> Sequence[PlacementMilestone]:
    """All of a placement, in the order they are due."""
    found = select(PlacementMilestone).where(PlacementMilestone.placement_id == placement.id)
    return db.session.scalars(found.order_by(PlacementMilestone.due_on, PlacementMilestone.position)).all()


def get(placement: Placement, milestone_id: int) -> PlacementMilestone:
    """One of this placement's; another's is NotFound."""
    mine = (PlacementMilestone.placement_id == placement.id, PlacementMilestone.id == milestone_id)
    return one(select(PlacementMilestone).where(*mine).options(joinedload(PlacementMilestone.placement)))


def choices(milestone: PlacementMilestone, by: Actor) -> list[str]:
    """The steps this person may take now."""
    if milestone.placement.status not in stages.WORKING:
        return []
    return [step.verb for step in LIFECYCLE.choices(milestone, by)]


def deliver(milestone: PlacementMilestone, note: str, url: str = "", *, by: Actor) -> None:
    """The student has reached it: a note, a link or both. RuleBroken in words without either."""
    _may("deliver", milestone, by)
    note, url = note.strip(), hand_ins.checked(url) if url.strip() else ""
    if not note and not url:
        raise RuleBroken(_("Write a note or give a link, so that there is something to look at."))
    milestone.note, milestone.url, milestone.delivered_at = note, url, clock.now()
    _take("deliver", milestone, by, note)
    placement_letters.to_supervisor("milestone-delivered", milestone.placement)


def accept(milestone: PlacementMilestone, note: str = "", *, by: Actor) -> None:
    """The supervisor finds it fine, with a word or without."""
    _answer("accept", milestone, note, by)
    placement_letters.to_student("milestone-ok", milestone.placement)


def rework(milestone: PlacementMilestone, note: str, *, by: Actor) -> None:
    """The supervisor says what has to change, and there is time for it. RuleBroken without words."""
    _answer("rework", milestone, note, by)
    _give_time(milestone)
    placement_letters.to_student("milestone-rework", milestone.placement)


def _give_time(milestone: PlacementMilestone) -> None:
    """Who delivered in time is not late by being asked for more: some days, but none beyond the last one."""
    placement = milestone.placement
    wanted = min(clock.today(placement.zone) + REWORK, placement.due_on)
    milestone.due_on = max(milestone.due_on, wanted)
    milestone.due_at = clock.end_of_day(milestone.due_on, placement.zone)


def is_late() -> ColumnElement[bool]:
    """A milestone that is past its day while the work runs; join Placement to it."""
    return (
        (Placement.status == PlacementStatus.ACTIVE)
        & PlacementMilestone.status.in_(OPEN)
        & (PlacementMilestone.due_at <= clock.now())
    )


def late(placement_ids: Collection[int]) -> Sequence[Row]:
    """(placement_id, id, name, due_on, status) of every late milestone of these, the oldest first."""
    columns = (
        PlacementMilestone.placement_id,
        PlacementMilestone.id,
        PlacementMilestone.name,
        PlacementMilestone.due_on,
        PlacementMilestone.status,
    )
    found = select(*columns).join(PlacementMilestone.placement)
    mine = PlacementMilestone.placement_id.in_(placement_ids)
    return rows(found.where(mine, is_late()).order_by(PlacementMilestone.due_at, PlacementMilestone.id))


def has_late() -> ColumnElement[bool]:
    """Placements with a late milestone, as a condition on Placement."""
    return exists().where(PlacementMilestone.placement_id == Placement.id, is_late())


@jobs.periodic
def remind_due() -> int:
    """Two days before a milestone is due, write to the student who has not delivered it; how many letters."""
    soon = PlacementMilestone.due_at.between(clock.now(), clock.now() + timedelta(days=2))
    running = Placement.status == PlacementStatus.ACTIVE
    found = select(PlacementMilestone).join(PlacementMilestone.placement)
    found = found.where(running, soon, PlacementMilestone.status.in_(OPEN)).limit(500)
    dates = db.session.scalars(found.options(contains_eager(PlacementMilestone.placement))).all()
    wanted = {f"milestone-due:{one.id}:{one.due_on}": (one.placement, Side.STUDENT) for one in dates}
    return placement_letters.remind("milestone-due", wanted)


def _may(verb: str, milestone: PlacementMilestone, by: Actor) -> None:
    """Refuse before anything is changed."""
    policy.require(by, f"milestone.{verb}", milestone)
    if milestone.placement.status not in stages.WORKING:
        raise RuleBroken(_("The work is not under way."))
    LIFECYCLE.find(verb, milestone.status)


def _answer(verb: str, milestone: PlacementMilestone, note: str, by: Actor) -> None:
    _may(verb, milestone, by)
    if verb == "rework" and not note.strip():
        raise RuleBroken(_("Say what should be changed."))
    milestone.answer, milestone.answered_at = note.strip(), clock.now()
    _take(verb, milestone, by, note)


def _take(verb: str, milestone: PlacementMilestone, by: Actor, note: str) -> None:
    """Written down with the placement, so that its page and its office tell one story."""
    before = milestone.status
    with db.session.no_autoflush:
        LIFECYCLE.take(verb, milestone, by=by, note=note)
    told = {"milestone": milestone.position, "milestone_status": milestone.status.value}
    former = {"milestone": milestone.position, "milestone_status": before.value}
    remember(milestone.placement, f"milestone_{verb}", by, note, before=former, after=told)
