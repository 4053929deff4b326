"""Candidates for a project that the office fills: who may see it, in what order, and why, from recorded facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.actor import Actor
from portal.models.claims import Claim
from portal.models.filling import Interest
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.students import Enrollment, Student
from portal.services import exclusivity, fits, loads, obstacles, policies, preferences, workload
from portal.services.exclusivity_facts import Terms
from portal.services.fits import LIVE, WAITING, Standing
from portal.services.loads import Load
from portal.services.policies import Policy
from portal.services.sight import rows
from portal.vocabulary import ActorKind, ClaimStatus, Role, stages

PAGE = 20
Loads = dict[int, tuple[Load, ...]]


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
    numbers, statement = policies.current(project.campus_id), _statement(project)
    if interested:
        statement = statement.where(Interest.id.is_not(None))
    for word in search.split()[:4]:
        statement = statement.where(User.name.icontains(word, autoescape=True))
    taken = loads.of_students(select(exclusivity.readers(project.id).order_by(None).subquery().c.id))
    ordered = statement.order_by(*_order(project, _crowded(project, numbers, taken)))
    found = rows(ordered.offset(start).limit(PAGE + 1))
    return _weighed(project, found[:PAGE], numbers, taken), len(found) > PAGE


def chosen(project: Project, student_ids: Sequence[int]) -> list[Candidate]:
    """These students, as far as the project is meant for them."""
    found = rows(_statement(project).where(User.id.in_(student_ids)).order_by(User.sort_name, User.id))
    taken = loads.of_students(student_ids)
    return _weighed(project, found, policies.current(project.campus_id), taken)


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
    Student.ceiling_minutes,
    Enrollment.college,
    Enrollment.programme,
    Enrollment.year,
    Interest.id.label("interest_id"),
    Claim.status.label("status"),
)


def _experienced():
    return (
        exists()
        .where(Placement.student_id == User.id, Placement.status.not_in(stages.BROKEN_OFF))
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


def _order(project: Project, crowded: ColumnElement[int]) -> tuple:
    return (
        case((Claim.id.is_not(None), 1), else_=0),
        case((Interest.id.is_not(None), 0), else_=1),
        _preferred(project).desc(),
        case((_experienced(), 1), else_=0),
        crowded,
        User.sort_name,
        User.id,
    )


def _crowded(project: Project, numbers: Policy, taken: Loads) -> ColumnElement[int]:
    """1 for those without the free hours, else 0: the rule of `workload`, asked for all at once."""
    wanted, profile = loads.of_project(project), aliased(Student)
    own = select(profile.user_id, profile.ceiling_minutes).where(
        profile.campus_id == project.campus_id, profile.user_id.in_(list(taken))
    )
    ceilings = {row.user_id: workload.ceiling(row.ceiling_minutes, numbers) for row in rows(own)}
    full = [id_ for id_, most in ceilings.items() if workload.above(taken[id_], wanted, most)]
    return case((or_(Student.ceiling_minutes < workload.peak(wanted), User.id.in_(full)), 1), else_=0)


def _weighed(project: Project, found: Sequence[Row], numbers: Policy, taken: Loads) -> list[Candidate]:
    terms = preferences.of(project)
    return [_candidate(project, numbers, terms, row, taken.get(row.id, ())) for row in found]


def _candidate(
    project: Project, numbers: Policy, terms: Terms, row: Row, taken: tuple[Load, ...]
) -> Candidate:
    stand = Standing(row, row.waiting, taken, bool(row.experienced))
    full, liked = obstacles.no_room(stand, project, numbers), preferences.words(row.preferred, terms)
    hours = "" if full else _hours(stand, project, numbers)
    against = [*obstacles.overload(stand, numbers), *full, *obstacles.too_many(stand, numbers)]
    return Candidate(
        user_id=row.id,
        campus_id=project.campus_id,
        name=row.name,
        enrolled=", ".join(filter(None, (row.programme or row.college, row.year))),
        interested=row.interest_id is not None,
        first=not row.experienced,
        status=row.status,
        reasons=[line for line in (liked, *_reasons(stand, project), hours) if line],
        against=[] if row.status else against,
    )


def _reasons(stand: Standing, project: Project) -> list[str]:
    """What speaks for the student; what nobody recorded makes no line."""
    skills = fits.shared_skills(stand.skills, [*(project.must_skills or ()), *(project.learn_skills or ())])
    return [
        "" if stand.experienced else _("No placement yet."),
        _("Has %(skills)s.", skills=", ".join(skills)) if skills else "",
        _work(stand),
    ]


def _hours(stand: Standing, project: Project, policy: Policy) -> str:
    """Free hours, where the student recorded anything that tells them."""
    if not (stand.ceiling or stand.loads):
        return ""
    return workload.room(stand.loads, stand.ceiling, policy, loads.of_project(project))


def _work(stand: Standing) -> str:
    if not stand.running:
        return ""
    return _n("%(num)s placement running.", "%(num)s placements running.", stand.running)
