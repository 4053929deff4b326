"""Rescue: the office's task about a placement at risk, from its cause to what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Label, Row, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal import clock, jobs, policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Contact, Employer
from portal.models.people import Membership, User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.rescues import Problem, Rescue, RescueStep
from portal.services import overdue, placement_letters, rescue_letters
from portal.services.sight import one, rows, through
from portal.vocabulary import RescueStatus as S
from portal.vocabulary import RescueStepKind, RiskCause, Role, stages
from portal.workflow import Step, Workflow

PAGE = 20
LIFECYCLE = Workflow(
    "rescue",
    Step("take", {S.OPEN, S.TAKEN}, S.TAKEN, _l("Take it")),
    Step("hand_over", {S.OPEN, S.TAKEN}, S.TAKEN, _l("Hand it over")),
    Step("close", {S.OPEN, S.TAKEN}, S.CLOSED, _l("Close it"), needs_note=True),
)
SIGHT = {Role.STAFF: lambda actor: Rescue.campus_id == actor.campus_id}
LIGHT = {RiskCause.REPORT, RiskCause.NEAR}
"""Causes that open no task by themselves: a report has opened its own, a near day is only shown."""


@dataclass(frozen=True)
class Filters:
    """Which tasks are asked for: mine, nobody's, all that are open, or what is done."""

    which: str = "all"
    after: int | None = None


def sight(actor: Actor):
    return through(SIGHT, actor)


def get(actor: Actor, rescue_id: int) -> Rescue:
    """A task with all its page shows."""
    placement = joinedload(Rescue.placement)
    return one(
        select(Rescue)
        .where(sight(actor), Rescue.id == rescue_id)
        .options(
            placement.joinedload(Placement.project).joinedload(Project.employer),
            placement.options(joinedload(Placement.student), joinedload(Placement.supervisor)),
            placement.joinedload(Placement.fee),
            selectinload(Rescue.steps),
            selectinload(Rescue.problems).options(selectinload(Problem.answers), joinedload(Problem.file)),
        )
    )


def live_of(placement_id: int) -> Rescue | None:
    """The task about a placement that is not done."""
    return db.session.scalar(
        select(Rescue).where(Rescue.placement_id == placement_id, Rescue.status != S.CLOSED)
    )


def waiting(actor: Actor) -> Select:
    """How many tasks are nobody's or mine, to be asked beside other counts."""
    mine = (Rescue.owner_id == actor.user_id) | (Rescue.status == S.OPEN)
    return select(func.count(Rescue.id)).where(sight(actor), Rescue.status != S.CLOSED, mine)


def listing(actor: Actor, filters: Filters) -> tuple[Sequence[Row], int | None]:
    """Tasks, the oldest first (what is done, the newest first), and the id after which the next page goes on.

    Rows: id, status, opened_at, causes, owner, done, closed_at, title, student, employer, supervisor.
    """
    newest_first = filters.which == "done"
    order, beyond = (Rescue.id.desc(), Rescue.id.__lt__) if newest_first else (Rescue.id, Rescue.id.__gt__)
    found = _columns().where(sight(actor), *WHICH[filters.which](actor)).order_by(order)
    found = found.where(beyond(filters.after)) if filters.after else found
    listed = rows(found.limit(PAGE + 1))
    return listed[:PAGE], listed[PAGE - 1].id if len(listed) > PAGE else None


WHICH = {
    "all": lambda actor: (Rescue.status != S.CLOSED,),
    "mine": lambda actor: (Rescue.status == S.TAKEN, Rescue.owner_id == actor.user_id),
    "open": lambda actor: (Rescue.status == S.OPEN,),
    "done": lambda actor: (Rescue.status == S.CLOSED,),
}


def _columns() -> Select:
    return (
        select(
            *(Rescue.id, Rescue.status, Rescue.opened_at, Rescue.causes, Rescue.owner, Rescue.done),
            Rescue.closed_at,
            Project.title,
            User.name.label("student"),
            Employer.name.label("employer"),
            Contact.name.label("supervisor"),
        )
        .join(Placement, Placement.id == Rescue.placement_id)
        .join(Project, Project.id == Placement.project_id)
        .join(Employer, Employer.id == Placement.employer_id)
        .join(User, User.id == Placement.student_id)
        .join(Contact, Contact.id == Placement.supervisor_id)
    )


def is_late(opened_at: datetime, days: int) -> bool:
    """Whether a task waits longer than the office wants anything to wait."""
    return (clock.now() - opened_at).days >= days


def officers(campus_id: int) -> Sequence[Row]:
    """(id, name) of everybody at the office, to hand a task over to."""
    now = clock.now()
    return rows(
        select(User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.role == Role.STAFF, Membership.campus_id == campus_id, User.disabled_at.is_(None))
        .where((Membership.until_at.is_(None)) | (Membership.until_at > now))
        .order_by(User.sort_name, User.id)
    )


def ensure(placement: Placement, causes: Iterable[RiskCause] = (), *, by: Actor) -> Rescue:
    """The task about this placement, opened if there is none; whoever of the office opens it has it."""
    found = live_of(placement.id)
    if found:
        return found
    policy.require(by, "rescue.open", placement)
    made = Rescue(
        placement=placement, campus_id=placement.campus_id, causes=[cause.value for cause in causes]
    )
    db.session.add(made)
    remember(made, "open", by, after={"causes": made.causes})
    if by.role is Role.STAFF:
        take(made, by=by)
    return made


def take(rescue: Rescue, *, by: Actor) -> None:
    """I look after it from here on; from a colleague, too."""
    _own(rescue, "take", by.user_id, by.label, "", by)


def hand_over(rescue: Rescue, officer_id: int, note: str = "", *, by: Actor) -> None:
    """A colleague at this office looks after it from here on, and is told."""
    names = {row.id: row.name for row in officers(rescue.campus_id)}
    if officer_id not in names:
        raise RuleBroken(_("Choose somebody of this office."))
    _own(rescue, "hand_over", officer_id, names[officer_id], note, by)
    if officer_id != by.user_id:
        rescue_letters.to_owner("rescue-handed-over", rescue)


def _own(rescue: Rescue, verb: str, owner_id: int | None, owner: str, note: str, by: Actor) -> None:
    before = rescue.owner
    policy.require(by, f"rescue.{verb}", rescue)
    with db.session.no_autoflush:
        LIFECYCLE.take(verb, rescue, by=by, note=note)
        rescue.owner_id, rescue.owner = owner_id, owner[:200]
    remember(rescue, verb, by, note, before={"owner": before}, after={"owner": rescue.owner})


def close(rescue: Rescue, done: str, *, by: Actor) -> None:
    """Say what was done; what put the placement at risk until now has been dealt with."""
    with db.session.no_autoflush:
        LIFECYCLE.take("close", rescue, by=by, note=done)
        rescue.done, rescue.closed_at = done.strip(), clock.now()
    remember(rescue, "close", by, done.strip(), after={"status": rescue.status.value})


def meeting(placement: Placement) -> date | None:
    """The day of a meeting that is still ahead."""
    asked = select(meeting_column(placement.zone)).select_from(Placement)
    return db.session.scalar(asked.where(Placement.id == placement.id))


def meeting_column(zone: str) -> Label:
    """`meeting_on`: the day of a meeting that is ahead in this time zone, for a statement over Placement."""
    ahead = select(func.min(RescueStep.on_date)).join(Rescue, Rescue.id == RescueStep.rescue_id)
    mine = ahead.where(
        Rescue.placement_id == Placement.id,
        Rescue.status != S.CLOSED,
        RescueStep.kind == RescueStepKind.MEET,
        RescueStep.on_date >= clock.today(zone),
    )
    return mine.correlate(Placement).scalar_subquery().label("meeting_on")


def record(rescue: Rescue, kind: RescueStepKind, note: str = "", on_date=None, *, by: Actor) -> None:
    """Keep one thing that was done; part of a verb, which has asked for its own ability."""
    author = {"author_id": by.user_id, "author": by.label}
    db.session.add(RescueStep(rescue_id=rescue.id, kind=kind, note=note.strip(), on_date=on_date, **author))


@jobs.periodic
def open_due() -> int:
    """Open a task for every placement that came to be at risk, and write to both sides in kind words; how many."""
    live = select(Rescue.id).where(Rescue.placement_id == Placement.id, Rescue.status != S.CLOSED)
    running = select(Placement.id).where(Placement.status.in_(stages.RUNNING), ~live.exists())
    opened = 0
    for row, standing in overdue.of_rows(rows(overdue.with_facts(running))):
        causes = [risk.cause for risk in standing.risks if risk.cause not in LIGHT]
        if causes:
            placement = db.session.get_one(Placement, row.id)
            ensure(placement, causes, by=SYSTEM)
            placement_letters.to_both("placement-at-risk", placement)
            opened += 1
    return opened


@jobs.periodic
def settle_due() -> int:
    """Close tasks that nobody took and nobody reported, once nothing is at risk any more; how many."""
    untouched = select(Rescue).where(Rescue.status == S.OPEN, ~Rescue.problems.any(), ~Rescue.steps.any())
    by_placement = {one.placement_id: one for one in db.session.scalars(untouched)}
    if not by_placement:
        return 0
    asked = overdue.with_facts(select(Placement.id).where(Placement.id.in_(by_placement)))
    over = [row.id for row, standing in overdue.of_rows(rows(asked)) if not standing.at_risk]
    for placement_id in over:
        close(by_placement[placement_id], _("It came right by itself."), by=SYSTEM)
    return len(over)
