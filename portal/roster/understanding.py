"""One line's cells as values of the portal, or the reasons why not, in words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _

from portal.roster import names, terms
from portal.roster.reading import LONGEST_CELL

LONGEST = {"number": 40, "email": 254, "college": 120, "programme": 160, "year": 40}
USUAL = re.compile(r"(?=.{1,64}@)[a-z0-9]+([._+-][a-z0-9]+)*@[a-z0-9.-]+", re.ASCII | re.IGNORECASE)
"""Addresses like nearly all; a campus of a hundred thousand has no time to have each of them looked at closely."""


@dataclass(frozen=True)
class Columns:
    """Which column holds which field, and what every line must satisfy."""

    mapping: dict[str, int]
    width: int
    domains: frozenset[str]

    @cached_property
    def missing(self) -> list[str]:
        """Fields without which nobody can be recognised."""
        wanted = [field for field in ("number", "email") if field not in self.mapping]
        named = "name" in self.mapping or {"first", "last"} <= set(self.mapping)
        return wanted if named else [*wanted, "name"]

    def cell(self, cells: list[str], field: str) -> str:
        """The text of a field on this line; empty when it has no column or the line is short."""
        column = self.mapping.get(field, len(cells))
        return cells[column] if column < len(cells) else ""


def understand(cells: list[str], columns: Columns) -> tuple[dict, list[str]]:
    """(values, problems): values are JSON; a line with a problem is refused whole."""
    shape = shape_problem(cells, columns.width)
    if shape:
        return {}, [shape]
    spoken, sorted_, legal = name_of(cells, columns)
    texts = {f: names.clean(columns.cell(cells, f)) for f in LONGEST if f in columns.mapping}
    values: dict = {**texts, "name": spoken, "registrar_name": legal, "sort_name": sorted_.casefold()}
    problems = [name_problem(spoken), number_problem(texts["number"]), *length_problems(texts)]
    problems.append(email_problem(texts["email"], columns.domains))
    if "graduates" in columns.mapping:
        values["graduates_on"], problem = graduation(columns.cell(cells, "graduates"))
        problems.append(problem)
    return values, [problem for problem in problems if problem]


def shape_problem(cells: list[str], width: int) -> str:
    """Too many cells, or one so long that a quotation mark must be missing."""
    if any(cells[width:]):
        return _(
            "This line has %(cells)s cells, the heading has %(width)s. A separator inside a cell needs quotes.",
            cells=len(cells),
            width=width,
        )
    if any(len(cell) > LONGEST_CELL or "\n" in cell for cell in cells):
        return _("A cell runs on over several lines or is very long: a quotation mark may be missing.")
    return ""


def name_of(cells: list[str], columns: Columns) -> tuple[str, str, str]:
    """(as chosen, for sorting, as registered)"""
    first, last, preferred = (columns.cell(cells, field) for field in ("first", "last", "preferred"))
    if "name" in columns.mapping:
        legal, sorted_ = names.full(columns.cell(cells, "name"))
    else:
        legal, sorted_ = names.split(first, last)
    return names.split(preferred, last)[0] if preferred and last else legal, sorted_, legal


def name_problem(name: str) -> str:
    if not any(letter.isalpha() for letter in name):
        return _("There is no name.")
    return ""


def number_problem(number: str) -> str:
    if not number:
        return _("There is no student number.")
    if "e+" in number.lower():
        return _(
            "The spreadsheet turned the student number into “%(text)s”. Format its column as text.",
            text=number,
        )
    return ""


def length_problems(texts: dict[str, str]) -> list[str]:
    return [
        _("“%(text)s …” is too long.", text=text[:40])
        for field, text in texts.items()
        if len(text) > LONGEST[field]
    ]


def email_problem(email: str, domains: Collection[str]) -> str:
    """An address must be complete and lie within the campus."""
    if not email:
        return _("There is no e-mail address.")
    if USUAL.fullmatch(email) and email.rpartition("@")[2].lower() in domains:
        return ""
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return _("“%(email)s” is not a complete e-mail address.", email=email)
    if email.rpartition("@")[2].lower() not in domains:
        return _("“%(email)s” is not an address of this campus.", email=email)
    return ""


def graduation(text: str) -> tuple[str | None, str]:
    """(ISO day or None, problem)"""
    day = terms.ends_on(text) if text else None
    if day or not text:
        return day and day.isoformat(), ""
    return None, _(
        "“%(text)s” is not a graduation term or date we can read without guessing. "
        "Write it like Spring 2027 or 2027-05.",
        text=text,
    )
