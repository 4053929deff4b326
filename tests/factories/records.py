"""Evaluations and certificates to test with, on the world of the placements."""

from types import SimpleNamespace

from portal.certificates.facts import Facts
from portal.database import db
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.host_reviews import HostReview
from portal.models.students import Student
from portal.services import (
    certificate_orders,
    certificates,
    delegations,
    dictations,
    evaluation_requests,
    evaluations,
    host_reviews,
    link_visits,
    self_ratings,
)
from portal.services import reflections as told
from portal.vocabulary import (
    Channel,
    Competency,
    Engage,
    Host,
    HostAnswer,
    HostAspect,
    Level,
    NextStep,
    PlacementStatus,
    Quality,
    RatingMoment,
    ReflectionStage,
    RequestStatus,
    Timeliness,
)
from tests.factories.placements import TEXTS, accept, move, world

S = RequestStatus
ANSWERS = {
    "timeliness": Timeliness.ON_TIME,
    "minutes_taken": 1350,
    "engage_again": Engage.YES,
    "host_again": Host.YES,
    "next_step": NextStep.NONE,
}
PDF = b"%PDF-1.7 a document"
CREDENTIAL = '{"type": ["OpenBadgeCredential"]}'


def asked(here: SimpleNamespace) -> EvaluationRequest:
    """The newest request for the world's placement."""
    db.session.flush()
    return evaluation_requests.newest(here.placement.id)


def opened(here: SimpleNamespace) -> EvaluationRequest:
    request = asked(here)
    evaluation_requests.open_by(request, by=link_visits.holder(request))
    return request


def answered(here: SimpleNamespace, **answers) -> Evaluation:
    """A draft with every question answered."""
    request = opened(here)
    by = link_visits.holder(request)
    evaluation = evaluations.of_placement(here.placement.id)
    evaluations.begin(request, by=by)
    for competency in Competency:
        evaluations.rate(evaluation, competency, Level.APPLYING, "", by=by)
    deliverables = here.placement.deliverables
    evaluations.judge(evaluation, {each.id: Quality.MEETS for each in deliverables}, by=by)
    evaluations.tell(evaluation, {**ANSWERS, **answers}, by=by)
    return evaluation


def evaluated(here: SimpleNamespace, **answers) -> Evaluation:
    """Sent, attested by the supervisor."""
    evaluation = answered(here, **answers)
    send(here, evaluation)
    return evaluation


def send(here: SimpleNamespace, evaluation: Evaluation) -> None:
    request = asked(here)
    evaluations.submit(evaluation, request, name="Priya Raman", title="Lead", by=link_visits.holder(request))
    db.session.flush()


def typed(here: SimpleNamespace, officer) -> Evaluation:
    """Taken down on the phone by an officer, and sent."""
    evaluation = answered(here)
    request = asked(here)
    by = dictations.typist(officer.actor, request)
    evaluations.submit(evaluation, request, name="Priya Raman", title="Lead", by=by, typed_from=Channel.PHONE)
    db.session.flush()
    return evaluation


def reflected(here: SimpleNamespace) -> None:
    told.submit(here.placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)


def placed(here, moment=RatingMoment.CLOSE, level: Level | None = Level.APPLYING, by=None, **others) -> None:
    """The student places themselves; `others` are competencies with another level."""
    levels = {one: others.get(one.value, level) for one in Competency}
    self_ratings.submit(here.placement, moment, levels, by=(by or here.student).actor)
    db.session.flush()


def reviewed(here, by=None, comment: str = "", note: str = "", **others) -> HostReview:
    """The student says how the host was: yes to all, but for `others`."""
    answers = {one: others.get(one.value, HostAnswer.YES) for one in HostAspect}
    review = host_reviews.send(here.placement, answers, comment, note, by=(by or here.student).actor)
    db.session.flush()
    return review


def ready(here: SimpleNamespace, to: PlacementStatus = PlacementStatus.ACCEPTED) -> None:
    """Accepted and reflected on: a certificate may be issued."""
    move(here, to)
    reflected(here)
    db.session.flush()


def ordered(here: SimpleNamespace, **told_) -> CertificateOrder:
    made = certificates.order(here.placement, by=here.staff.actor, **told_)
    db.session.flush()
    return made


def issued(here: SimpleNamespace, **told_) -> Certificate:
    """A valid certificate, with bytes that stand for its document."""
    ordered(here, **told_)
    return finish(here)


def certified() -> SimpleNamespace:
    """A world whose student was evaluated, may be quoted, and holds a certificate, on the roster and all."""
    here = world()
    move(here, PlacementStatus.DELIVERED)
    evaluated(here, sentence="A fine map.", sentence_allowed=True)
    accept(here.placement, here)
    reflected(here)
    db.session.add(Student(user_id=here.student.actor.user_id, campus_id=here.north.id, number="S1"))
    here.certificate = issued(here)
    return here


def finish(here: SimpleNamespace) -> Certificate:
    """The order's document is made and stored."""
    order = certificates.pending(here.placement.id)
    certificate_orders.finish(order.id, Facts.from_json(order.facts), PDF + order.serial.encode(), CREDENTIAL)
    db.session.flush()
    return certificates.public(order.serial)


def bounce(here) -> None:
    evaluation_requests.bounce(asked(here), by=here.staff.actor, note="The address is gone.")


def expire(here) -> None:
    evaluation_requests.end("expire", asked(here), evaluation_requests.SYSTEM, "")


def revoke(here) -> None:
    evaluation_requests.revoke(asked(here), by=here.staff.actor)


def delegate(here) -> None:
    """Passed to a stranger, so that it waits for the office."""
    request = asked(here)
    delegations.delegate(request, "Una Ware", "una@elsewhere.example", by=link_visits.holder(request))


def waive(here) -> None:
    evaluations.waive(here.placement, "The supervisor left.", by=here.staff.actor)


def begin(here) -> None:
    request = opened(here)
    evaluations.begin(request, by=link_visits.holder(request))


ROADS = {
    S.SCHEDULED: None,
    S.SENT: lambda here: None,
    S.OPENED: opened,
    S.DRAFT: begin,
    S.SUBMITTED: evaluated,
    S.BOUNCED: bounce,
    S.EXPIRED: expire,
    S.REVOKED: revoke,
    S.DELEGATED: delegate,
    S.WAIVED: waive,
}


def request_in(here: SimpleNamespace, status: RequestStatus) -> EvaluationRequest:
    """The world's request, brought to this state through the verbs."""
    if road := ROADS[status]:
        move(here, PlacementStatus.DELIVERED)
        road(here)
    db.session.flush()
    return asked(here)
