"""How the demo's placements are judged: evaluations in all their ways, and students placing themselves."""

from datetime import timedelta

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo.postings import Plan
from portal.demo.world import World
from portal.models.evaluations import EvaluationRequest
from portal.models.placements import Placement
from portal.services import (
    delegations,
    dictations,
    evaluation_requests,
    evaluations,
    host_reviews,
    link_visits,
    placements,
    rubric,
    self_ratings,
)
from portal.vocabulary import (
    Channel,
    Engage,
    Host,
    HostAnswer,
    HostAspect,
    Level,
    NextStep,
    Quality,
    RatingMoment,
    Timeliness,
)

NOTE = (
    "We had to move the office in the second week, so please do not hold the late check-in against anybody."
)

COMMENTS = (
    "",
    "A clear brief, and somebody always answered within a day.",
    "I learned more in two weeks than in a term. Ask for the style guide on the first day.",
    "Good people, but the data came a week late. Agree on dates early.",
    "They used what I made. It is on their website now.",
)
TO_OFFICE = "Could you remind them to share the folder before the start? Everything else was fine."
LATELY = timedelta(days=45)


class Judging:
    """What a placement's people say about the work and about themselves."""

    world: World
    plan: Plan
    key: int
    student: Actor

    def of(self, actor: Actor) -> Placement:
        """The placement, found anew."""
        return placements.get(actor, self.key)

    def place(self, moment: RatingMoment) -> None:
        """The student on the supervisor's own rows; now and then not sure."""
        drawn = {criterion.competency: self.level()[0] for criterion in rubric.standard()}
        levels = {one: None if level is Level.NOT_OBSERVED else level for one, level in drawn.items()}
        self_ratings.submit(self.of(self.student), moment, levels, by=self.student)

    def review(self) -> None:
        """The host, by three students in four; the office reads the comments but for the newest weeks."""
        if self.key % 4 == 3:
            return
        chance = self.world.chance
        kind = (HostAnswer.YES,) * 6 + (HostAnswer.PARTLY, HostAnswer.NO)
        answers = {aspect: chance.choice(kind) for aspect in HostAspect}
        answers[HostAspect.SAFE] = HostAnswer.NO if self.key % 29 == 0 else HostAnswer.YES
        comment, note = chance.choice(COMMENTS), chance.choice(("", "", "", TO_OFFICE))
        sent = host_reviews.send(self.of(self.student), answers, comment, note, by=self.student)
        db.session.flush()
        if clock.now() < self.world.now - LATELY:
            self.moderate(sent.id)

    def moderate(self, review_id: int) -> None:
        staff = self.plan.place.staff
        review = host_reviews.get(staff, review_id)
        host_reviews.settle(review, by=staff)
        if review.comment and self.key % 13 == 0:
            host_reviews.decline(review, "It names a colleague. Your answers count all the same.", by=staff)
        elif review.comment:
            host_reviews.approve(review, by=staff)

    def evaluate(self) -> None:
        """By the mailed link; one in seven passes it to a colleague, one in eleven tells it on the phone."""
        if self.key % 7 == 0:
            employer = evaluation_requests.newest(self.key).contact.employer
            self.pass_on(f"jo.marsh@{employer.domain}")
        asked = evaluation_requests.newest(self.key)
        if self.key % 11 == 0:
            staff = self.plan.place.staff
            asked = dictations.begin(self.of(staff), by=staff)
            self.answer(asked, dictations.typist(staff, asked), Channel.PHONE)
        else:
            by = link_visits.holder(asked)
            evaluation_requests.open_by(asked, by=by)
            self.answer(asked, by)

    def pass_on(self, email: str) -> None:
        asked = evaluation_requests.newest(self.key)
        name = email.partition("@")[0].replace(".", " ").title()
        delegations.delegate(asked, name, email, by=link_visits.holder(asked))

    def answer(self, asked: EvaluationRequest, by: Actor, typed_from: Channel | None = None) -> None:
        """Every question, then the attestation."""
        evaluations.begin(asked, by=by)
        evaluation = evaluations.load(asked.evaluation_id)
        for criterion in rubric.standard():
            level, comment = self.level()
            evaluations.rate(evaluation, criterion.competency, level, comment, by=by)
        qualities = {d.id: Quality.MEETS for d in evaluation.placement.deliverables}
        evaluations.judge(evaluation, qualities, by=by)
        evaluations.tell(evaluation, self.words(), by=by)
        title = asked.contact.title
        evaluations.submit(evaluation, asked, name=asked.name, title=title, by=by, typed_from=typed_from)

    def half_evaluated(self) -> None:
        """The link waits, was opened, was begun, or never arrived: a different way each time."""
        asked = evaluation_requests.newest(self.key)
        by, way = link_visits.holder(asked), self.key % 4
        if way == 3:
            staff = self.plan.place.staff
            evaluation_requests.bounce(asked, by=staff, note="The mail server does not know this address.")
        if way in (1, 2):
            evaluation_requests.open_by(asked, by=by)
        if way == 2:
            evaluations.begin(asked, by=by)
            first = rubric.standard()[0].competency
            evaluations.rate(evaluations.load(asked.evaluation_id), first, Level.APPLYING, "", by=by)

    def level(self) -> tuple[Level, str]:
        drawn = self.world.chance.random()
        if drawn < 0.04:
            return Level.EMERGING, "Waited for an answer for three days before asking again."
        steps = ((0.18, Level.DEVELOPING), (0.68, Level.APPLYING), (0.9, Level.ADVANCED))
        return next((level for most, level in steps if drawn < most), Level.NOT_OBSERVED), ""

    def words(self) -> dict[str, object]:
        chance = self.world.chance
        return {
            "timeliness": chance.choice(
                (Timeliness.ON_TIME, Timeliness.ON_TIME, Timeliness.EARLY, Timeliness.LATE_AGREED)
            ),
            "minutes_taken": self.plan.minutes + chance.choice((-60, 0, 0, 120)),
            "engage_again": chance.choice((Engage.YES, Engage.YES, Engage.WITH_SUPPORT)),
            "host_again": chance.choice((Host.YES, Host.YES, Host.LATER)),
            "next_step": chance.choice((NextStep.NONE, NextStep.REFERENCE, NextStep.PROJECT)),
            "strength": "Says what is known, what is not, and how to find out.",
            "growth": "Could show half-finished work earlier.",
            "sentence": "The result was used in our next board meeting.",
            "sentence_allowed": chance.random() < 0.7,
            "private_note": NOTE if chance.random() < 0.2 else "",
        }
