"""Asking for a seat: what an application holds, and what is checked before any request is taken in."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.claims import Claim
from portal.models.people import User
from portal.models.projects import Project
from portal.services import fits, obstacles, partnerships, policies
from portal.services.policies import Policy

SHARABLE = {
    "email": _l("My e-mail address"),
    "headline": _l("My headline"),
    "about": _l("What I wrote about myself"),
    "skills": _l("My skills"),
    "programme": _l("My college and programme"),
    "year": _l("My year and when I graduate"),
}
"""Profile fields an applicant may share for one project, each by its own tick."""


@dataclass(frozen=True)
class Application:
    """What a student sends with a request where the supervisor chooses."""

    statement: str
    answers: Sequence[str] = ()
    resume_id: int | None = None
    shared: Sequence[str] = ()


def live_on(project_id: int, actor: Actor) -> Claim | None:
    """The student's own live claim on a project."""
    return db.session.scalars(
        select(Claim)
        .where(Claim.project_id == project_id, Claim.student_id == actor.user_id, Claim.status.in_(fits.LIVE))
        .options(joinedload(Claim.project), joinedload(Claim.student))
    ).one_or_none()


def latest_on(project_id: int, actor: Actor) -> Claim | None:
    """The student's newest claim on a project, whatever became of it."""
    mine = select(Claim).where(Claim.project_id == project_id, Claim.student_id == actor.user_id)
    return db.session.scalars(mine.order_by(Claim.id.desc()).limit(1)).first()


def one_at_a_time(by: Actor) -> None:
    """Let a second request of the same student wait until this one is through."""
    each_at_a_time([by.user_id])


def each_at_a_time(student_ids: Sequence[int]) -> None:
    """The same for several students; always in the same order, so that nobody waits for each other."""
    found = select(User.id).where(User.id.in_(student_ids)).order_by(User.id)
    db.session.execute(found.with_for_update(key_share=True))


def unhindered(project: Project, by: Actor, *, to_wait: bool = False) -> Policy:
    """The policy's numbers; RuleBroken, with every reason, when the student may not ask for a seat.

    With `to_wait` it does not matter that all seats are taken.
    """
    numbers = policies.current(by.campus_id)
    _refuse(obstacles.against(by, fits.standing(by), project, numbers, to_wait=to_wait))
    return numbers


def with_room(project: Project, by: Actor) -> Policy:
    """The policy's numbers; RuleBroken when the partnership is not in force, or the student has no room."""
    require_in_force(project, by.campus_id)
    numbers = policies.current(by.campus_id)
    stand = fits.standing(by)
    _refuse([*obstacles.overload(stand, numbers), *obstacles.weigh(stand, project, numbers).refused])
    return numbers


def require_in_force(project: Project, campus_id: int | None) -> None:
    """RuleBroken while the employer does not work with the student's campus."""
    if not partnerships.is_in_force(campus_id or 0, project.employer_id):
        raise RuleBroken(_("This employer does not work with the campus at the moment."))


def _refuse(told: list[str]) -> None:
    if told:
        raise RuleBroken(" ".join(told))


def refuse_incomplete(project: Project, application: Application) -> None:
    """RuleBroken, with the first thing the employer asked for and did not get."""
    if not application.statement.strip():
        raise RuleBroken(_("Say in a few sentences why you would like to do this."))
    given = [answer for answer in application.answers if answer.strip()]
    if len(given) != len(project.questions):
        raise RuleBroken(_("Answer each of the questions."))
    if project.wants_resume and not application.resume_id:
        raise RuleBroken(_("The employer asks for a resume."))


def contents(project: Project, application: Application) -> dict:
    """The application as columns of a claim."""
    answers = zip(project.questions, application.answers, strict=True)
    return {
        "statement": application.statement.strip(),
        "answers": [{"question": question, "answer": answer.strip()} for question, answer in answers],
        "resume_id": application.resume_id,
        "shared": [name for name in SHARABLE if name in application.shared],
    }


def add(project: Project, numbers: Policy, by: Actor, **values) -> Claim:
    """A new claim of the student's, in this transaction."""
    claim = Claim(
        project=project,
        student_id=by.user_id,
        campus_id=by.campus_id,
        policy_id=numbers.id,
        scope_version=project.scope_version,
        status_at=clock.now(),
        created_at=clock.now(),
        **values,
    )
    db.session.add(claim)
    return claim
