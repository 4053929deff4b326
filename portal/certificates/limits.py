"""How much text one page holds, field by field, and the facts made ready for it."""

from dataclasses import replace
from typing import Any

from .facts import Facts, Unfit
from .names import clean, others, require_printable

# field: (characters, what to call it)
TEXTS = {
    "university": (90, "The university's name"),
    "office": (90, "The office's name"),
    "signatory": (80, "The signatory's name"),
    "signatory_title": (80, "The signatory's title"),
    "employer": (120, "The employer's name"),
    "project": (200, "The project's title"),
    "place": (60, "The place"),
    "supervisor": (80, "The supervisor's name"),
    "supervisor_title": (80, "The supervisor's title"),
    "sentence": (500, "The supervisor's sentence"),
    "credits": (40, "The credits"),
    "verify_url": (120, "The verify address"),
    "cosigner": (80, "The second signatory's name"),
    "cosigner_title": (80, "The second signatory's title"),
    "second_title": (60, "The title in the second language"),
    "second_statement": (140, "The statement in the second language"),
}
DELIVERABLES, DELIVERABLE = 12, 160
COMPETENCIES, COMPETENCY = 10, 48


def printable(facts: Facts) -> Facts:
    """The facts with every text cleaned, so that what is frozen is what is printed.

    Raises Unfit, saying which text and why, when one is too long or has a character no font has.
    """
    texts: dict[str, Any] = {
        name: _text(getattr(facts, name), *rule) for name, rule in TEXTS.items() if getattr(facts, name)
    }
    return replace(
        facts,
        holder=require_printable(facts.holder),
        deliverables=_listed(facts.deliverables),
        competencies=_levels(facts.competencies),
        monogram=clean(facts.monogram)[:4],
        **texts,
    )


def require_text(name: str, text: str) -> str:
    """One of TEXTS, cleaned as it will be printed; raises Unfit as `printable` does."""
    return _text(text, *TEXTS[name])


def _text(text: str, longest: int, called: str) -> str:
    cleaned = clean(text)
    if len(cleaned) > longest:
        raise Unfit(f"{called} has {len(cleaned)} characters; a certificate holds up to {longest}.")
    others(cleaned)
    return cleaned


def _listed(deliverables: tuple[str, ...]) -> tuple[str, ...]:
    if len(deliverables) > DELIVERABLES:
        raise Unfit(f"A certificate lists up to {DELIVERABLES} deliverables.")
    return tuple(_text(each, DELIVERABLE, "A deliverable") for each in deliverables)


def _levels(competencies: tuple[tuple[str, int, str], ...]) -> tuple[tuple[str, int, str], ...]:
    if len(competencies) > COMPETENCIES:
        raise Unfit(f"A certificate lists up to {COMPETENCIES} competencies.")
    return tuple(
        (_text(label, COMPETENCY, "A competency"), level, _text(word, 24, "A level"))
        for label, level, word in competencies
    )


def everything(facts: Facts) -> str:
    """All the text of the sheet, for choosing the faces it needs."""
    texts = [getattr(facts, name) or "" for name in TEXTS]
    levels = [text for label, _, word in facts.competencies for text in (label, word)]
    return " ".join([facts.holder, *texts, *facts.deliverables, *levels])
