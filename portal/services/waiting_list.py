"""The waiting list of a full project: a seat that comes free goes to whoever waits first and may take it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ScalarSelect, and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.claims import Claim
from portal.models.people import Membership, User
from portal.models.projects import Project
from portal.services import claim_letters, exclusivity, fits, obstacles, partnerships, policies, seats
from portal.services.claim_states import BATCH, take
from portal.services.signin import live
from portal.vocabulary import ActorKind, ClosedReason, ProjectStatus, Role, Selection
from portal.vocabulary import ClaimStatus as S

AFTER_START = timedelta(days=7)
"""How long after the start of the work the list still lives: later nobody could do the work in time."""
WAYS = {
    Selection.CLAIM: "hold_from_list",
    Selection.APPLY: "offer_from_list",
    Selection.MATCH: "propose_from_list",
}


def next_rank(project_id: int) -> int:
    """The turn of one more who waits; RuleBroken while there is a seat, so that nobody waits for nothing.

    The project's row is held until the transaction ends: two who join at once stand one behind the other.
    """
    status = db.session.scalar(select(Project.status).where(Project.id == project_id).with_for_update())
    if status is ProjectStatus.OPEN:
        raise RuleBroken(_("A seat is free: there is no need to wait."))
    if status is not ProjectStatus.FILLED:
        raise RuleBroken(_("This project no longer takes requests."))
    return last_rank(project_id) + 1


def last_rank(project_id: int) -> int:
    """The last turn ever given on a project's list; 0 when there is none."""
    return db.session.scalar(
        select(func.coalesce(func.max(Claim.rank), 0)).where(Claim.project_id == project_id)
    )


def place_of(claim: type[Claim]) -> ScalarSelect[int]:
    """How many stand on the list up to this claim, as a column: 1 is the next."""
    before = aliased(Claim)
    return (
        select(func.count(before.id))
        .where(
            before.project_id == claim.project_id, before.status == S.WAITLISTED, before.rank <= claim.rank
        )
        .correlate(claim)
        .scalar_subquery()
    )


def place(claim: Claim) -> int:
    """Where a claim stands on the list now: 1 is the next; 0 when it does not stand on one."""
    if claim.status is not S.WAITLISTED or claim.rank is None:
        return 0
    return db.session.scalar(select(place_of(Claim)).where(Claim.id == claim.id)) or 0


def length(project_id: int) -> int:
    """How many wait on a project's list."""
    in_line = (Claim.project_id == project_id, Claim.status == S.WAITLISTED, Claim.rank.is_not(None))
    return db.session.scalar(select(func.count(Claim.id)).where(*in_line)) or 0


def lives() -> ColumnElement[bool]:
    """The condition that a project's list still waits for seats, though its last day to ask may be over."""
    today = clock.now().date()
    waits = exists().where(Claim.project_id == Project.id, Claim.status == S.WAITLISTED)
    return and_(waits, Project.starts_on >= today - AFTER_START, Project.due_on >= today)


def release(project_id: int) -> None:
    """Free one seat, and give it to whoever waits first."""
    seats.give_back(project_id)
    move_up(project_id)


def move_up(project_id: int) -> int:
    """Give every free seat away in the order of the list; how many.

    Who may not take it now is passed over and told why; who is no longer eligible leaves the list.
    """
    project = _locked(project_id)
    if not _gives_seats(project):
        return 0
    moved, left = 0, project.seats - project.seats_taken
    for claim in _in_line(project_id):
        if moved == left:
            break
        if _may(claim):
            seats.take_or_refuse(project_id)
            _give(claim)
            moved += 1
    return moved


def _locked(project_id: int) -> Project:
    statement = select(Project).where(Project.id == project_id).with_for_update()
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def _gives_seats(project: Project) -> bool:
    """Open, with no change waiting; which campuses it is open to is asked of each who waits."""
    return project.status is ProjectStatus.OPEN and project.changing_since is None


def _in_line(project_id: int) -> Sequence[Claim]:
    """Who waits, in order, held so that nobody leaves meanwhile."""
    return db.session.scalars(
        select(Claim)
        .where(Claim.project_id == project_id, Claim.status == S.WAITLISTED, Claim.rank.is_not(None))
        .options(joinedload(Claim.project), joinedload(Claim.student))
        .order_by(Claim.rank)
        .limit(BATCH)
        .with_for_update(of=Claim)
    ).all()


def _may(claim: Claim) -> bool:
    """Whether the student may take a seat now; False when it goes on to the next one.

    While the employer does not work with the student's campus the claim stands still, and nobody is told.
    """
    if not partnerships.is_in_force(claim.campus_id, claim.project.employer_id):
        return False
    if not _is_eligible(claim):
        leave(claim)
        return False
    hindered = " ".join(_hindrances(claim))
    if hindered:
        _pass_over(claim, hindered)
    return not hindered


def leave(claim: Claim) -> None:
    """Close the claim of a student whom the project is not for any more, and tell them."""
    claim.closed_reason = ClosedReason.INELIGIBLE
    take("close", claim, SYSTEM)
    claim_letters.to_student("claim-closed", claim)


def _give(claim: Claim) -> None:
    """Offer the seat by the project's own way."""
    claim.until_at = _until(claim)
    claim.passed_over = ""
    take(WAYS[claim.project.selection], claim, SYSTEM)
    claim_letters.to_student("claim-moved-up", claim)


def _until(claim: Claim):
    """The end of the last day to answer: whoever waited is not sitting at the screen."""
    numbers, zone = policies.current(claim.campus_id), claim.project.zone
    match = claim.project.selection is Selection.MATCH
    days = numbers.proposal_days if match else numbers.offer_days
    return clock.end_of_day(clock.today(zone) + timedelta(days=days), zone)


def _is_eligible(claim: Claim) -> bool:
    """Is the student, with an account in use, still one whose campus sees the project and whom it is for?"""
    from_here = and_(
        Membership.user_id == claim.student_id,
        Membership.campus_id == claim.campus_id,
        Membership.role == Role.STUDENT,
        live(clock.now()),
    )
    known = select(User.id).join(Membership, Membership.user_id == User.id)
    if db.session.scalar(known.where(from_here, User.disabled_at.is_(None)).limit(1)) is None:
        return False
    whom = exclusivity.let_in(claim.campus_id), exclusivity.meant_for(claim.student_id, claim.campus_id)
    return db.session.scalar(select(Project.id).where(Project.id == claim.project_id, *whom)) is not None


def as_student(claim: Claim) -> Actor:
    """Who asked, as the rules about students want them."""
    return Actor(ActorKind.USER, "", user_id=claim.student_id, role=Role.STUDENT, campus_id=claim.campus_id)


def _hindrances(claim: Claim) -> Iterable[str]:
    """Why the student may not take a seat just now; the own claim counts among the live ones already."""
    numbers, stand = policies.current(claim.campus_id), fits.standing(as_student(claim))
    # The reason is kept in the trail, which the office reads: it says nothing of what fills the week.
    told = obstacles.no_room(stand, claim.project, numbers)
    return [*obstacles.overload(stand, numbers), *told, *obstacles.too_many(stand, numbers, own=1)]


def _pass_over(claim: Claim, why: str) -> None:
    """Keep the reason and tell the student, once for each reason; the place on the list stays."""
    if claim.passed_over == why:
        return
    claim.passed_at, claim.passed_over = clock.now(), why
    remember(claim, "pass_over", SYSTEM, why)
    claim_letters.to_student("claim-passed-over", claim)
