"""Office match: students say that they are interested, and the career office proposes seats."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import Row, and_, exists, select
from sqlalchemy.orm import joinedload

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.history import remember
from portal.models.claims import Claim
from portal.models.filling import Interest
from portal.models.projects import Project
from portal.services import asking, candidates, claim_letters, fits, obstacles, policies, seats
from portal.services.candidates import Candidate
from portal.services.claim_states import born
from portal.services.sight import one, rows
from portal.vocabulary import ClaimStatus, Role, Selection, stages


def standing(project_id: int, actor: Actor) -> Interest | None:
    """The student's own interest in a project, unless it was taken back."""
    return db.session.scalar(
        select(Interest).where(
            Interest.project_id == project_id,
            Interest.student_id == actor.user_id,
            Interest.withdrawn_at.is_(None),
        )
    )


def register(project: Project, *, by: Actor) -> Interest:
    """Say that one would like this project; said twice it is once. `project` as the board gave it."""
    if project.selection is not Selection.MATCH:
        raise RuleBroken(_("The career office does not propose students for this project."))
    asking.one_at_a_time(by)
    known = standing(project.id, by)
    if known:
        return known
    closed = obstacles.closed(project)
    if closed:
        raise RuleBroken(" ".join(closed))
    interest = Interest(
        project_id=project.id, student_id=by.user_id, campus_id=by.campus_id, registered_at=clock.now()
    )
    db.session.add(interest)
    remember(interest, "register", by)
    return interest


def withdraw(project_id: int, *, by: Actor) -> None:
    """Take the interest back; nothing when there is none."""
    asking.one_at_a_time(by)
    interest = standing(project_id, by)
    if interest:
        policy.require(by, "interest.withdraw", interest)
        interest.withdrawn_at = clock.now()
        remember(interest, "withdraw", by)


def mine(actor: Actor) -> Sequence[Row]:
    """(project_id, title, registered_at) of the student's interest in projects that still take students."""
    return rows(
        select(Interest.project_id, Project.title, Interest.registered_at)
        .join(Project, Project.id == Interest.project_id)
        .where(
            Interest.student_id == actor.user_id,
            Interest.campus_id == actor.campus_id,
            Interest.withdrawn_at.is_(None),
            Project.status.in_(stages.SHOWN),
            ~_asked(actor),
        )
        .order_by(Interest.id.desc())
    )


def _asked(actor: Actor):
    live = (Claim.student_id == actor.user_id, Claim.status.in_(fits.LIVE))
    return exists().where(Claim.project_id == Project.id, *live)


def get(actor: Actor, project_id: int) -> Project:
    """A project that the office fills, with what its page shows; NotFound for another one."""
    office = and_(Project.campus_id == actor.campus_id, Project.submitted_at.is_not(None))
    if actor.role is not Role.STAFF:
        raise NotFound
    return one(
        select(Project)
        .where(Project.id == project_id, Project.selection == Selection.MATCH, office)
        .options(joinedload(Project.employer), joinedload(Project.campus), joinedload(Project.supervisor))
    )


def propose(project: Project, student_ids: Sequence[int], message: str = "", *, by: Actor) -> list[Claim]:
    """Propose a seat to each of these students, or to none: RuleBroken names everyone who cannot take one."""
    policy.require(by, "project.match", project)
    if not student_ids:
        raise RuleBroken(_("Choose at least one student."))
    _refuse_closed(project, len(student_ids))
    asking.each_at_a_time(student_ids)
    numbers = policies.current(project.campus_id)
    found = candidates.chosen(project, student_ids)
    if len(found) != len(set(student_ids)):
        raise RuleBroken(_("One of these students can no longer see the project. Choose again."))
    _refuse_hindered(found)
    until = clock.end_of_day(clock.today(project.zone) + timedelta(days=numbers.proposal_days), project.zone)
    return [_proposed(project, numbers, each, until, message, by) for each in found]


def _refuse_closed(project: Project, wanted: int) -> None:
    told = obstacles.closed(project)
    if told:
        raise RuleBroken(" ".join(told))
    asking.require_in_force(project, project.campus_id)
    left = project.seats - project.seats_taken
    if wanted > left:
        raise RuleBroken(_("You chose %(num)s students for %(left)s seats.", num=wanted, left=left))


def _refuse_hindered(found: Sequence[Candidate]) -> None:
    told = [f"{each.name}: {_why_not(each)}" for each in found if each.status or each.against]
    if told:
        raise RuleBroken(" ".join(told))


def _why_not(candidate: Candidate) -> str:
    if candidate.status:
        return _("has a request here already (%(state)s).", state=candidate.status.label)
    return " ".join(candidate.against)


def _proposed(project: Project, numbers, candidate: Candidate, until, message: str, by: Actor) -> Claim:
    student = candidate.actor
    seats.take_or_refuse(project.id)
    claim = asking.add(
        project, numbers, student, status=ClaimStatus.PROPOSED, until_at=until, message=message.strip()
    )
    born(claim, "propose", by)
    claim_letters.to_student("claim-proposed", claim)
    return claim
