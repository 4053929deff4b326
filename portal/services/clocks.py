"""What time does by itself: holds and offers lapse, silence is answered, intake ends."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs
from portal.actor import SYSTEM
from portal.database import db
from portal.models.claims import Claim
from portal.models.projects import Project
from portal.services import claims, partnerships, projects
from portal.services.fits import WAITING
from portal.vocabulary import ProjectStatus


def move_on(campus_id: int, employer_id: int, by: timedelta) -> None:
    """Give every claim that waits on one employer at one campus so much more time."""
    found = (
        select(Claim)
        .join(Claim.project)
        .where(Claim.status.in_(WAITING), Project.campus_id == campus_id, Project.employer_id == employer_id)
    )
    for claim in db.session.scalars(found):
        claim.until_at = claim.until_at and claim.until_at + by
        claim.answer_by_at = claim.answer_by_at and claim.answer_by_at + by


def running() -> ColumnElement[bool]:
    """Claims whose clock runs: a suspended partnership stops it, and resuming moves the deadlines on."""
    force = partnerships.in_force(Project.campus_id, Project.employer_id)
    return exists().where(Project.id == Claim.project_id, force)


@jobs.periodic
def lapse_due() -> int:
    """Let holds and offers lapse whose time is over; how many."""
    found = claims.waiting(running(), Claim.status.in_(claims.ON_OFFER), Claim.until_at <= clock.now())
    for claim in found:
        claims.lapse(claim)
    return len(found)


@jobs.periodic
def auto_close_due() -> int:
    """Close applications whose employer stayed silent; how many."""
    found = claims.waiting(running(), Claim.status.in_(claims.ASKED), Claim.answer_by_at <= clock.now())
    for claim in found:
        claims.auto_close(claim)
    return len(found)


@jobs.periodic
def end_intake() -> int:
    """Close or expire projects whose last day to apply has passed and where nobody waits; how many.

    Applicants who asked in time still get their answer: intake ends when the last of them has it.
    """
    found = db.session.scalars(_over()).unique().all()
    for project in found:
        end = projects.expire if project.seats_taken == 0 else projects.close
        end(project, by=SYSTEM)
    return len(found)


def _over():
    asked = select(Claim.id).where(
        Claim.project_id == Project.id, Claim.status.in_({*claims.ASKED, *claims.ON_OFFER})
    )
    return (
        select(Project)
        .where(
            Project.status.in_((ProjectStatus.OPEN, ProjectStatus.FILLED)),
            Project.apply_by_at <= clock.now(),
            ~asked.exists(),
        )
        .options(joinedload(Project.campus))
        .limit(claims.BATCH)
        .with_for_update(of=Project)
        .execution_options(populate_existing=True)
    )
