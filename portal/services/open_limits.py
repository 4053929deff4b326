"""A limit of open projects for an employer that is new here: until its first placement is completed."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from portal import clock, jobs
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Partnership
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import letters
from portal.vocabulary import PartnershipStatus, PlacementStatus, stages
from portal.vocabulary import ProjectStatus as S

BATCH = 200


@dataclass(frozen=True)
class Limit:
    """How many projects may be open, and how many are."""

    number: int
    open: int
    sent: int
    """Those that wait for review beside the open ones."""

    @property
    def reached(self) -> bool:
        return self.open >= self.number

    @property
    def used_up(self) -> bool:
        return self.open + self.sent >= self.number


def of(campus_id: int, employer_id: int, besides: int = 0) -> Limit | None:
    """The limit of the partnership in force, not counting the project `besides`; None without one."""
    here = (Project.campus_id == campus_id, Project.employer_id == employer_id, Project.id != besides)
    counted = select(func.count(Project.id)).where(*here)
    asked = select(
        Partnership.open_limit,
        counted.where(Project.status.in_(stages.SHOWN)).scalar_subquery().label("open"),
        counted.where(Project.status == S.SUBMITTED).scalar_subquery().label("sent"),
    ).where(
        Partnership.campus_id == campus_id,
        Partnership.employer_id == employer_id,
        Partnership.status == PartnershipStatus.APPROVED,
        Partnership.open_limit.is_not(None),
        Partnership.limit_lifted_at.is_(None),
    )
    row = db.session.execute(asked).first()
    return Limit(*row) if row else None


def require_room_to_send(project: Project) -> None:
    """RuleBroken when what is open or waits for review has used up the limit."""
    limit = of(project.campus_id, project.employer_id, project.id)
    if limit and limit.used_up:
        raise RuleBroken(
            _("%(limit)s Wait until one of them is over, then send this one.", limit=words(limit))
        )


def require_room_to_open(project: Project) -> None:
    """RuleBroken when as many are open as the approval allowed."""
    limit = of(project.campus_id, project.employer_id, project.id)
    if limit and limit.reached:
        raise RuleBroken(words(limit))


def words(limit: Limit) -> str:
    """The limit in a sentence for both sides."""
    allowed = ngettext(
        "Until the first placement here is completed, at most %(num)s project may be open at a time.",
        "Until the first placement here is completed, at most %(num)s projects may be open at a time.",
        limit.number,
    )
    return _(
        "%(allowed)s Open now: %(open)s; waiting for review: %(sent)s.",
        allowed=allowed,
        open=limit.open,
        sent=limit.sent,
    )


@jobs.periodic
def lift_due() -> int:
    """Lift the limit where a first placement was completed, and tell the employer; how many."""
    found = db.session.scalars(_completed()).unique().all()
    for partnership in found:
        partnership.limit_lifted_at = clock.now()
        remember(partnership, "lift_limit", SYSTEM, after={"open_limit": None})
        letters.partnership("limit-lifted", partnership)
    return len(found)


def _completed():
    done = exists().where(
        Placement.campus_id == Partnership.campus_id,
        Placement.employer_id == Partnership.employer_id,
        Placement.status == PlacementStatus.CLOSED,
        Placement.closed_at >= Partnership.approved_at,
    )
    return (
        select(Partnership)
        .where(
            Partnership.status == PartnershipStatus.APPROVED,
            Partnership.open_limit.is_not(None),
            Partnership.limit_lifted_at.is_(None),
            done,
        )
        .options(joinedload(Partnership.applicant), joinedload(Partnership.campus))
        .limit(BATCH)
    )
