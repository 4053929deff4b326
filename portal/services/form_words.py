"""What the forms of a campus share: own questions, fixed phrases, and a second language."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.vocabulary import Engage, Host, Level, NextStep, Quality, Timeliness, Word

Say = Callable[[str, str], str]
MOST_OWN = 3
"""Own questions of the evaluation: with them it has twenty pages."""

TITLES = {
    "deliverables": _l("Did the work meet what was agreed?"),
    "timeliness": _l("Was the work on time?"),
    "hours": _l("How many hours did it really take?"),
    "engage_again": _l("Would you take this student on again?"),
    "host_again": _l("Would you host a micro-internship again?"),
    "next_step": _l("What next step do you offer?"),
    "feedback": _l("What should the student know?"),
    "sentence": _l("A sentence for the certificate"),
    "note": _l("Anything for the career office alone?"),
}
"""The evaluation's fixed questions: what each asks."""

HINTS = {
    "deliverables": _l("Each deliverable against its criterion."),
    "next_step": _l("The student is told."),
    "feedback": _l("The student reads both."),
    "sentence": _l("Printed only if you allow it."),
    "note": _l("The student never sees this."),
}

ANSWERS: dict[str, type[Word]] = {
    "level": Level,
    "quality": Quality,
    "timeliness": Timeliness,
    "engage_again": Engage,
    "host_again": Host,
    "next_step": NextStep,
}
"""The closed answers; a campus translates them, and never changes what they mean."""


@dataclass(frozen=True)
class Own:
    """A question of the campus's own. `needed`: it must be answered; `shared`: the student reads the answer."""

    key: str
    text: str
    hint: str = ""
    needed: bool = False
    shared: bool = False
    stage: str = ""


def saying(definition: Mapping[str, Any] | None, language: str) -> Say:
    """How a definition says things to this reader: (phrase's key, its own words) -> the words to show."""
    words = translated(definition, language)
    return lambda key, own: words.get(key) or own


def translated(definition: Mapping[str, Any] | None, language: str) -> Mapping[str, str]:
    """The second language's phrases, when that is the reader's."""
    if not definition or not language or definition.get("second") != language:
        return {}
    return definition.get("translated", {})


def second(definition: Mapping[str, Any] | None) -> str:
    """The code of the definition's second language, or nothing."""
    return (definition or {}).get("second", "")


def own_questions(definition: Mapping[str, Any] | None, language: str = "") -> list[Own]:
    """The campus's own questions in their order."""
    say = saying(definition, language)
    return [_own(Own(**entry), say) for entry in (definition or {}).get("questions", [])]


def _own(question: Own, say: Say) -> Own:
    words = {"text": say(f"{question.key}-text", question.text)}
    words["hint"] = say(f"{question.key}-hint", question.hint) if question.hint else ""
    return Own(**(asdict(question) | words))


def title(definition: Mapping[str, Any] | None, key: str, language: str = "") -> str:
    """A fixed question, as the campus asks it."""
    own = (definition or {}).get("titles", {}).get(key) or str(TITLES[key])
    return saying(definition, language)(f"title-{key}", own)


def hint(definition: Mapping[str, Any] | None, key: str, language: str = "") -> str:
    """What stands below a fixed question."""
    return saying(definition, language)(f"hint-{key}", str(HINTS[key])) if key in HINTS else ""


def answer(definition: Mapping[str, Any] | None, of: str, word: Word, language: str = "") -> str:
    """A closed answer as this reader sees it."""
    return saying(definition, language)(f"{of}-{word.value}", str(word.label))


def kept(questions: list[Own]) -> list[dict[str, Any]]:
    """Own questions as a definition keeps them."""
    return [asdict(question) for question in questions]


def still_fitting(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """The translations whose original did not change with a new definition."""
    was, now = dict(originals(old)), dict(originals(new))
    kept_words = old.get("translated", {})
    return {key: text for key, text in kept_words.items() if key in now and was.get(key) == now[key]}


def originals(definition: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(key, own words) of every phrase of a form that a second language can have."""
    return [
        phrase for _title, phrases in (*competencies(definition), *fixed(definition)) for phrase in phrases
    ]


def competencies(definition: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Label, meaning and anchors of each competency, under its label."""
    return [(entry["label"], _of_one(entry)) for entry in definition.get("competencies", [])]


def _of_one(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    key = entry["key"]
    anchors = [(f"{key}-{place}", text) for place, text in enumerate(entry["anchors"], start=1)]
    return [(f"{key}-label", entry["label"]), (f"{key}-meaning", entry["meaning"]), *anchors]


def fixed(definition: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything else a form says: the stages' questions, the fixed ones, own ones, and the closed answers."""
    groups = [(str(_l("Questions")), [*_stages(definition), *_titles(definition), *_owns(definition)])]
    if "competencies" in definition:
        groups.append((str(_l("Answers")), _answers()))
    return [(heading, phrases) for heading, phrases in groups if phrases]


def _stages(definition: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (f"{stage}-{place}", text)
        for stage, texts in definition.get("stages", {}).items()
        for place, text in enumerate(texts, start=1)
    ]


def _titles(definition: Mapping[str, Any]) -> list[tuple[str, str]]:
    if "competencies" not in definition:
        return []
    asked = [(f"title-{key}", title(definition, key)) for key in TITLES]
    return asked + [(f"hint-{key}", str(text)) for key, text in HINTS.items()]


def _owns(definition: Mapping[str, Any]) -> list[tuple[str, str]]:
    own = own_questions(definition)
    hints = [(f"{question.key}-hint", question.hint) for question in own if question.hint]
    return [(f"{question.key}-text", question.text) for question in own] + hints


def _answers() -> list[tuple[str, str]]:
    return [(f"{of}-{word.value}", str(word.label)) for of, words in ANSWERS.items() for word in words]
