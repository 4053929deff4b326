"""Check-ins: the promised days on which both sides say how it goes, and who missed one."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import Row, and_, delete, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.check_ins import CheckIn
from portal.models.placements import Placement
from portal.models.projects import Milestone, Project
from portal.services import placement_letters
from portal.services.sight import one, rows
from portal.vocabulary import InTheWay, PlacementStatus, Side, Track, stages

ANSWERED = {Side.STUDENT: CheckIn.student_at, Side.EMPLOYER: CheckIn.supervisor_at}


def spread(starts: date, ends: date, times: int) -> list[date]:
    """So many days between two, as far from each other as from both ends."""
    whole = (ends - starts).days
    return [starts + timedelta(days=round(whole * step / (times + 1))) for step in range(1, times + 1)]


def days(starts: date, ends: date, fixed: Sequence[date], promised: int) -> list[date]:
    """The days of a run: those fixed with milestones, and as many more as were promised; never two on one day."""
    within = [day for day in fixed if starts <= day <= ends]
    return sorted({*within, *spread(starts, ends, max(0, promised - len(within)))})


def plan(placement: Placement, since: date | None = None) -> None:
    """Write down the promised rhythm from `since` (else the start) to the day the work is due."""
    promised = db.session.scalar(select(Project.check_ins).where(Project.id == placement.project_id)) or 0
    fixed = select(Milestone.due_on).where(Milestone.project_id == placement.project_id, Milestone.check_in)
    found = days(since or placement.starts_on, placement.due_on, db.session.scalars(fixed).all(), promised)
    db.session.add_all(
        CheckIn(
            placement_id=placement.id,
            number=number,
            due_on=day,
            due_at=clock.end_of_day(day, placement.zone),
        )
        for number, day in enumerate(found, start=1)
    )


def begin(placement: Placement) -> None:
    """The work starts: where that is later than planned, so are the check-ins."""
    today = clock.today(placement.zone)
    if placement.starts_on < today < placement.due_on:
        db.session.execute(delete(CheckIn).where(CheckIn.placement_id == placement.id))
        plan(placement, today)


def of(placement: Placement) -> Sequence[CheckIn]:
    """All of a placement, in their order."""
    found = select(CheckIn).where(CheckIn.placement_id == placement.id).order_by(CheckIn.number)
    return db.session.scalars(found).all()


def get(placement: Placement, check_in_id: int) -> CheckIn:
    """One of this placement's; another's is NotFound."""
    mine = (CheckIn.placement_id == placement.id, CheckIn.id == check_in_id)
    return one(select(CheckIn).where(*mine).options(joinedload(CheckIn.placement)))


def is_open(check_in: CheckIn, side: Side) -> bool:
    """May this side still answer it? Early and late answers are answers."""
    answered = check_in.student_at if side is Side.STUDENT else check_in.supervisor_at
    return side in ANSWERED and answered is None and check_in.placement.status in stages.WORKING


def tell(check_in: CheckIn, done: str, in_the_way: InTheWay, obstacle: str = "", *, by: Actor) -> None:
    """The student says what is done and what is in the way; the office hears at once of who is blocked."""
    policy.require(by, "check_in.tell", check_in)
    _refuse(check_in, Side.STUDENT)
    if not done.strip():
        raise RuleBroken(_("Say what is done and what comes next; a sentence is enough."))
    if in_the_way is not InTheWay.NOTHING and not obstacle.strip():
        raise RuleBroken(_("Say what is in the way."))
    blocked = in_the_way is InTheWay.BLOCKED
    check_in.done, check_in.in_the_way, check_in.student_at = done.strip(), in_the_way, clock.now()
    check_in.obstacle = "" if in_the_way is InTheWay.NOTHING else obstacle.strip()
    _remember(check_in, "check_in_blocked" if blocked else "check_in_tell", by)
    placement_letters.to_supervisor("check-in-student", check_in.placement)
    if blocked:
        placement_letters.to_office("check-in-blocked", check_in.placement)


def judge(check_in: CheckIn, track: Track, change: str = "", *, by: Actor) -> None:
    """The supervisor says whether it is on track, and otherwise what has to change."""
    policy.require(by, "check_in.judge", check_in)
    _refuse(check_in, Side.EMPLOYER)
    if track is not Track.ON and not change.strip():
        raise RuleBroken(_("Say what should change."))
    check_in.track, check_in.change, check_in.supervisor_at = track, change.strip(), clock.now()
    _remember(check_in, "check_in_judge", by)
    placement_letters.to_student("check-in-supervisor", check_in.placement)


def is_missed(side: Side | None = None) -> ColumnElement[bool]:
    """A check-in whose day is over while the work runs, unanswered by a side (by any); join Placement to it."""
    unanswered = [column.is_(None) for asked, column in ANSWERED.items() if side in (None, asked)]
    running = Placement.status == PlacementStatus.ACTIVE
    return and_(running, CheckIn.due_at <= clock.now(), or_(*unanswered))


def missed(placement_ids: Collection[int], side: Side | None = None) -> Sequence[Row]:
    """(placement_id, id, number, due_on, student_at, supervisor_at) of missed check-ins, the oldest first."""
    columns = (
        CheckIn.placement_id,
        CheckIn.id,
        CheckIn.number,
        CheckIn.due_on,
        CheckIn.student_at,
        CheckIn.supervisor_at,
    )
    found = select(*columns).join(CheckIn.placement).where(CheckIn.placement_id.in_(placement_ids))
    return rows(found.where(is_missed(side)).order_by(CheckIn.due_at, CheckIn.id))


def has_missed(side: Side | None = None) -> ColumnElement[bool]:
    """Placements with a missed check-in, as a condition on Placement."""
    return exists().where(CheckIn.placement_id == Placement.id, is_missed(side))


def is_blocked() -> ColumnElement[bool]:
    """Placements under way whose student's newest check-in says so, as a condition on Placement."""
    newer, mine = aliased(CheckIn), CheckIn.placement_id == Placement.id
    answered_since = exists().where(
        newer.placement_id == CheckIn.placement_id, newer.student_at > CheckIn.student_at
    )
    blocked = exists().where(mine, CheckIn.in_the_way == InTheWay.BLOCKED, ~answered_since)
    return and_(Placement.status.in_(stages.WORKING), blocked)


@jobs.periodic
def remind_due() -> int:
    """On the day of a check-in, write to each side that has not answered it; how many letters."""
    today = CheckIn.due_at.between(clock.now(), clock.now() + timedelta(days=1))
    found = select(CheckIn).join(CheckIn.placement).where(Placement.status == PlacementStatus.ACTIVE, today)
    talks = db.session.scalars(found.options(contains_eager(CheckIn.placement)).limit(500)).all()
    wanted = {
        f"check-in-due:{talk.id}:{talk.due_on}:{side.value}": (talk.placement, side)
        for talk in talks
        for side in ANSWERED
        if is_open(talk, side)
    }
    return placement_letters.remind("check-in-due", wanted)


def _refuse(check_in: CheckIn, side: Side) -> None:
    if check_in.placement.status not in stages.WORKING:
        raise RuleBroken(_("The work is not under way."))
    if not is_open(check_in, side):
        raise RuleBroken(_("You have answered this check-in already."))


def _remember(check_in: CheckIn, action: str, by: Actor) -> None:
    remember(check_in.placement, action, by, after={"check_in": check_in.number})
