"""The employer's answers to an application: shortlist, offer, decline."""

from datetime import date, timedelta

from flask_babel import gettext as _

from portal import clock
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.claims import Claim
from portal.policy import require
from portal.services import claim_letters, responses, seats
from portal.services.claim_states import LIFECYCLE, take

LONGEST_OFFER = 14


def shortlist(claim: Claim, *, by: Actor) -> None:
    """Keep for the next round; in blind mode this shows the name."""
    take("shortlist", claim, by)


def offer(claim: Claim, message: str, until: date, *, by: Actor) -> None:
    """Offer the applicant a seat until the end of a day, which takes the seat meanwhile."""
    require(by, "claim.offer", claim)
    LIFECYCLE.find("offer", claim.status)
    today = clock.today(claim.project.zone)
    if not today < until <= today + timedelta(days=LONGEST_OFFER):
        raise RuleBroken(_("Give an answer day from tomorrow to %(num)s days ahead.", num=LONGEST_OFFER))
    seats.take_or_refuse(claim.project_id)
    claim.until_at = clock.end_of_day(until, claim.project.zone)
    claim.message = message.strip()
    responses.answered(claim)
    take("offer", claim, by)
    claim_letters.to_student("claim-offered", claim)


def refuse(claim: Claim, message: str, *, by: Actor) -> None:
    """Tell an applicant no, in the employer's own words."""
    take("refuse", claim, by, message)
    responses.answered(claim)
    claim.message = message.strip()
    claim_letters.to_student("claim-answered", claim)
