"""What came of placements: a step that was told, a question that waits, and one whose time is over."""

from datetime import timedelta

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.models.outcomes import FollowUp
from portal.services import follow_ups, outcomes
from portal.services.evaluation_requests import digest
from portal.vocabulary import NextStep, Side
from tests.access.world import World


def fill(here: World) -> None:
    told = outcomes.record(here.records["ready"], NextStep.PROJECT, "They told us.", by=here.actors["staff"])
    here.add("outcome", told)
    follow_ups.schedule(here.records["issued"])
    db.session.flush()
    asked = select(FollowUp).where(FollowUp.side == Side.EMPLOYER).order_by(FollowUp.days)
    for one, (token, days) in zip(db.session.scalars(asked), (("live", 60), ("dead", -1)), strict=True):
        one.name, one.hash, one.sent_at = "Dana", digest(token), clock.now()
        one.expires_at = clock.now() + timedelta(days=days)
