"""The words of letters: what a campus may change in them, and how names are put in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from jinja2 import Environment, meta
from sqlalchemy import select

from portal import theme
from portal.database import db
from portal.models.campuses import Campus, FormVersion

KIND = "letters"
FOLDER = "mail/"
HOUSE = ("campus", "office", "office_email")
"""What every letter of a campus may say."""
NEEDED = {"link"}
"""What a letter is written for: dropped, it would leave its reader with nothing to do."""
PART = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class Words:
    """Subject and text of a letter, with {placeholders}."""

    subject: str
    body: str


@dataclass(frozen=True)
class Written:
    """A letter as it leaves."""

    subject: str
    text: str
    html: str


class Slot(str):
    """Stands for a value that is not known yet; no filter changes it."""

    __slots__ = ()


@cache
def names() -> tuple[str, ...]:
    """Every letter the portal writes."""
    found = current_app.jinja_env.list_templates(extensions=["txt"])
    return tuple(
        sorted(path.removeprefix(FOLDER).removesuffix(".txt") for path in found if path.startswith(FOLDER))
    )


@cache
def placeholders(name: str) -> tuple[str, ...]:
    """What may stand in braces in this letter: what its sender tells, and the campus."""
    env = current_app.jinja_env
    source = env.loader.get_source(env, f"{FOLDER}{name}.txt")[0]
    told = meta.find_undeclared_variables(env.parse(source)) - set(env.globals)
    return tuple(dict.fromkeys(["name", *sorted(told - {"name", "link"}), *HOUSE, *(told & NEEDED)]))


def needed(name: str) -> set[str]:
    return NEEDED & set(placeholders(name))


def standard(name: str) -> Words:
    """The portal's own words, with {placeholders} where names come."""
    slots = {word: Slot(f"{{{word}}}") for word in placeholders(name)}
    letter = _blank().get_template(f"{FOLDER}{name}.txt").render(slots)
    first, _mark, body = letter.lstrip().partition("\n")
    return Words(first.removeprefix("Subject:").strip(), body.strip())


def problems(name: str, text: str, *, whole: bool) -> list[str]:
    """What is wrong with a text in words, each with its line; `whole`: the needed ones must be there."""
    found = [
        problem
        for number, line in enumerate(text.splitlines(), start=1)
        for problem in _line_problems(placeholders(name), number, line)
    ]
    missing = needed(name) - set(PART.findall(text)) if whole else set()
    return found + [
        _("Keep %(name)s: without it the reader has nothing to follow.", name=f"{{{word}}}")
        for word in sorted(missing)
    ]


def _line_problems(allowed: tuple[str, ...], number: int, line: str) -> list[str]:
    unknown = [word for word in PART.findall(line) if word not in allowed]
    found = [
        _("Line %(number)s: this letter knows no %(name)s.", number=number, name=f"{{{word}}}")
        for word in unknown
    ]
    if set(PART.sub("", line)) & set("{}"):
        found.append(
            _("Line %(number)s: a brace stands alone. Names are written like {name}.", number=number)
        )
    return found


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with its placeholders replaced, once: what a value says is never read as a placeholder."""
    return PART.sub(lambda found: shown(values.get(found[1], "")), text)


def write(words: Words, campus: Campus, values: Mapping[str, Any]) -> Written:
    """The letter as it leaves: a one-line subject, the text, and the same text as HTML."""
    known = {"campus": campus.name, "office": campus.office, "office_email": campus.office_email, **values}
    subject = " ".join(fill(words.subject, known).split())
    text = fill(words.body, known).strip() + "\n"
    return Written(subject, text, page(subject, text, campus, str(values.get("link", ""))))


def page(subject: str, text: str, campus: Campus, link: str) -> str:
    """The text of a letter as HTML: its paragraphs, and a button where the link stands alone."""
    paragraphs = [part.strip().splitlines() for part in re.split(r"\n\s*\n", text) if part.strip()]
    colour = theme.tokens(campus.brand)["solid"]
    return render_template(
        "mail/_worded.html",
        subject=subject,
        paragraphs=paragraphs,
        link=link,
        colour=colour,
        sender=campus.office,
    )


def of(campus_id: int | None, name: str) -> Words | None:
    """The campus's own words for a letter in force now; None for the portal's."""
    if campus_id is None:
        return None
    newest = select(FormVersion.definition).where(
        FormVersion.campus_id == campus_id, FormVersion.kind == KIND
    )
    definition = db.session.scalar(newest.order_by(FormVersion.number.desc()).limit(1)) or {}
    own = definition.get("letters", {}).get(name)
    return Words(own["subject"], own["body"]) if own else None


def own(campus_id: int | None, name: str, values: Mapping[str, Any]) -> Written | None:
    """The letter in the campus's own words, ready to leave; None where it uses the portal's."""
    words = of(campus_id, name)
    return write(words, db.session.get_one(Campus, campus_id), values) if words else None


def shown(value: Any) -> str:
    """A value as the portal's own letters print it."""
    return current_app.jinja_env.filters["day"](value) if isinstance(value, date) else str(value)


@cache
def _blank() -> Environment:
    """The templates' own environment, but that filters leave a Slot alone."""
    env = current_app.jinja_env.overlay()
    env.filters = {name: _letting_pass(made) for name, made in env.filters.items()}
    return env


def _letting_pass(made):
    """The filter, unless it meets a Slot; filters that want more than a value are left as they are."""
    if hasattr(made, "jinja_pass_arg"):
        return made
    return lambda value, *more, **named: value if isinstance(value, Slot) else made(value, *more, **named)
