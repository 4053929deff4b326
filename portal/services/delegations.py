"""Passing an evaluation on: the supervisor names a colleague, who gets a link of their own."""

from flask_babel import gettext as _

from portal import clock, policy
from portal.actor import SYSTEM, Actor
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.evaluations import EvaluationRequest
from portal.services import contacts, domains, evaluation_letters, evaluation_requests, people
from portal.vocabulary import RequestStatus


def delegate(request: EvaluationRequest, name: str, email: str, *, by: Actor) -> EvaluationRequest | None:
    """Void this link and ask the colleague: at once at the employer's own domain, else once the office agrees.

    Returns the colleague's request, None while it waits for the office. RuleBroken on an address that
    cannot be meant.
    """
    evaluation_requests.check_alive(request)
    address = people.checked(email)
    if people.email_key(address) in _unfit(request):
        raise RuleBroken(_("Name somebody else who saw the work."))
    request.delegate_name, request.delegate_email = name.strip(), address
    evaluation_requests.LIFECYCLE.take("delegate", request, by=by)
    request.ended_at = clock.now()
    remember(request, "delegate", by)
    if _is_colleague(request):
        return _ask(request, by)
    evaluation_letters.to_office("evaluation-passed-on", request.evaluation.placement)
    return None


def confirm(request: EvaluationRequest, *, by: Actor) -> EvaluationRequest:
    """The office agrees to a colleague at another domain."""
    policy.require(by, "request.confirm", request)
    if not waits(request):
        raise RuleBroken(_("Nothing waits for the office here."))
    remember(request, "confirm", by)
    return _ask(request, by)


def waits(request: EvaluationRequest) -> bool:
    """Was it passed to somebody whom the office has not confirmed yet?"""
    return request.status is RequestStatus.DELEGATED and not evaluation_requests.followed(request)


def _unfit(request: EvaluationRequest) -> set[str]:
    """Who was asked already, and the student: nobody evaluates themselves."""
    student = request.evaluation.placement.student
    return {people.email_key(request.email), people.email_key(student.email)}


def _is_colleague(request: EvaluationRequest) -> bool:
    """Is the address at the employer's own domain, and that domain not one where anybody can have one?"""
    address = request.delegate_email
    return domains.belongs(address, request.contact.employer.domain) and not domains.is_free_mail(address)


def _ask(request: EvaluationRequest, by: Actor) -> EvaluationRequest:
    contact = contacts.find_or_create(request.contact.employer, request.delegate_name, request.delegate_email)
    fresh = evaluation_requests.schedule(request.evaluation, contact, by=by)
    evaluation_requests.send(fresh, by=SYSTEM, letter="evaluation-passed")
    return fresh
