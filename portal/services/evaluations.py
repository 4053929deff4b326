"""The evaluation itself: answers saved one by one, checked, then submitted with an attestation."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.database import db, hold_still
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.evaluations import Evaluation, EvaluationAnswer, EvaluationQuality, EvaluationRequest
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import (
    evaluation_forms,
    evaluation_letters,
    evaluation_requests,
    form_words,
    placements,
    rubric,
)
from portal.services.sight import one
from portal.vocabulary import Channel, Competency, Level, Quality, Role
from portal.vocabulary import RequestStatus as S

PLAIN = ("timeliness", "minutes_taken", "engage_again", "host_again", "next_step")
TEXTS = ("strength", "growth", "sentence", "private_note")

WHOLE = (
    selectinload(Evaluation.answers),
    selectinload(Evaluation.qualities),
    joinedload(Evaluation.placement).options(
        joinedload(Placement.student),
        joinedload(Placement.supervisor),
        joinedload(Placement.project).options(joinedload(Project.employer), joinedload(Project.campus)),
        joinedload(Placement.deliverables),
    ),
)


def schedule(placement: Placement, *, by: Actor = SYSTEM) -> Evaluation:
    """A new placement's empty evaluation, with a request to its supervisor that is not mailed yet."""
    version = rubric.newest(placement.campus_id)
    evaluation = Evaluation(placement=placement, form_version_id=version.id if version else None)
    db.session.add(evaluation)
    db.session.flush()
    evaluation_requests.schedule(evaluation, placement.supervisor, by=by)
    return evaluation


def send_for(placement: Placement, *, by: Actor = SYSTEM) -> None:
    """Mail the scheduled request, if it was not mailed before."""
    request = evaluation_requests.newest(placement.id)
    if request.status is S.SCHEDULED:
        evaluation_requests.send(request, by=by)


def load(evaluation_id: int) -> Evaluation:
    """The evaluation with everything its pages show. The caller has been let in by a request or a placement."""
    return one(select(Evaluation).where(Evaluation.id == evaluation_id).options(*WHOLE))


def of_placement(placement_id: int) -> Evaluation | None:
    """The evaluation of a placement that the caller was allowed to see."""
    return (
        db.session.scalars(select(Evaluation).where(Evaluation.placement_id == placement_id).options(*WHOLE))
        .unique()
        .one_or_none()
    )


def sent_of(placement_id: int) -> Evaluation | None:
    """The evaluation with its levels, once it is in; for a page that has the placement already."""
    found = select(Evaluation).where(
        Evaluation.placement_id == placement_id, Evaluation.submitted_at.is_not(None)
    )
    return db.session.scalars(found.options(joinedload(Evaluation.answers))).unique().one_or_none()


def is_in(placement: Placement) -> bool:
    """Submitted, or waived by the office."""
    found = db.session.execute(
        select(Evaluation.submitted_at, Evaluation.waived_at).where(Evaluation.placement_id == placement.id)
    ).first()
    return found is not None and (found.submitted_at is not None or found.waived_at is not None)


def rate(
    evaluation: Evaluation, competency: Competency, level: Level | None, comment: str, *, by: Actor
) -> None:
    """Keep one competency's level and comment. RuleBroken when Emerging has no comment."""
    check_open(evaluation)
    if level is Level.EMERGING and not comment.strip():
        raise RuleBroken(_("Say in a sentence what you saw, so that the student can learn from it."))
    answer = _answer(evaluation, competency)
    answer.level = level or answer.level
    answer.comment = comment.strip()


def note(evaluation: Evaluation, competency: Competency, comment: str, *, by: Actor) -> None:
    """Keep a comment while it is being typed; a level of Emerging does not lose the comment it needs."""
    check_open(evaluation)
    answer = _answer(evaluation, competency)
    if comment.strip() or answer.level is not Level.EMERGING:
        answer.comment = comment.strip()


def _answer(evaluation: Evaluation, competency: Competency) -> EvaluationAnswer:
    for answer in evaluation.answers:
        if answer.competency is competency:
            return answer
    answer = EvaluationAnswer(competency=competency)
    evaluation.answers.append(answer)
    return answer


def judge(evaluation: Evaluation, qualities: dict[int, Quality], *, by: Actor) -> None:
    """Keep how each deliverable (id -> quality) met its criterion; ids of other projects are ignored."""
    check_open(evaluation)
    kept = {row.deliverable_id: row for row in evaluation.qualities}
    for deliverable in evaluation.placement.deliverables:
        quality = qualities.get(deliverable.id)
        if quality and deliverable.id in kept:
            kept[deliverable.id].quality = quality
        elif quality:
            evaluation.qualities.append(EvaluationQuality(deliverable_id=deliverable.id, quality=quality))


def tell(evaluation: Evaluation, answers: dict[str, object], *, by: Actor) -> None:
    """Keep plain answers by column name; anything that is not an answer is refused."""
    check_open(evaluation)
    for name, value in answers.items():
        if name not in {*PLAIN, *TEXTS, "sentence_allowed"}:
            raise RuleBroken(_("This is not a question of the form."))
        setattr(evaluation, name, value)


def tell_own(evaluation: Evaluation, key: str, text: str, *, by: Actor) -> None:
    """Keep the answer to one of the campus's own questions; another key is refused."""
    check_open(evaluation)
    if key not in {question.key for question in own_questions(evaluation)}:
        raise RuleBroken(_("This is not a question of the form."))
    evaluation.further = {**(evaluation.further or {}), key: text.strip()}


def own_questions(evaluation: Evaluation, language: str = "") -> list[form_words.Own]:
    """The campus's own questions of this evaluation's version."""
    return form_words.own_questions(evaluation_forms.definition_of(evaluation.form_version_id), language)


def begin(request: EvaluationRequest, *, by: Actor) -> None:
    """The first answer makes a draft of an opened request."""
    if request.status is S.OPENED:
        evaluation_requests.LIFECYCLE.take("begin", request, by=by)
        remember(request, "begin", by)


def check_open(evaluation: Evaluation) -> None:
    if evaluation.submitted_at:
        raise RuleBroken(_("This evaluation has been sent. It can no longer be changed."))


def missing(evaluation: Evaluation) -> list[str]:
    """Keys of the questions that must still be answered: competency values, then column names."""
    rated = {answer.competency for answer in evaluation.answers if answer.level}
    asked = [criterion.competency for criterion in rubric.of(evaluation.form_version_id)]
    judged = {row.deliverable_id for row in evaluation.qualities}
    unjudged = any(d.id not in judged for d in evaluation.placement.deliverables)
    return [
        *[competency.value for competency in asked if competency not in rated],
        *(["deliverables"] if unjudged else []),
        *[name for name in PLAIN if getattr(evaluation, name) is None],
        *[own.key for own in own_questions(evaluation) if own.needed and not evaluation.further.get(own.key)],
    ]


def submit(
    evaluation: Evaluation,
    request: EvaluationRequest,
    *,
    name: str,
    title: str,
    by: Actor,
    typed_from: Channel | None = None,
) -> None:
    """Send the evaluation, attested by `name`; an officer says what it was `typed_from`.

    RuleBroken while an answer is missing.
    """
    check_open(evaluation)
    if missing(evaluation):
        raise RuleBroken(_("Some questions are not answered yet."))
    hold_still(request)
    evaluation_requests.LIFECYCLE.take("submit", request, by=by)
    evaluation.attested_name, evaluation.attested_title = name.strip(), title.strip()
    evaluation.attested_on = clock.today(evaluation.placement.zone)
    evaluation.submitted_at = request.ended_at = clock.now()
    if by.role is Role.STAFF:
        evaluation.typed_by_id, evaluation.typed_from = by.user_id, typed_from or Channel.PHONE
        evaluation_letters.typed(evaluation, request)
    remember(request, "submit", by)
    evaluation_letters.submitted(evaluation)
    placements.close_if_done(evaluation.placement)


def waive(placement: Placement, reason: str, *, by: Actor) -> None:
    """Go on without the evaluation; the placement closes if nothing else is missing."""
    evaluation_requests.waive(evaluation_requests.newest(placement.id), by=by, note=reason)
    placements.close_if_done(placement)
