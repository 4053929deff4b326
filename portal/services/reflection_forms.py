"""The student's reflection as one campus asks it: three questions a stage, and a few of its own."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.database import db
from portal.models.campuses import FormVersion
from portal.models.placements import Reflection
from portal.services import form_words, wordings
from portal.services.form_words import Own
from portal.vocabulary import ReflectionStage

MOST_OWN = 6
QUESTIONS = {
    ReflectionStage.BEFORE: (
        _l("What will you do?"),
        _l("What do you want to learn?"),
        _l("What could get in the way, and what then?"),
    ),
    ReflectionStage.HALFWAY: (
        _l("What have you done so far?"),
        _l("What have you learned so far?"),
        _l("What will you do differently from here?"),
    ),
    ReflectionStage.AFTER: (
        _l("What did you do?"),
        _l("What did you learn?"),
        _l("What comes next for you?"),
    ),
}
"""The portal's own questions."""


@dataclass(frozen=True)
class Asked:
    """What one stage asks: the three questions, the campus's own, and the version they are of (None: the portal's)."""

    questions: tuple[str, ...]
    own: list[Own]
    version_id: int | None
    second: str = ""


def standard() -> dict[str, Any]:
    """The portal's own questions as a definition."""
    return {"stages": {stage.value: [str(text) for text in texts] for stage, texts in QUESTIONS.items()}}


def current(campus_id: int) -> dict[str, Any]:
    """The definition in force, or the portal's own as one."""
    version = wordings.newest(campus_id, wordings.REFLECTION)
    return version.definition if version else standard()


def changed(campus_id: int, stages: dict[str, list[str]], own: list[Own]) -> dict[str, Any]:
    """The definition with these questions; translations of what was reworded are let go."""
    old = current(campus_id)
    new = {**old, "stages": stages, "questions": form_words.kept(own)}
    return {**new, "translated": form_words.still_fitting(old, new)} if old.get("translated") else new


def asked(campus_id: int, stage: ReflectionStage, language: str = "", seen: str = "") -> Asked:
    """What a stage asks. `seen` is the version a page was made from, so that answers keep their questions."""
    version = _seen(campus_id, seen) if seen else wordings.newest(campus_id, wordings.REFLECTION)
    return _asked(version, stage, language)


def _asked(version: FormVersion | None, stage: ReflectionStage, language: str = "") -> Asked:
    definition = version.definition if version else standard()
    say = form_words.saying(definition, language)
    texts = enumerate(definition["stages"][stage.value], start=1)
    own = [one for one in form_words.own_questions(definition, language) if one.stage == stage.value]
    questions = tuple(say(f"{stage.value}-{place}", text) for place, text in texts)
    return Asked(questions, own, version.id if version else None, form_words.second(definition))


def _seen(campus_id: int, seen: str) -> FormVersion | None:
    """The version a page names; the newest when it names none of this campus's; None for the portal's own."""
    if seen == "0":
        return None
    known = select(FormVersion).where(
        FormVersion.campus_id == campus_id,
        FormVersion.kind == wordings.REFLECTION,
        FormVersion.id == (int(seen) if seen.isdigit() and len(seen) < 18 else 0),
    )
    return db.session.scalar(known) or wordings.newest(campus_id, wordings.REFLECTION)


def read(reflection: Reflection) -> list[tuple[str, str]]:
    """(question, answer) of a sent reflection, in the words it was asked with."""
    asked_then = _asked(wordings.kept(reflection.form_version_id), reflection.stage)
    said = (reflection.did, reflection.learned, reflection.next)
    own = [(one.text, reflection.further.get(one.key, "")) for one in asked_then.own]
    return [*zip(asked_then.questions, said, strict=True), *[pair for pair in own if pair[1]]]
