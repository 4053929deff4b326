"""A project of the south whose employer would have it shown at the north: that office is asked."""

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.history import remember
from portal.models.audiences import AudienceRequest
from portal.vocabulary import AudienceStatus
from tests.access.world import World


def fill(here: World) -> None:
    """The question, as the end of exclusivity asks it."""
    asked = AudienceRequest(
        project_id=here.names["far_open"],
        campus_id=here.names["north"],
        status=AudienceStatus.ASKED,
        status_at=clock.now(),
        asked_at=clock.now(),
    )
    db.session.add(asked)
    here.add("audience_request", asked)
    remember(asked, "ask", SYSTEM)
