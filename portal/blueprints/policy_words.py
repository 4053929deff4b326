"""What the parts of a campus's policy are called, and what changed in them, in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import vocabulary as words
from portal.blueprints.revising import Change
from portal.services import form_words, letter_words, wordings

TITLES = {
    wordings.DECLINE: _l("Reasons for declining"),
    wordings.LETTERS: _l("Letters"),
    wordings.TERMS: _l("Terms"),
    wordings.EVALUATION: _l("Evaluation form"),
    wordings.REFLECTION: _l("Reflection"),
    wordings.BRANDING: _l("Branding"),
    wordings.DESIGN: _l("Certificates"),
}
ABOUT = {
    wordings.DECLINE: _l("What the office may choose, and what the employer reads beside it"),
    wordings.LETTERS: _l("The words of every letter the portal sends, with a preview and a test"),
    wordings.TERMS: _l("What employers and students agree to"),
    wordings.EVALUATION: _l("Competencies, anchors, own questions and a second language"),
    wordings.REFLECTION: _l("What students are asked before, half way and after"),
    wordings.BRANDING: _l("Name, initials, colour, logo and seal"),
    wordings.DESIGN: _l("Theme, logo, who signs, and a second language, with a preview"),
}
PARTS = {
    "anchors": _l("anchor"),
    "body": _l("text"),
    "brand": _l("Brand colour"),
    "cosignature": _l("Signature of the second signatory"),
    "cosigner": _l("Second signatory"),
    "cosigner_title": _l("Title of the second signatory"),
    "employer": _l("What an employer agrees to"),
    "hint": _l("hint"),
    "initials": _l("Initials"),
    "label": _l("label"),
    "logo": _l("Logo"),
    "meaning": _l("meaning"),
    "name": _l("Name"),
    "needed": _l("must be answered"),
    "seal": _l("Seal"),
    "second": _l("Second language"),
    "second_language": _l("Second language"),
    "second_statement": _l("Statement in the second language"),
    "second_title": _l("Heading in the second language"),
    "shared": _l("the student reads it"),
    "signatory": _l("Who signs"),
    "signatory_title": _l("Title of who signs"),
    "signature": _l("Signature"),
    "stage": _l("stage"),
    "student": _l("What a student agrees to"),
    "subject": _l("subject"),
    "text": _l("question"),
    "theme": _l("Theme"),
    "used": _l("in use"),
    "version": _l("Version"),
    "words": _l("explanation"),
}
"""What the last part of a path is called."""

NAMED: dict[str, dict[str, Any]] = {
    "codes": {word.value: word.label for word in words.DeclineCode},
    "competencies": {word.value: word.label for word in words.Competency},
    "stages": {word.value: word.label for word in words.ReflectionStage},
    "titles": form_words.TITLES,
}
"""What a part is called below one of these."""

SILENT = {"codes", "competencies", "letters", "questions", "stages", "titles", "translated"}
"""Parts of a path that say nothing to a reader."""


def title(kind: str) -> str:
    return str(TITLES[kind])


def about(kind: str) -> str:
    return str(ABOUT[kind])


def plain(name: str) -> str:
    return name.replace("_", " ").capitalize()


def introduced(version: Any) -> list[Change]:
    """What a version changed."""
    earlier = wordings.before(version)
    return told(wordings.changes(earlier.definition if earlier else {}, version.definition))


def told(changes: list) -> list[Change]:
    """Changes of words: where, before, after."""
    return [(where(path), shown(path, old), shown(path, new)) for path, old, new in changes]


def where(path: tuple[str, ...]) -> str:
    """A way to a text as people read it: "Communication, label"."""
    told_parts = [part(one, path) for one in path if one not in SILENT]
    named = ", ".join(one for one in told_parts if one)
    return _("%(what)s, second language", what=named) if "translated" in path else named


def part(one: str, path: tuple[str, ...]) -> str:
    """One step of the way."""
    if path[0] == "letters" and one == path[1]:
        return letter_words.subject(one)
    if one in PARTS:
        return str(PARTS[one])
    if one in NAMED.get(path[0], {}):
        return str(NAMED[path[0]][one])
    return _("point %(number)s", number=one) if one.isdigit() else phrase(one)


def phrase(key: str) -> str:
    """A translated phrase's key in words: its competency or question, then which part of it."""
    first, dash, rest = key.partition("-")
    if not dash:
        return plain(key)
    known = {**NAMED["competencies"], **NAMED["stages"], **NAMED["titles"], **PARTS}
    return f"{known.get(first, plain(first))}, {known.get(rest, plain(rest))}"


def shown(path: tuple[str, ...], value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if path[-1] in ("logo", "seal", "signature", "cosignature"):
        return _("a picture")
    return str(words.Theme(value).label) if path == ("theme",) else str(value)
