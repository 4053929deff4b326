"""Candidates for a project that the office fills: who may see it, in what order, and why, from recorded facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.actor import Actor
from portal.models.claims import Claim
from portal.models.filling import Interest
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.students import Enrollment, Student
from portal.services import exclusivity, fits, obstacles, policies, preferences
from portal.services.exclusivity_facts import Terms
from portal.services.fits import LIVE, NO_EXPERIENCE, WAITING, Standing
from portal.services.policies import Policy
from portal.services.sight import rows
from portal.vocabulary import ActorKind, ClaimStatus, Role

PAGE = 20


@dataclass(frozen=True)
class Candidate:
    """One student as the office weighs them: `reasons` and `against` are sentences."""

    user_id: int
    campus_id: int
    name: str
    enrolled: str
    interested: bool
    first: bool
    status: ClaimStatus | None
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        return Actor(
            ActorKind.USER,
            self.name,
            user_id=self.user_id,
            role=Role.STUDENT,
            campus_id=self.campus_id,
        )


def listing(
    project: Project, *, interested: bool = False, search: str = "", start: int = 0
) -> tuple[list[Candidate], bool]:
    """One page of those the project is meant for, and whether there are more.

    Interested first, then who meets more of what the project prefers,
    then who has had no placement yet, then who has the hours free, then by name.
    """
    statement = _statement(project)
    if interested:
        statement = statement.where(Interest.id.is_not(None))
    for word in search.split()[:4]:
        statement = statement.where(User.name.icontains(word, autoescape=True))
    found = rows(statement.order_by(*_order(project)).offset(start).limit(PAGE + 1))
    return _weighed(project, found[:PAGE]), len(found) > PAGE


def chosen(project: Project, student_ids: Sequence[int]) -> list[Candidate]:
    """These students, as far as the project is meant for them."""
    found = rows(_statement(project).where(User.id.in_(student_ids)).order_by(*_order(project)))
    return _weighed(project, found)


def interested(project_id: int) -> int:
    """How many say they are interested."""
    standing = (Interest.project_id == project_id, Interest.withdrawn_at.is_(None))
    return rows(select(func.count(Interest.id)).where(*standing))[0][0]


def _statement(project: Project) -> Select:
    """Students of the project's own campus who may see it now, each with what is recorded of them."""
    readers = exclusivity.readers(project.id).order_by(None).subquery()
    later = aliased(Enrollment)
    newer = exists().where(
        later.user_id == Enrollment.user_id,
        later.campus_id == Enrollment.campus_id,
        later.from_at > Enrollment.from_at,
    )
    enrolled = and_(Enrollment.user_id == User.id, Enrollment.campus_id == readers.c.campus_id, ~newer)
    profile = and_(Student.user_id == User.id, Student.campus_id == readers.c.campus_id)
    wish = and_(
        Interest.project_id == project.id, Interest.student_id == User.id, Interest.withdrawn_at.is_(None)
    )
    asked = and_(Claim.project_id == project.id, Claim.student_id == User.id, Claim.status.in_(LIVE))
    return (
        select(
            *COLUMNS,
            _experienced().label("experienced"),
            _waits().label("waiting"),
            _preferred(project).label("preferred"),
        )
        .select_from(User)
        .join(Project, Project.id == project.id)
        .join(readers, and_(readers.c.id == User.id, readers.c.campus_id == project.campus_id))
        .outerjoin(Student, profile)
        .outerjoin(Enrollment, enrolled)
        .outerjoin(Interest, wish)
        .outerjoin(Claim, asked)
    )


COLUMNS = (
    User.id,
    User.name,
    Student.skills,
    Student.free_minutes,
    Enrollment.college,
    Enrollment.programme,
    Enrollment.year,
    Interest.id.label("interest_id"),
    Claim.status.label("status"),
)


def _experienced():
    return (
        exists()
        .where(Placement.student_id == User.id, Placement.status.not_in(NO_EXPERIENCE))
        .correlate(User)
    )


def _waits():
    other = aliased(Claim)
    return (
        select(func.count(other.id))
        .where(other.student_id == User.id, other.status.in_(WAITING))
        .correlate(User)
        .scalar_subquery()
    )


def _preferred(project: Project):
    """How many of the project's preferences the student meets."""
    return exclusivity.wishes(User.id, project.campus_id)


def _order(project: Project) -> tuple:
    enough = or_(Student.free_minutes.is_(None), Student.free_minutes >= fits.asked(project))
    return (
        case((Claim.id.is_not(None), 1), else_=0),
        case((Interest.id.is_not(None), 0), else_=1),
        _preferred(project).desc(),
        case((_experienced(), 1), else_=0),
        case((enough, 0), else_=1),
        User.sort_name,
        User.id,
    )


def _weighed(project: Project, found: Sequence[Row]) -> list[Candidate]:
    numbers, terms = policies.current(project.campus_id), preferences.of(project)
    running = _running([row.id for row in found])
    return [_candidate(project, numbers, terms, row, running.get(row.id, ())) for row in found]


def _running(ids: Sequence[int]) -> dict[int, tuple[Row, ...]]:
    """The placements that run, by student."""
    found = rows(
        select(
            Placement.student_id,
            Placement.minutes,
            Placement.starts_on,
            Placement.due_on,
            Project.minutes_a_week,
        )
        .join(Project, Project.id == Placement.project_id)
        .where(Placement.student_id.in_(ids), Placement.status.in_(fits.RUNNING))
    )
    return {number: tuple(row for row in found if row.student_id == number) for number in ids}


def _candidate(
    project: Project, numbers: Policy, terms: Terms, row: Row, running: tuple[Row, ...]
) -> Candidate:
    stand = Standing(row, row.waiting, running, bool(row.experienced))
    liked = preferences.words(row.preferred, terms)
    against = [*obstacles.overload(stand, project, numbers), *obstacles.too_many(stand, numbers)]
    return Candidate(
        user_id=row.id,
        campus_id=project.campus_id,
        name=row.name,
        enrolled=", ".join(filter(None, (row.programme or row.college, row.year))),
        interested=row.interest_id is not None,
        first=not row.experienced,
        status=row.status,
        reasons=[line for line in (liked, *_reasons(stand, project)) if line],
        against=[] if row.status else against,
    )


def _reasons(stand: Standing, project: Project) -> list[str]:
    """What speaks for the student; what nobody recorded makes no line."""
    skills = fits.shared_skills(stand.skills, [*(project.must_skills or ()), *(project.learn_skills or ())])
    return [
        "" if stand.experienced else _("No placement yet."),
        _("Has %(skills)s.", skills=", ".join(skills)) if skills else "",
        _hours(stand, project),
        _work(stand),
    ]


def _hours(stand: Standing, project: Project) -> str:
    free = stand.me.free_minutes
    if free is None:
        return ""
    return _(
        "%(free)s hours a week free; it takes %(asked)s.",
        free=fits.hours(free),
        asked=fits.hours(fits.asked(project)),
    )


def _work(stand: Standing) -> str:
    if not stand.running:
        return ""
    return _n("%(num)s placement running.", "%(num)s placements running.", len(stand.running))
