"""What time does by itself: holds and offers lapse, silence is answered, intake ends."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs
from portal.actor import SYSTEM
from portal.database import db
from portal.models.claims import Claim
from portal.models.filling import Draw
from portal.models.projects import Project
from portal.services import claims, draws, partnerships, projects, waiting_list
from portal.services.fits import WAITING
from portal.vocabulary import ClaimStatus, ProjectStatus, stages


def move_on(campus_id: int, employer_id: int, by: timedelta) -> None:
    """Give every claim that waits on one employer at one campus so much more time."""
    found = (
        select(Claim)
        .join(Claim.project)
        .where(Claim.status.in_(WAITING), Claim.campus_id == campus_id, Project.employer_id == employer_id)
    )
    for claim in db.session.scalars(found):
        claim.until_at = claim.until_at and claim.until_at + by
        claim.answer_by_at = claim.answer_by_at and claim.answer_by_at + by
    draws.put_off(campus_id, employer_id, by)


def running() -> ColumnElement[bool]:
    """Claims whose clock runs: a suspended partnership stops it, and resuming moves the deadlines on."""
    force = partnerships.in_force(Claim.campus_id, Project.employer_id)
    return exists().where(Project.id == Claim.project_id, force)


@jobs.periodic
def lapse_due() -> int:
    """Let holds and offers lapse whose time is over; how many."""
    found = claims.waiting(running(), Claim.status.in_(stages.ON_OFFER), Claim.until_at <= clock.now())
    for claim in found:
        claims.lapse(claim)
    return len(found)


@jobs.periodic
def auto_close_due() -> int:
    """Close applications whose employer stayed silent; how many."""
    found = claims.waiting(running(), Claim.status.in_(stages.ASKED), Claim.answer_by_at <= clock.now())
    for claim in found:
        claims.auto_close(claim)
    return len(found)


@jobs.periodic
def draw_due() -> int:
    """Hold the draws whose time has come, while the partnership is in force; how many."""
    found = db.session.scalars(
        select(Draw)
        .join(Draw.project)
        .where(Draw.drawn_at.is_(None), Draw.closes_at <= clock.now(), *_open())
        .where(partnerships.in_force(Project.campus_id, Project.employer_id))
        .order_by(Draw.closes_at)
        .limit(claims.BATCH)
        .with_for_update(of=Draw)
    ).all()
    for draw in found:
        draws.run(draw)
    return len(found)


@jobs.periodic
def move_up_due() -> int:
    """Give seats that are free to those who wait: those passed over may be free by now; how many."""
    waits = exists().where(
        Claim.project_id == Project.id,
        Claim.status == ClaimStatus.WAITLISTED,
        Claim.rank.is_not(None),
        partnerships.in_force(Claim.campus_id, Project.employer_id),
    )
    found = select(Project.id).where(Project.seats_taken < Project.seats, waits, *_open())
    return sum(waiting_list.move_up(number) for number in db.session.scalars(found).all())


def _open() -> tuple[ColumnElement[bool], ...]:
    """Projects that take students now."""
    return (
        Project.status == ProjectStatus.OPEN,
        Project.changing_since.is_(None),
    )


@jobs.periodic
def end_intake() -> int:
    """Close or expire projects whose last day to apply has passed and where nobody waits; how many.

    Applicants who asked in time still get their answer: intake ends when the last of them has it, and
    a waiting list lives on until a week after the start.
    """
    found = db.session.scalars(_over()).unique().all()
    for project in found:
        end = projects.expire if project.seats_taken == 0 else projects.close
        end(project, by=SYSTEM)
    return len(found)


def _over():
    asked = select(Claim.id).where(
        Claim.project_id == Project.id, Claim.status.in_({*stages.ASKED, *stages.ON_OFFER})
    )
    return (
        select(Project)
        .where(
            Project.status.in_(stages.SHOWN),
            Project.apply_by_at <= clock.now(),
            ~asked.exists(),
            ~waiting_list.lives(),
        )
        .options(joinedload(Project.campus))
        .limit(claims.BATCH)
        .with_for_update(of=Project)
        .execution_options(populate_existing=True)
    )
