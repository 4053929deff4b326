"""S10: a problem is reported to the office alone, and a person there answers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal import policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.placements import Placement
from portal.models.rescues import Problem, ProblemAnswer
from portal.services import files, placement_sight, rescue_letters, rescues
from portal.services.sight import one, rows, through
from portal.vocabulary import ProblemKind, RescueStatus, RiskCause, Role, Side

SIDES = {Role.STUDENT: Side.STUDENT, Role.CONTACT: Side.EMPLOYER}
SIGHT = {
    Role.STAFF: lambda actor: Problem.campus_id == actor.campus_id,
    Role.STUDENT: lambda actor: (Problem.author_id == actor.user_id) & (Problem.side == Side.STUDENT),
    Role.CONTACT: lambda actor: (Problem.author_id == actor.user_id) & (Problem.side == Side.EMPLOYER),
}


def sight(actor: Actor):
    """The office's own, and what one reported oneself: not a colleague's, never the other side's."""
    return through(SIGHT, actor)


def get(actor: Actor, problem_id: int) -> Problem:
    """A report with its thread; whoever may no longer see the placement sees none of it."""
    return one(
        select(Problem)
        .join(Problem.placement)
        .where(sight(actor), placement_sight.sight(actor), Problem.id == problem_id)
        .options(
            joinedload(Problem.placement).joinedload(Placement.project),
            joinedload(Problem.rescue),
            joinedload(Problem.file),
            selectinload(Problem.answers),
        )
    )


def mine(actor: Actor, placement_id: int) -> Sequence[Row]:
    """(id, kind, at, answered) of what this person reported about a placement, the newest first."""
    answered = select(func.max(ProblemAnswer.at)).where(
        ProblemAnswer.problem_id == Problem.id, ProblemAnswer.from_office
    )
    return rows(
        select(Problem.id, Problem.kind, Problem.at, answered.scalar_subquery().label("answered"))
        .where(sight(actor), Problem.placement_id == placement_id)
        .order_by(Problem.id.desc())
    )


def report(placement: Placement, kind: ProblemKind, text: str, upload: Any = None, *, by: Actor) -> Problem:
    """Tell the office. Nobody else is written to: the other side shall not learn that somebody reported."""
    policy.require(by, "placement.report", placement)
    if not text.strip():
        raise RuleBroken(_("Say what the problem is."))
    kept = files.store(upload, by=by, campus_id=placement.campus_id) if upload else None
    rescue = rescues.ensure(placement, [RiskCause.REPORT], by=SYSTEM)
    made = Problem(
        rescue=rescue,
        placement=placement,
        campus_id=placement.campus_id,
        author_id=by.user_id,
        author=by.label,
        side=SIDES[by.role],
        kind=kind,
        text=text.strip(),
        file_id=kept.id if kept else None,
    )
    db.session.add(made)
    remember(made, "report", by)
    rescue_letters.to_owner("problem-reported", rescue)
    return made


def answer(problem: Problem, text: str, *, by: Actor) -> ProblemAnswer:
    """Add a line to the thread; the other end of it gets a letter. The office's first answer takes the task."""
    policy.require(by, "problem.answer", problem)
    if not text.strip():
        raise RuleBroken(_("Write a few words."))
    office = by.role is Role.STAFF
    made = ProblemAnswer(
        problem_id=problem.id, author_id=by.user_id, author=by.label, from_office=office, text=text.strip()
    )
    db.session.add(made)
    remember(problem, "answer", by)
    if not office:
        _open_again(problem)
        rescue_letters.to_owner("problem-reported", problem.rescue)
        return made
    rescue_letters.to_reporter("problem-answered", problem)
    if problem.rescue.owner_id is None and "take" in _steps(problem, by):
        rescues.take(problem.rescue, by=by)
    return made


def _open_again(problem: Problem) -> None:
    """What is written after the task was done is a task again."""
    if problem.rescue.status is RescueStatus.CLOSED:
        problem.rescue = rescues.ensure(problem.placement, [RiskCause.REPORT], by=SYSTEM)
        db.session.flush()


def _steps(problem: Problem, by: Actor) -> set[str]:
    return {step.verb for step in rescues.LIFECYCLE.choices(problem.rescue, by)}
