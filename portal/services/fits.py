"""Where a student stands, and why a project fits them: recorded facts, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import Row, and_, exists, func, or_, select

from portal import clock
from portal.actor import Actor
from portal.models.claims import Claim
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.students import Enrollment, Student
from portal.services import exclusivity, loads, workload
from portal.services.loads import Load
from portal.services.policies import Policy
from portal.services.sight import rows
from portal.vocabulary import ClaimStatus, EligibilityKind, Taken, stages

WAITING = (
    ClaimStatus.HELD,
    ClaimStatus.SUBMITTED,
    ClaimStatus.SHORTLISTED,
    ClaimStatus.OFFERED,
    ClaimStatus.PROPOSED,
    ClaimStatus.WAITLISTED,
)
LIVE = (*WAITING, ClaimStatus.ACCEPTED)


@dataclass(frozen=True)
class Standing:
    """Where a student stands: profile and enrolment (None without), claims waiting, what takes their hours."""

    me: Row | None
    waiting: int
    loads: tuple[Load, ...]
    experienced: bool = False
    """Has worked on a placement, or works on one; those that ended early or never began do not count."""

    @property
    def skills(self) -> list[str]:
        return self.me.skills or [] if self.me else []

    @property
    def running(self) -> int:
        """How many placements run."""
        return sum(load.kind is Taken.PLACEMENT for load in self.loads)

    @property
    def ceiling(self) -> int | None:
        """The student's own, in minutes a week; None when they set none."""
        return self.me.ceiling_minutes if self.me else None


def current_enrollment(actor: Actor, at: Any = None):
    """The condition that an enrolment row is the student's at their campus, at an instant."""
    at = at or clock.now()
    return and_(
        Enrollment.user_id == actor.user_id,
        Enrollment.campus_id == actor.campus_id,
        Enrollment.from_at <= at,
        or_(Enrollment.until_at.is_(None), Enrollment.until_at > at),
    )


def standing(actor: Actor) -> Standing:
    """Read where the student stands, in two statements."""
    waiting = select(func.count()).where(Claim.student_id == actor.user_id, Claim.status.in_(WAITING))
    earlier = exists().where(
        Placement.student_id == actor.user_id, Placement.status.not_in(stages.BROKEN_OFF)
    )
    me = rows(
        select(
            Student.skills,
            Student.ceiling_minutes,
            Student.resume_id,
            Enrollment.college,
            Enrollment.programme,
            Enrollment.year,
            Enrollment.graduates_on,
            waiting.scalar_subquery().label("waiting"),
            earlier.label("experienced"),
        )
        .outerjoin(Enrollment, current_enrollment(actor))
        .where(Student.user_id == actor.user_id, Student.campus_id == actor.campus_id)
        .limit(1)
    )
    found = loads.of_student(actor.user_id)
    if not me:
        return Standing(None, 0, found)
    return Standing(me[0], me[0].waiting, found, bool(me[0].experienced))


def weeks(starts_on: date, due_on: date) -> int:
    """Whole weeks, both days included; at least one."""
    return max(1, ceil(((due_on - starts_on).days + 1) / 7))


def shared_skills(mine: Iterable[str] | None, wanted: Iterable[str] | None) -> list[str]:
    """The wanted skills that are mine, however they were typed."""
    known = {skill.casefold().strip() for skill in mine or ()}
    return [skill for skill in wanted or () if skill.casefold().strip() in known]


def why(stand: Standing, project: Project, policy: Policy) -> list[str]:
    """Sentences on why it fits; a fact that is not recorded makes no line."""
    told = [_skills(stand, project), _learning(project), *_wishes(stand, project)]
    return [line for line in (*told, _time(stand, project, policy)) if line]


def _skills(stand: Standing, project: Project) -> str:
    have = shared_skills(stand.skills, project.must_skills)
    told = ", ".join(have)
    if len(have) == len(project.must_skills or ()):
        return _("You have what it asks for: %(skills)s.", skills=told) if have else ""
    return _("Of what it asks for you have: %(skills)s.", skills=told) if have else ""


def _learning(project: Project) -> str:
    learn = ", ".join(project.learn_skills or ())
    return _("You will practise: %(skills)s.", skills=learn) if learn else ""


def _wishes(stand: Standing, project: Project) -> list[str]:
    if not stand.me:
        return []
    mine = {
        EligibilityKind.COLLEGE: stand.me.college,
        EligibilityKind.PROGRAMME: stand.me.programme,
        EligibilityKind.YEAR: stand.me.year,
    }
    met = [e for e in project.eligibility if (mine[e.kind] or "").casefold() == e.value.casefold()]
    told = [_meant(rule.value, rule.must) for rule in met]
    return [*told, _graduation(stand.me.graduates_on, project)]


def _meant(group: str, must: bool) -> str:
    if must:
        return _("It is meant for %(group)s, and you are in it.", group=group)
    return _("It has a wish that you meet: %(group)s.", group=group)


def _graduation(on: date | None, project: Project) -> str:
    """Whoever graduates in time, where the project asks or wishes for it."""
    within = project.graduates_within
    if not (within and on) or exclusivity.month(on) - exclusivity.month(clock.now()) > within:
        return ""
    if not project.graduates_must:
        wish = _n("graduates within %(num)s month", "graduates within %(num)s months", within)
        return _("It has a wish that you meet: %(group)s.", group=wish)
    return _n(
        "It is for students who graduate within %(num)s month, and you do.",
        "It is for students who graduate within %(num)s months, and you do.",
        within,
    )


def _time(stand: Standing, project: Project, policy: Policy) -> str:
    """Whether the weeks have room; nothing where the student recorded nothing."""
    wanted, most = loads.of_project(project), workload.ceiling(stand.ceiling, policy)
    if not (stand.ceiling or stand.loads) or workload.above(stand.loads, wanted, most):
        return ""
    return _(
        "%(asked)s hours a week; you have %(free)s free while it runs.",
        asked=workload.hours(workload.peak(wanted)),
        free=workload.hours(workload.free(stand.loads, wanted, most)),
    )
