"""Students at work while a partnership is not in force: the office decides on each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Partnership
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.vetting import CareDecision
from portal.services import partnership_sight, placement_letters
from portal.services.sight import one, rows
from portal.vocabulary import CareChoice, PartnershipStatus, stages

NOT_IN_FORCE = (PartnershipStatus.SUSPENDED, PartnershipStatus.ENDED)


@dataclass(frozen=True)
class Case:
    """One student at work: the placement's columns, and the office's decision (choice, note, author, at)."""

    row: Row
    decision: Row | None = None

    @property
    def running(self) -> bool:
        return self.row.status in stages.RUNNING

    @property
    def open(self) -> bool:
        return self.running and self.decision is None


def cases(partnership: Partnership) -> list[Case]:
    """Everybody at work when it went out of force, with what was decided since; nobody while it is in force.

    A row has id, status, status_at, due_on, student and title.
    """
    if partnership.status not in NOT_IN_FORCE:
        return []
    since = partnership.status_at
    found = rows(
        select(
            Placement.id,
            Placement.status,
            Placement.status_at,
            Placement.due_on,
            User.name.label("student"),
            Project.title,
        )
        .join(User, User.id == Placement.student_id)
        .join(Project, Project.id == Placement.project_id)
        .where(
            Placement.campus_id == partnership.campus_id,
            Placement.employer_id == partnership.employer_id,
            or_(Placement.status.in_(stages.RUNNING), Placement.status_at >= since),
        )
        .order_by(Placement.due_on, Placement.id)
    )
    decided = _decisions(partnership)
    return [Case(row, decided.get(row.id)) for row in found]


def get(partnership: Partnership, placement_id: int) -> Placement:
    """A running placement of this partnership; NotFound otherwise."""
    return one(
        select(Placement)
        .where(
            Placement.id == placement_id,
            Placement.campus_id == partnership.campus_id,
            Placement.employer_id == partnership.employer_id,
            Placement.status.in_(stages.RUNNING),
        )
        .options(
            joinedload(Placement.student), joinedload(Placement.project), joinedload(Placement.supervisor)
        )
    )


def decide(
    partnership: Partnership, placement: Placement, choice: CareChoice, note: str, *, by: Actor
) -> None:
    """Keep what the office decided for one student, and write to them.

    RuleBroken while the partnership is in force, and when the office takes over without a word on how.
    """
    policy.require(by, "partnership.care", partnership)
    if partnership.status not in NOT_IN_FORCE:
        raise RuleBroken(_("The partnership is in force: there is nothing to decide."))
    if choice is CareChoice.OFFICE and not note.strip():
        raise RuleBroken(_("Say who looks after the student, and how."))
    db.session.add(
        CareDecision(
            partnership_id=partnership.id,
            placement_id=placement.id,
            choice=choice,
            note=note.strip(),
            author_id=by.user_id,
            author=by.label,
            at=clock.now(),
        )
    )
    remember(placement, f"care_{choice.value}", by, note)
    placement_letters.to_student(f"placement-care-{choice.value.replace('_', '-')}", placement)


def undecided_since():
    """Since when a placement waits for the office's decision: a column of a statement over Placement."""
    newest = aliased(Partnership)
    last = select(func.max(newest.id)).where(
        newest.campus_id == Placement.campus_id, newest.employer_id == Placement.employer_id
    )
    return (
        select(Partnership.status_at)
        .where(Partnership.id == last.scalar_subquery(), Partnership.status.in_(NOT_IN_FORCE))
        .where(~_decided().correlate(Partnership, Placement).exists())
        .correlate(Placement)
        .scalar_subquery()
    )


def _decided():
    """Decisions on a placement since its partnership went out of force."""
    return select(CareDecision.id).where(
        CareDecision.partnership_id == Partnership.id,
        CareDecision.placement_id == Placement.id,
        CareDecision.at >= Partnership.status_at,
    )


def undecided(actor: Actor) -> Sequence[Row]:
    """(id, employer, status, count) of partnerships out of force with students nobody has decided on."""
    running = (
        Placement.campus_id == Partnership.campus_id,
        Placement.employer_id == Partnership.employer_id,
        Placement.status.in_(stages.RUNNING),
        ~_decided().exists(),
    )
    count = select(func.count(Placement.id)).where(*running).correlate(Partnership).scalar_subquery()
    return rows(
        partnership_sight.named(actor, count.label("count"))
        .where(_newest(), Partnership.status.in_(NOT_IN_FORCE), count > 0)
        .order_by(Partnership.status_at)
    )


def _newest():
    """No later partnership of the two: an ended one that was renewed leaves nothing to decide."""
    later = select(func.max(Partnership.id)).group_by(Partnership.campus_id, Partnership.employer_id)
    return Partnership.id.in_(later)


def _decisions(partnership: Partnership) -> dict[int, Row]:
    """The newest decision by placement, since the partnership went out of force."""
    found = rows(
        select(
            CareDecision.placement_id,
            CareDecision.choice,
            CareDecision.note,
            CareDecision.author,
            CareDecision.at,
        )
        .where(CareDecision.partnership_id == partnership.id, CareDecision.at >= partnership.status_at)
        .order_by(CareDecision.id)
    )
    return {row.placement_id: row for row in found}
