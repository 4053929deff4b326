"""Asking for an evaluation: one live request per evaluation, mailed as a link that expires."""

import secrets
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.database import db, hold_still
from portal.errors import NotFound, RuleBroken
from portal.history import remember
from portal.models.employers import Contact
from portal.models.evaluation_links import EvaluationReminder
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.policy import require
from portal.services import evaluation_letters, policies
from portal.services.sight import one
from portal.services.signin import digest
from portal.vocabulary import RequestStatus as S
from portal.vocabulary import stages
from portal.workflow import Step, Workflow

DEAD = (S.EXPIRED, S.BOUNCED, S.REVOKED, S.DELEGATED)
"""Over without an evaluation; somebody can be asked anew."""

LIFECYCLE = Workflow(
    "request",
    Step("send", {S.SCHEDULED}, S.SENT, _l("Send the link")),
    Step("open", {S.SENT}, S.OPENED, _l("Continue")),
    Step("begin", {S.OPENED}, S.DRAFT),
    Step("submit", {S.OPENED, S.DRAFT}, S.SUBMITTED, _l("Send evaluation")),
    Step("type", {S.SCHEDULED, S.SENT}, S.OPENED, _l("Type the answers")),
    Step("disown", stages.MAILED, S.REVOKED, _l("This isn't me")),
    Step("delegate", stages.MAILED, S.DELEGATED, _l("Pass it to a colleague")),
    Step("bounce", stages.MAILED, S.BOUNCED, _l("Mark as undeliverable"), needs_note=True),
    Step("expire", stages.MAILED, S.EXPIRED),
    Step("revoke", stages.UNANSWERED, S.REVOKED, _l("Revoke the link")),
    Step("waive", {*stages.UNANSWERED, *DEAD}, S.WAIVED, _l("Waive"), needs_note=True),
)

WITH_PLACEMENT = (
    joinedload(EvaluationRequest.contact).joinedload(Contact.employer),
    joinedload(EvaluationRequest.evaluation)
    .joinedload(Evaluation.placement)
    .options(
        joinedload(Placement.student),
        joinedload(Placement.project).joinedload(Project.employer),
        joinedload(Placement.project).joinedload(Project.campus),
    ),
)


def newest(placement_id: int) -> EvaluationRequest:
    """The latest request for a placement's evaluation; NotFound when it has none."""
    return one(
        select(EvaluationRequest)
        .join(EvaluationRequest.evaluation)
        .where(Evaluation.placement_id == placement_id)
        .order_by(EvaluationRequest.id.desc())
        .limit(1)
        .options(*WITH_PLACEMENT)
    )


def asked_of(placement_id: int, actor: Actor) -> EvaluationRequest:
    """The latest request, for the contact it was made to; NotFound for everybody else."""
    request = newest(placement_id)
    if actor.contact_id is None or request.contact_id != actor.contact_id:
        raise NotFound
    return request


def asks(placement_id: int, actor: Actor) -> bool:
    """Does a mailed request wait for this very contact?"""
    waiting = select(EvaluationRequest.id).join(EvaluationRequest.evaluation)
    return actor.contact_id is not None and bool(
        db.session.scalar(
            waiting.where(
                Evaluation.placement_id == placement_id,
                EvaluationRequest.contact_id == actor.contact_id,
                EvaluationRequest.status.in_(stages.MAILED),
                EvaluationRequest.expires_at > clock.now(),
            )
        )
    )


def by_token(token: str) -> EvaluationRequest:
    """The request a mailed link belongs to, whatever its state; NotFound for any other text."""
    hash_ = digest(token)
    reminded = select(EvaluationReminder.request_id).where(EvaluationReminder.hash == hash_)
    found = or_(EvaluationRequest.hash == hash_, EvaluationRequest.id.in_(reminded))
    return one(select(EvaluationRequest).where(found).options(*WITH_PLACEMENT))


def schedule(evaluation: Evaluation, contact: Contact, *, by: Actor) -> EvaluationRequest:
    """A request to `contact`, not mailed yet."""
    request = EvaluationRequest(
        evaluation=evaluation, contact=contact, name=contact.name, email=contact.email
    )
    db.session.add(request)
    remember(request, "schedule", by)
    return request


def send(request: EvaluationRequest, *, by: Actor, letter: str = "evaluation-link") -> None:
    """Mail the link. Only its hash is stored; it lives for the campus's link days."""
    placement = request.evaluation.placement
    days = policies.current(placement.campus_id).link_days
    LIFECYCLE.take("send", request, by=by)
    request.sent_at = clock.now()
    request.expires_at = request.sent_at + timedelta(days=days)
    request.hash = digest(token := secrets.token_urlsafe(32))
    evaluation_letters.link(letter, request, token)
    remember(request, "send", by)


def open_by(request: EvaluationRequest, *, by: Actor) -> None:
    """The supervisor pressed Continue. Opening again changes nothing."""
    check_alive(request)
    if request.status is S.SENT:
        LIFECYCLE.take("open", request, by=by)
        request.opened_at = clock.now()
        remember(request, "open", by)


def check_alive(request: EvaluationRequest) -> None:
    """RuleBroken in words when the link no longer works."""
    if request.status not in stages.MAILED:
        raise RuleBroken(_("This link is no longer in use."))
    if has_expired(request):
        raise RuleBroken(_("This link has expired."))


def is_over(request: EvaluationRequest) -> bool:
    """Does the link no longer lead to the questions?"""
    return request.status not in stages.MAILED or has_expired(request)


def has_expired(request: EvaluationRequest) -> bool:
    return request.expires_at is not None and request.expires_at <= clock.now()


def disown(request: EvaluationRequest, *, by: Actor) -> None:
    """“This isn't me”: the link stops working and the office is told."""
    end("disown", request, by, _("The person who received the link says it is not for them."))
    evaluation_letters.to_office("evaluation-disowned", request.evaluation.placement)


def bounce(request: EvaluationRequest, *, by: Actor, note: str) -> None:
    end("bounce", request, by, note)


def revoke(request: EvaluationRequest, *, by: Actor, note: str = "") -> None:
    end("revoke", request, by, note)


def waive(request: EvaluationRequest, *, by: Actor, note: str) -> None:
    """The office goes on without an evaluation."""
    end("waive", request, by, note)
    request.evaluation.waived_at = clock.now()


def followed(request: EvaluationRequest) -> bool:
    """Was a newer request made for the same evaluation?"""
    newer = select(EvaluationRequest.id).where(
        EvaluationRequest.evaluation_id == request.evaluation_id, EvaluationRequest.id > request.id
    )
    return db.session.scalar(newer.limit(1)) is not None


def reissue(request: EvaluationRequest, *, by: Actor) -> EvaluationRequest:
    """A new request with a new link to the same stored address; the old one ends."""
    require(by, "request.reissue", request)
    if followed(request):
        raise RuleBroken(_("A newer link was sent already. Use the one in the latest letter."))
    refuse_over(request)
    give_up(request, _("A new link was sent."))
    fresh = schedule(request.evaluation, request.contact, by=by)
    send(fresh, by=SYSTEM)
    return fresh


def refuse_over(request: EvaluationRequest) -> None:
    """RuleBroken when the evaluation is in, waived, or the work ended without a result."""
    if request.status in stages.SETTLED or request.evaluation.placement.status in stages.BROKEN_OFF:
        raise RuleBroken(_("Nothing is asked for here any more."))


def give_up(request: EvaluationRequest, why: str) -> None:
    """End a request in favour of the next one, if it still lives."""
    if request.status in stages.UNANSWERED:
        end("expire" if has_expired(request) else "revoke", request, SYSTEM, why)


def end(verb: str, request: EvaluationRequest, by: Actor, note: str) -> None:
    """Take a step that ends the request, with its reason."""
    hold_still(request)
    LIFECYCLE.take(verb, request, by=by, note=note)
    request.ended_at = clock.now()
    request.reason = note
    remember(request, verb, by, note)
