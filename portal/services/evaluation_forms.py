"""The evaluation's form as one campus words it: editing it, and its second language."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.campuses import FormVersion
from portal.services import form_words, reflection_forms, rubric, wordings
from portal.services.form_words import Own
from portal.services.rubric import Criterion


@dataclass(frozen=True)
class Content:
    """What the office may change: the criteria in order, the fixed questions' words, the own questions in order."""

    criteria: list[Criterion]
    titles: dict[str, str]
    own: list[Own]


def definition_of(form_version_id: int | None) -> dict[str, Any]:
    """The definition of one kept version; empty for the portal's own."""
    version = wordings.kept(form_version_id)
    return version.definition if version else {}


def current(campus_id: int) -> dict[str, Any]:
    """The definition in force, or the portal's own words as one."""
    version = rubric.newest(campus_id)
    return version.definition if version else {"competencies": rubric.written(rubric.standard())}


def changed(campus_id: int, content: Content) -> dict[str, Any]:
    """The definition with this content; translations of what was reworded are let go."""
    old = current(campus_id)
    titles = {
        key: text for key, text in content.titles.items() if text and text != str(form_words.TITLES[key])
    }
    new = {
        **old,
        "competencies": rubric.written(content.criteria),
        "titles": titles,
        "questions": form_words.kept(content.own),
    }
    return {**new, "translated": form_words.still_fitting(old, new)} if old.get("translated") else new


def adopt(
    campus_id: int, kind: str, definition: dict[str, Any], *, by: Actor, seen: int | None = None
) -> FormVersion:
    """Use this form for evaluations that are asked for from now on."""
    if len(definition.get("questions", [])) > most_own(kind):
        raise RuleBroken(_("Ask at most %(most)s questions of your own.", most=most_own(kind)))
    return wordings.adopt(campus_id, kind, definition, by=by, seen=seen)


def most_own(kind: str) -> int:
    return form_words.MOST_OWN if kind == wordings.EVALUATION else reflection_forms.MOST_OWN


def in_second(campus_id: int, kind: str, language: str, phrases: dict[str, str]) -> dict[str, Any]:
    """The definition with a second language; without a language, with none."""
    old = current(campus_id) if kind == wordings.EVALUATION else reflection_forms.current(campus_id)
    told = {key: text for key, text in phrases.items() if text} if language else {}
    return {**old, "second": language, "translated": told}
