"""Closing placements whose last condition was met by time, or by somebody who did not ask."""

from sqlalchemy import select

from portal import jobs
from portal.database import db
from portal.models.placements import Fee, Placement
from portal.services import fees, placements
from portal.vocabulary import PlacementStatus


@jobs.periodic
def close_due() -> int:
    """Close what is done but was not closed at the last step; how many."""
    accepted, settled = Placement.status == PlacementStatus.ACCEPTED, Fee.status.in_(fees.SETTLED)
    waiting = select(Placement).join(Placement.fee).where(accepted, settled).limit(200)
    return sum(placements.close_if_done(placement) for placement in db.session.scalars(waiting).all())
