"""A student's self-rating: the same eight competencies and anchors as the supervisor's, at the start and at the end."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.evaluations import Evaluation
from portal.models.placements import Placement
from portal.models.self_ratings import SelfAnswer, SelfRating
from portal.services import parts, placements, rubric
from portal.services.rubric import Criterion
from portal.vocabulary import Competency, Level, RatingMoment, stages

WHEN = {
    RatingMoment.START: stages.STARTING,
    RatingMoment.CLOSE: stages.HANDED_IN,
}


def submit(
    placement: Placement, moment: RatingMoment, levels: Mapping[Competency, Level | None], *, by: Actor
) -> SelfRating:
    """Keep a self-rating for good; a level of None is "not sure".

    RuleBroken out of its time, when sent before, or when a competency is left out.
    """
    policy.require(by, "placement.reflect", placement)
    check_open(placement, moment)
    asked = [criterion.competency for criterion in criteria(placement)]
    if set(levels) != set(asked):
        raise RuleBroken(_("Choose a row for each competency; “Not sure” is one."))
    answers = [SelfAnswer(competency=one, level=levels[one]) for one in asked]
    rating = SelfRating(placement_id=placement.id, moment=moment, answers=answers)
    db.session.add(rating)
    remember(placement, "rate_self", by, after={"moment": moment.value})
    placements.close_if_done(placement)
    return rating


def check_open(placement: Placement, moment: RatingMoment) -> None:
    """RuleBroken in words when this self-rating cannot be sent now."""
    if moment in {rating.moment for rating in of(placement)}:
        raise RuleBroken(_("You have sent this already."))
    if moment not in open_moments(placement):
        raise RuleBroken(_("It is not the time for this."))


def open_moments(placement: Placement, sent: set[parts.Part] | None = None) -> list[RatingMoment]:
    """What may be sent now; `sent`: what is in, where that is known already."""
    rated = {rating.moment for rating in of(placement)} if sent is None else sent
    late = parts.late(placement)
    return [
        moment
        for moment, when in WHEN.items()
        if moment not in rated and (placement.status in when or moment in late)
    ]


def of(placement: Placement) -> Sequence[SelfRating]:
    """What was sent, with its answers, the start first."""
    found = select(SelfRating).where(SelfRating.placement_id == placement.id)
    whole = found.options(joinedload(SelfRating.answers)).order_by(SelfRating.id)
    return db.session.scalars(whole).unique().all()


def levels(placement: Placement, moment: RatingMoment) -> dict[Competency, Level | None] | None:
    """What the student said at that moment; None while they have not."""
    return by_moment(placement).get(moment)


def by_moment(placement: Placement) -> dict[RatingMoment, dict[Competency, Level | None]]:
    """What the student said at each moment that they sent."""
    return {
        rating.moment: {answer.competency: answer.level for answer in rating.answers}
        for rating in of(placement)
    }


def criteria(placement: Placement) -> list[Criterion]:
    """The competencies in the words the supervisor is asked with."""
    version = select(Evaluation.form_version_id).where(Evaluation.placement_id == placement.id)
    return rubric.of(db.session.scalar(version))
