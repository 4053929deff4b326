"""Finding placements through the person, and the terms each was agreed under."""

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.database import db
from portal.models.claims import Claim
from portal.models.placements import HandIn, HandInItem, Placement
from portal.models.projects import Project
from portal.services import policies
from portal.services.policies import Policy
from portal.services.sight import one, through
from portal.vocabulary import Role

SIGHT = {
    Role.STAFF: lambda actor: Placement.campus_id == actor.campus_id,
    Role.STUDENT: lambda actor: (
        (Placement.student_id == actor.user_id) & (Placement.campus_id == actor.campus_id)
    ),
    Role.CONTACT: lambda actor: Placement.employer_id == actor.employer_id,
}


def sight(actor: Actor) -> ColumnElement[bool]:
    """The placements this person may see, as a condition."""
    return through(SIGHT, actor)


def get(actor: Actor, placement_id: int) -> Placement:
    """A placement with all its page shows; a stranger's id is NotFound."""
    project = joinedload(Placement.project)
    return one(
        select(Placement)
        .where(sight(actor), Placement.id == placement_id)
        .options(
            project.options(joinedload(Project.campus), joinedload(Project.employer)),
            joinedload(Placement.deliverables),
            joinedload(Placement.student),
            joinedload(Placement.supervisor),
            joinedload(Placement.claim),
            joinedload(Placement.fee),
            selectinload(Placement.hand_ins).joinedload(HandIn.items).joinedload(HandInItem.file),
        )
    )


def agreed(placement: Placement) -> Policy:
    """The policy numbers the claim was made under."""
    loaded = "claim" not in inspect(placement).unloaded
    asked = select(Claim.policy_id).where(Claim.id == placement.claim_id)
    version = placement.claim.policy_id if loaded else db.session.scalar(asked)
    return policies.stored(version) if version else policies.current(placement.campus_id)
