"""The evaluation's rubric: eight competencies on four anchored levels, as one campus words it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.models.campuses import FormVersion
from portal.services import form_words, wordings
from portal.vocabulary import Competency, Level

SCORED = (Level.EMERGING, Level.DEVELOPING, Level.APPLYING, Level.ADVANCED)

WORDS = {
    Competency.CAREER: (
        _l("How they used feedback to grow."),
        _l("Feedback was not acted on; no aim."),
        _l("Acted after a reminder; named an aim when asked."),
        _l("Asked for feedback and used it."),
        _l("Sought feedback at each milestone and improved visibly."),
    ),
    Competency.COMMUNICATION: (
        _l("How clearly they shared information, in writing and in conversation."),
        _l("Late or unclear; you had to chase."),
        _l("Replied, but needed follow-up."),
        _l("Clear and timely; light edits only."),
        _l("Anticipated questions; ready for its audience."),
    ),
    Competency.THINKING: (
        _l("How they weighed facts and reached conclusions."),
        _l("Took input at face value."),
        _l("Spotted the obvious, then waited."),
        _l("Checked facts, compared options, gave reasons."),
        _l("Found what the brief missed, with evidence."),
    ),
    Competency.EQUITY: (
        _l("How they took other people's views and needs into account."),
        _l("Dismissed other views."),
        _l("Respectful, but kept to their own view."),
        _l("Sought the views of those affected; made accessible material."),
        _l("Raised a fairness gap unprompted, with a fix."),
    ),
    Competency.LEADERSHIP: (
        _l("How they took charge of their own part."),
        _l("Waited for each step."),
        _l("Owned tasks once prompted."),
        _l("Ran their own plan and flagged risks early."),
        _l("Moved the project past the brief."),
    ),
    Competency.PROFESSIONALISM: (
        _l("How dependable they were."),
        _l("Missed dates without notice."),
        _l("Kept most commitments; late notice."),
        _l("Kept commitments and confidences."),
        _l("Fully dependable, steady in a setback."),
    ),
    Competency.TEAMWORK: (
        _l("How they worked with you and others."),
        _l("Worked apart, or with friction."),
        _l("Cooperated when asked."),
        _l("Shared, listened, fitted in."),
        _l("Made others' work better."),
    ),
    Competency.TECHNOLOGY: (
        _l("How they chose and used tools."),
        _l("Needed step-by-step help."),
        _l("Used tools with guidance."),
        _l("Used the right tools accurately; learned from documentation."),
        _l("Picked or automated a better method; careful with data and AI."),
    ),
}
"""What each competency means, then its four anchors: the portal's own rubric."""


@dataclass(frozen=True)
class Criterion:
    """One competency as the form asks it: its label, what it means, and an anchor for each scored level."""

    competency: Competency
    label: str
    meaning: str
    anchors: tuple[str, str, str, str]

    def rows(self) -> list[tuple[Level, str]]:
        """The five answers offered, each with its words."""
        return [*zip(SCORED, self.anchors, strict=True), (Level.NOT_OBSERVED, "")]


def newest(campus_id: int) -> FormVersion | None:
    """The campus's own wording in force now; None while it uses the portal's."""
    return wordings.newest(campus_id, wordings.EVALUATION)


def of(form_version_id: int | None, language: str = "") -> list[Criterion]:
    """The criteria of one kept version, in its second language where asked; the portal's own for none."""
    version = wordings.kept(form_version_id)
    return read(version.definition, language) if version else standard()


def read(definition: dict[str, Any], language: str = "") -> list[Criterion]:
    """The criteria of a definition."""
    say = form_words.saying(definition, language)
    return [_read(entry, say) for entry in definition["competencies"]]


def _read(entry: dict, say: form_words.Say) -> Criterion:
    key = entry["key"]
    anchors = [say(f"{key}-{place}", text) for place, text in enumerate(entry["anchors"], start=1)]
    label, meaning = say(f"{key}-label", entry["label"]), say(f"{key}-meaning", entry["meaning"])
    return Criterion(Competency(key), label, meaning, _four(anchors))


def _four(anchors) -> tuple[str, str, str, str]:
    first, second, third, fourth = map(str, anchors)
    return first, second, third, fourth


def standard() -> list[Criterion]:
    """The portal's own rubric, in the reader's language."""
    return [_standard(competency, *words) for competency, words in WORDS.items()]


def _standard(competency: Competency, meaning: str, *anchors: str) -> Criterion:
    return Criterion(competency, str(competency.label), str(meaning), _four(anchors))


def written(criteria: list[Criterion]) -> list[dict[str, Any]]:
    """Criteria as a definition keeps them."""
    return [
        {"key": c.competency.value, "label": c.label, "meaning": c.meaning, "anchors": list(c.anchors)}
        for c in criteria
    ]
