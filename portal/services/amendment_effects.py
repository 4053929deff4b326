"""What a change does once all agreed: placement, deliverables, fee and evaluation follow in one transaction."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm.attributes import set_committed_value

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.amendments import Amendment
from portal.models.check_ins import CheckIn
from portal.models.employers import Contact
from portal.models.milestones import PlacementMilestone
from portal.models.placements import Placement
from portal.models.projects import Deliverable, Project
from portal.services import amendment_letters, amendment_terms, fees, hand_overs, milestones


def put_in_force(amendment: Amendment, placement: Placement, *, by: Actor) -> None:
    """Write everything that the change says; whoever looked after the work until now is told."""
    former = placement.supervisor
    _days(amendment, placement)
    placement.minutes = amendment.minutes or placement.minutes
    if amendment.deliverables is not None:
        _deliverables(amendment, placement)
    if amendment.fee is not None:
        fees.change(placement.fee, amendment.fee)
    placement.amended_at = clock.now()
    told = {"amendment": amendment.id}
    remember(placement, "change_terms", by, before=amendment.before, after={**said(amendment), **told})
    if amendment.supervisor_id:
        placement.supervisor = db.session.get_one(Contact, amendment.supervisor_id)
        hand_overs.pass_on(placement.id, placement.supervisor, by)
        amendment_letters.to_contact("amendment-in-force", amendment, former)


def said(amendment: Amendment) -> dict[str, Any]:
    """What is new, as plain JSON values."""
    boss = db.session.get(Contact, amendment.supervisor_id) if amendment.supervisor_id else None
    return amendment_terms.plain(amendment_terms.proposed(amendment), boss.name if boss else "")


def _days(amendment: Amendment, placement: Placement) -> None:
    placement.starts_on = amendment.starts_on or placement.starts_on
    if amendment.due_on:
        placement.due_on = amendment.due_on
        placement.due_at = clock.end_of_day(amendment.due_on, placement.zone)
        _nothing_later(placement)


def _nothing_later(placement: Placement) -> None:
    """What is open on the way is due on the last day at the latest."""
    last = {"due_on": placement.due_on, "due_at": placement.due_at}
    stops = (PlacementMilestone.placement_id == placement.id, PlacementMilestone.due_on > placement.due_on)
    waits = PlacementMilestone.status.in_(milestones.OPEN)
    db.session.execute(update(PlacementMilestone).where(*stops, waits).values(**last))
    talks = (CheckIn.placement_id == placement.id, CheckIn.due_on > placement.due_on)
    unanswered = CheckIn.student_at.is_(None) & CheckIn.supervisor_at.is_(None)
    db.session.execute(update(CheckIn).where(*talks, unanswered).values(**last))


def _deliverables(amendment: Amendment, placement: Placement) -> None:
    """Rows of the placement's own; those before stay, for an evaluation may have judged them."""
    # Positions are unique in a project: two of its placements may be changed at once.
    db.session.execute(select(Project.id).where(Project.id == placement.project_id).with_for_update())
    used = select(func.max(Deliverable.position)).where(Deliverable.project_id == placement.project_id)
    made = [
        Deliverable(
            project_id=placement.project_id,
            scope_version=placement.scope_version,
            amendment=amendment.id,
            position=place,
            **line,
        )
        for place, line in enumerate(amendment.deliverables or [], (db.session.scalar(used) or 0) + 1)
    ]
    db.session.add_all(made)
    placement.amendment = amendment.id
    db.session.flush()
    set_committed_value(placement, "deliverables", made)
