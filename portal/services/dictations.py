"""Answers that the office types for a supervisor: told on the phone, or written on the printed form."""

from dataclasses import replace

from portal import clock, policy
from portal.actor import SYSTEM, Actor
from portal.history import remember
from portal.models.evaluations import EvaluationRequest
from portal.models.placements import Placement
from portal.services import evaluation_requests
from portal.vocabulary import RequestStatus as S


def begin(placement: Placement, *, by: Actor) -> EvaluationRequest:
    """The request to type into. One that lives stays as it is for the supervisor; a dead one is made anew."""
    request = evaluation_requests.newest(placement.id)
    policy.require(by, "request.type", request)
    evaluation_requests.refuse_over(request)
    if request.status in evaluation_requests.DEAD or evaluation_requests.has_expired(request):
        evaluation_requests.give_up(request, "")
        request = evaluation_requests.schedule(request.evaluation, request.contact, by=SYSTEM)
    if request.status in (S.SCHEDULED, S.SENT):
        evaluation_requests.LIFECYCLE.take("type", request, by=by)
        request.opened_at = clock.now()
        remember(request, "type", by)
    return request


def typist(by: Actor, request: EvaluationRequest) -> Actor:
    """The officer, named as acting for the supervisor."""
    return replace(by, on_behalf_of=request.name)


def may_type(by: Actor, request: EvaluationRequest) -> bool:
    return policy.can(by, "request.type", request)
