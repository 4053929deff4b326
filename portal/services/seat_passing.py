"""The seat of work that ended early: the office may pass it on to whoever waits."""

from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.sql import ColumnElement

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.history import HistoryEntry
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import fund_promises, waiting_list
from portal.vocabulary import PlacementStatus, Role, stages


def freed() -> ColumnElement[bool]:
    """Placements whose seat is free again: it never began, ended before the work did, or was passed on."""
    started = exists().where(
        HistoryEntry.subject == "placement",
        HistoryEntry.subject_id == Placement.id,
        HistoryEntry.action == "start",
    )
    ended = Placement.status == PlacementStatus.ENDED_EARLY
    return (
        (Placement.status == PlacementStatus.NO_SHOW)
        | (ended & ~started)
        | (ended & Placement.seat_passed_at.is_not(None))
    )


def can_pass(placement: Placement, actor: Actor) -> bool:
    """Whether the office may pass the seat on now."""
    if actor.role is not Role.STAFF or placement.status is not PlacementStatus.ENDED_EARLY:
        return False
    taking = Project.status.in_(stages.SHOWN)
    found = select(Placement.id).join(Project, Project.id == Placement.project_id)
    return db.session.scalar(found.where(Placement.id == placement.id, taking, ~freed())) is not None


def reassign(placement: Placement, *, by: Actor) -> None:
    """Free the seat and give it to the next one who waits; RuleBroken when it is free or nobody may take it."""
    policy.require(by, "placement.reassign", placement)
    if not can_pass(placement, by):
        raise RuleBroken(_("This seat cannot be passed on."))
    placement.seat_passed_at = clock.now()
    remember(placement, "reassign", by, after={"seat_passed_at": clock.now().isoformat()})
    fund_promises.follow_project(placement.project_id, by=by)
    waiting_list.release(placement.project_id)
