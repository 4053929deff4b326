"""A student's view of themselves beside their supervisor's: double blind, so shown only when both are in."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.models.evaluations import Evaluation
from portal.models.placements import Placement
from portal.services import rubric, self_ratings
from portal.vocabulary import Level, RatingMoment

STEPS: dict[Level | None, int] = {level: step for step, level in enumerate(rubric.SCORED, start=1)}


@dataclass(frozen=True)
class Pair:
    """One competency: the student's level at the start and at the end (None: not sure), and the supervisor's."""

    label: str
    start: Level | None
    own: Level | None
    supervisor: Level | None

    @property
    def steps(self) -> tuple[int, int]:
        """1 to 4 for the student and the supervisor; 0 where there is none."""
        return STEPS.get(self.own, 0), STEPS.get(self.supervisor, 0)

    @property
    def gap(self) -> int | None:
        """Levels by which the student is above the supervisor; None where either has none."""
        own, supervisor = self.steps
        return own - supervisor if own and supervisor else None

    @property
    def own_word(self) -> str:
        return str(self.own.label) if self.own else _("Not sure")

    @property
    def supervisor_word(self) -> str:
        return str((self.supervisor or Level.NOT_OBSERVED).label)


def of(placement: Placement, evaluation: Evaluation | None) -> list[Pair]:
    """Both views, in the form's order; empty until both are in."""
    if evaluation is None or evaluation.submitted_at is None:
        return []
    told = self_ratings.by_moment(placement)
    own, start = told.get(RatingMoment.CLOSE), told.get(RatingMoment.START, {})
    if own is None:
        return []
    theirs = {answer.competency: answer.level for answer in evaluation.answers}
    return [
        Pair(one.label, start.get(one.competency), own.get(one.competency), theirs.get(one.competency))
        for one in rubric.of(evaluation.form_version_id)
    ]


def told(found: list[Pair], *, to_student: bool) -> list[str]:
    """The gaps in words, the widest first; then on how many both agree."""
    apart = sorted((pair for pair in found if pair.gap), key=lambda pair: -abs(pair.gap or 0))
    say = to_student_words if to_student else to_office_words
    same = sum(pair.gap == 0 for pair in found)
    agreed = ngettext("Both agree on %(num)s competency.", "Both agree on %(num)s competencies.", same)
    return [*[say(pair) for pair in apart], *([agreed] if same else [])]


def to_student_words(pair: Pair) -> str:
    gap, where = pair.gap or 0, {"what": pair.label}
    if gap < 0:
        return ngettext(
            "You placed yourself one level below your supervisor on %(what)s.",
            "You placed yourself %(num)s levels below your supervisor on %(what)s.",
            -gap,
            **where,
        )
    return ngettext(
        "You placed yourself one level above your supervisor on %(what)s.",
        "You placed yourself %(num)s levels above your supervisor on %(what)s.",
        gap,
        **where,
    )


def to_office_words(pair: Pair) -> str:
    gap, where = pair.gap or 0, {"what": pair.label}
    if gap < 0:
        return ngettext(
            "The student is one level below the supervisor on %(what)s.",
            "The student is %(num)s levels below the supervisor on %(what)s.",
            -gap,
            **where,
        )
    return ngettext(
        "The student is one level above the supervisor on %(what)s.",
        "The student is %(num)s levels above the supervisor on %(what)s.",
        gap,
        **where,
    )
