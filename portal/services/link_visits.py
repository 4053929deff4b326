"""The short, scoped visit of somebody who pressed “Continue” on a mailed link, or types for them."""

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.evaluation_links import LinkVisit
from portal.models.evaluations import EvaluationRequest
from portal.services.evaluation_requests import WITH_PLACEMENT, digest
from portal.services.sight import one
from portal.vocabulary import ActorKind

LENGTH = timedelta(hours=8)


def begin(request: EvaluationRequest, typist: Actor | None = None) -> str:
    """Begin a visit; the value for the visitor's cookie (256 bits, kept here only as a hash)."""
    value = secrets.token_urlsafe(32)
    visit = LinkVisit(hash=digest(value), request=request, expires_at=clock.now() + LENGTH)
    visit.user_id = typist.user_id if typist else None
    db.session.add(visit)
    return value


def find(value: str) -> LinkVisit:
    """The visit with the request it was let in for; NotFound when it is over or unknown."""
    return one(
        select(LinkVisit)
        .where(LinkVisit.hash == digest(value), LinkVisit.expires_at > clock.now())
        .options(joinedload(LinkVisit.request).options(*WITH_PLACEMENT))
    )


def holder(request: EvaluationRequest) -> Actor:
    """Who the holder of this request's link acts as."""
    return Actor(
        ActorKind.LINK,
        request.name,
        campus_id=request.evaluation.placement.campus_id,
        employer_id=request.contact.employer_id,
        request_id=request.id,
    )
