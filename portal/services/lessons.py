"""What the placements of a project and of its ancestors taught: hours, revisions and ratings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, func, select

from portal.actor import Actor
from portal.models.evaluations import Evaluation, EvaluationAnswer
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.scope.formats import limits
from portal.services import policies
from portal.services.sight import rows
from portal.vocabulary import Competency, Level, Role, stages

STEPS = {Level.EMERGING: 1, Level.DEVELOPING: 2, Level.APPLYING: 3, Level.ADVANCED: 4}
FEWEST_RATED = 3
"""Below this an average would tell colleagues how one student was rated."""


@dataclass(frozen=True)
class Lessons:
    """`planned` and `taken` are average minutes a student; `ratings` are averages of levels 1 to 4."""

    project_id: int
    title: str
    placements: int
    revised: int
    revisions: int
    planned: int | None = None
    taken: int | None = None
    suggested: int | None = None
    rated: int = 0
    ratings: Sequence[tuple[Competency, float]] = field(default=())


def of(actor: Actor, project: Project) -> Lessons | None:
    """What earlier placements taught, for its employer and for the office; None for a project without any.

    The employer is shown ratings once three students were rated; the office, which reads each, always.
    """
    if project.ancestor_id is None or actor.role not in {Role.CONTACT, Role.STAFF}:
        return None
    family = _family(project)
    done = rows(_work(family))
    fewest = 1 if actor.role is Role.STAFF else FEWEST_RATED
    rated = sum(row.submitted_at is not None for row in done)
    return _told(project, family, done, rated, _ratings(family) if rated >= fewest else ())


def suggested(actor: Actor, project: Project) -> int | None:
    """The minutes it really took, within the bounds of the format; None when nobody has said."""
    learned = of(actor, project)
    return learned.suggested if learned else None


def _told(project: Project, family: Sequence[Row], done: Sequence[Row], rated: int, ratings) -> Lessons:
    said = [row for row in done if row.submitted_at and row.minutes_taken]
    taken = _average([row.minutes_taken for row in said])
    return Lessons(
        project_id=family[0].id,
        title=family[0].title,
        placements=len(done),
        revised=sum(row.revisions > 0 for row in done),
        revisions=sum(row.revisions for row in done),
        planned=_average([row.minutes for row in said or done]),
        taken=taken,
        suggested=_within(project, taken),
        rated=rated,
        ratings=ratings,
    )


def _family(project: Project) -> Sequence[Row]:
    """(id, title) of the ancestors, nearest first."""
    line = (
        select(Project.id, Project.ancestor_id, Project.title, Project.employer_id)
        .where(Project.id == project.ancestor_id)
        .cte("line", recursive=True)
    )
    older = select(Project.id, Project.ancestor_id, Project.title, Project.employer_id).where(
        Project.id == line.c.ancestor_id, Project.employer_id == line.c.employer_id
    )
    line = line.union(older)
    return rows(select(line.c.id, line.c.title).order_by(line.c.id.desc()))


def _work(family: Sequence[Row]):
    """(minutes, revisions, minutes_taken, submitted_at) of each finished placement."""
    return (
        select(Placement.minutes, Placement.revisions, Evaluation.minutes_taken, Evaluation.submitted_at)
        .outerjoin(Evaluation, Evaluation.placement_id == Placement.id)
        .where(Placement.project_id.in_([row.id for row in family]), Placement.status.in_(stages.DONE))
    )


def _ratings(family: Sequence[Row]) -> list[tuple[Competency, float]]:
    """The average level of each competency; what was not observed is left out."""
    counted = (
        select(EvaluationAnswer.competency, EvaluationAnswer.level, func.count(EvaluationAnswer.id))
        .join(Evaluation, Evaluation.id == EvaluationAnswer.evaluation_id)
        .join(Placement, Placement.id == Evaluation.placement_id)
        .where(
            Placement.project_id.in_([row.id for row in family]),
            Placement.status.in_(stages.DONE),
            Evaluation.submitted_at.is_not(None),
            EvaluationAnswer.level.in_(list(STEPS)),
        )
        .group_by(EvaluationAnswer.competency, EvaluationAnswer.level)
    )
    given: dict[Competency, list[int]] = {}
    for competency, level, count in rows(counted):
        given.setdefault(competency, []).extend([STEPS[level]] * count)
    return [(word, sum(given[word]) / len(given[word])) for word in Competency if word in given]


def _average(minutes: list[int]) -> int | None:
    """In whole quarters of an hour."""
    return round(sum(minutes) / len(minutes) / 15) * 15 if minutes else None


def _within(project: Project, taken: int | None) -> int | None:
    """Whole hours, as many as the format and the campus allow."""
    if not taken:
        return None
    rules = policies.current(project.campus_id)
    least, most = limits(project.format, rules.minutes_min, rules.minutes_max)
    return max(least, min(most, -(-taken // 60) * 60))
