"""E7: what came of a placement: the next step that was offered, what followed, and how often it does."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import Row, distinct, func, select
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.evaluations import Evaluation
from portal.models.outcomes import FollowUp, Outcome
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.policy import require
from portal.services.sight import one, rows, through
from portal.vocabulary import NextStep, Role, Side, stages

STANDING = Outcome.struck_at.is_(None)
CONVERSIONS = (NextStep.PROJECT, NextStep.INTERNSHIP, NextStep.JOB)
"""What counts as going on together; a reference is counted beside them."""
STEPS = (*CONVERSIONS, NextStep.REFERENCE)
ENOUGH = 3
"""So few completed placements say nothing about an employer, and too much about a student."""
SIGHT = {
    Role.STAFF: lambda actor: Outcome.campus_id == actor.campus_id,
    Role.STUDENT: lambda actor: Outcome.student_id == actor.user_id,
}


@dataclass(frozen=True)
class Tally:
    """Of `completed` placements `led` went on together; `kinds` counts each step that followed."""

    completed: int
    led: int
    kinds: dict[NextStep, int]

    @property
    def enough(self) -> bool:
        return self.completed >= ENOUGH

    @property
    def words(self) -> str:
        """ "2 projects, 1 job"; nothing where nothing is known."""
        said = {
            NextStep.PROJECT: lambda n: _n("%(num)s project", "%(num)s projects", n),
            NextStep.INTERNSHIP: lambda n: _n("%(num)s internship", "%(num)s internships", n),
            NextStep.JOB: lambda n: _n("%(num)s job", "%(num)s jobs", n),
            NextStep.REFERENCE: lambda n: _n("%(num)s reference", "%(num)s references", n),
        }
        return ", ".join(said[kind](self.kinds[kind]) for kind in STEPS if self.kinds.get(kind))

    @property
    def line(self) -> str:
        """ "3 of 8 went on together: 2 projects, 1 job"."""
        told = _("%(led)s of %(num)s went on together", led=self.led, num=self.completed)
        return f"{told}: {self.words}" if self.words else told


def sight(actor: Actor) -> ColumnElement[bool]:
    """The outcomes this person may see and that stand, as a condition."""
    return through(SIGHT, actor) & STANDING


def get(actor: Actor, placement_id: int, outcome_id: int) -> Outcome:
    """One that stands, of this placement."""
    whose = (Outcome.id == outcome_id, Outcome.placement_id == placement_id)
    return one(select(Outcome).where(sight(actor), *whose))


def of_placement(placement_id: int) -> Sequence[Outcome]:
    """What followed this placement, in the order it was told."""
    found = select(Outcome).where(STANDING, Outcome.placement_id == placement_id)
    return db.session.scalars(found.order_by(Outcome.id)).all()


def offered(placement_id: int) -> NextStep | None:
    """The next step that the sent evaluation offers; None without one."""
    found = db.session.scalar(
        select(Evaluation.next_step).where(
            Evaluation.placement_id == placement_id, Evaluation.submitted_at.is_not(None)
        )
    )
    return None if found is NextStep.NONE else found


def asked(placement_id: int) -> Sequence[FollowUp]:
    """The questions that were sent, in their order."""
    sent = (FollowUp.placement_id == placement_id, FollowUp.sent_at.is_not(None))
    return db.session.scalars(select(FollowUp).where(*sent).order_by(FollowUp.sent_at, FollowUp.id)).all()


def is_over(placement: Placement) -> bool:
    """Is there a result that something could come of?"""
    return placement.status in stages.DONE


def record(placement: Placement, kind: NextStep, note: str = "", *, by: Actor) -> Outcome:
    """Student or office say what followed. Said twice it is once; RuleBroken before the work is accepted."""
    require(by, "outcome.record", placement)
    if not is_over(placement):
        raise RuleBroken(_("This can be told once the work is accepted."))
    if kind not in STEPS:
        raise RuleBroken(_("Choose what came of it."))
    source = Side.STUDENT if by.role is Role.STUDENT else Side.OFFICE
    return add(placement, kind, source, by=by, note=note.strip())


def add(placement: Placement, kind: NextStep, source: Side, *, by: Actor, **more) -> Outcome:
    """Keep a step that followed, unless it is known; who may was asked before."""
    known = (STANDING, Outcome.placement_id == placement.id, Outcome.kind == kind)
    if found := db.session.scalar(select(Outcome).where(*known)):
        return found
    made = Outcome(
        placement_id=placement.id,
        campus_id=placement.campus_id,
        employer_id=placement.employer_id,
        student_id=placement.student_id,
        kind=kind,
        source=source,
        **more,
    )
    db.session.add(made)
    remember(made, "add", by, after={"kind": kind.value, "source": source.value})
    return made


def strike(outcome: Outcome, *, by: Actor) -> None:
    """Say that it was not so; it counts no longer."""
    require(by, "outcome.strike", outcome)
    outcome.struck_at = clock.now()
    remember(outcome, "strike", by, before={"kind": outcome.kind.value})


def of_employer(campus_id: int | None, employer_id: int) -> Tally:
    """What came of an employer's placements at one campus."""
    return _tally(Placement.campus_id == campus_id, Placement.employer_id == employer_id)


def of_project(campus_id: int | None, project_id: int) -> Tally:
    """What came of a project's placements at one campus."""
    return _tally(Placement.campus_id == campus_id, Placement.project_id == project_id)


def of_student(actor: Actor) -> Sequence[Row]:
    """(placement_id, title, kind) of all that came of one's own placements, newest first."""
    return rows(
        select(Outcome.placement_id, Project.title, Outcome.kind)
        .join(Placement, Placement.id == Outcome.placement_id)
        .join(Project, Project.id == Placement.project_id)
        .where(sight(actor))
        .order_by(Outcome.id.desc())
    )


def _tally(*which: ColumnElement[bool]) -> Tally:
    done = (*which, Placement.status.in_(stages.DONE))
    completed = db.session.scalar(select(func.count(Placement.id)).where(*done)) or 0
    joined = select(Outcome.kind, func.count().label("number")).join(
        Placement, Placement.id == Outcome.placement_id
    )
    found = rows(joined.where(STANDING, *done).group_by(Outcome.kind))
    led = select(func.count(distinct(Outcome.placement_id))).join(
        Placement, Placement.id == Outcome.placement_id
    )
    going_on = db.session.scalar(led.where(STANDING, Outcome.kind.in_(CONVERSIONS), *done)) or 0
    return Tally(completed, going_on, {row.kind: row.number for row in found})
