"""The states of a claim: the steps between them, and those who wait."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.claims import Claim
from portal.services.fits import WAITING
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import stages
from portal.workflow import Step, Workflow

BATCH = 200

LIFECYCLE = Workflow(
    "claim",
    Step("accept", stages.ON_OFFER, S.ACCEPTED, _l("Accept the seat")),
    Step("decline_offer", {S.OFFERED, S.PROPOSED}, S.DECLINED_BY_STUDENT, _l("Decline the offer")),
    Step("withdraw", {S.HELD}, S.WITHDRAWN, _l("Undo")),
    Step("withdraw", set(WAITING) - {S.HELD}, S.WITHDRAWN, _l("Withdraw")),
    Step("shortlist", {S.SUBMITTED}, S.SHORTLISTED, _l("Shortlist")),
    Step("offer", {S.SHORTLISTED}, S.OFFERED, _l("Offer a seat")),
    Step("refuse", stages.ASKED, S.NOT_SELECTED, _l("Decline"), needs_note=True),
    Step("hold_from_list", {S.WAITLISTED}, S.HELD),
    Step("offer_from_list", {S.WAITLISTED}, S.OFFERED),
    Step("propose_from_list", {S.WAITLISTED}, S.PROPOSED),
    Step("lapse", stages.ON_OFFER, S.LAPSED),
    Step("auto_close", stages.ASKED, S.AUTO_CLOSED),
    Step("close", WAITING, S.CLOSED),
)


def take(verb: str, claim: Claim, by: Actor, note: str = "") -> None:
    """One step of a claim, with its line in the history."""
    before = claim.status
    with db.session.no_autoflush:
        LIFECYCLE.take(verb, claim, by=by, note=note)
    after = {"status": claim.status.value}
    remember(claim, verb, by, note, before={"status": before.value}, after=after)


def born(claim: Claim, verb: str, by: Actor, **after) -> Claim:
    """A new claim's first line in the history."""
    remember(claim, verb, by, after={"status": claim.status.value, **after})
    return claim


def waiting(*which: ColumnElement[bool]) -> Sequence[Claim]:
    """Claims that wait, oldest first, locked so that nobody else moves them meanwhile."""
    return db.session.scalars(
        select(Claim)
        .where(Claim.status.in_(WAITING), *which)
        .options(joinedload(Claim.project), joinedload(Claim.student))
        .order_by(Claim.id)
        .limit(BATCH)
        .with_for_update(of=Claim)
    ).all()
