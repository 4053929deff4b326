"""Preferences: the lines of *prefer* a project has; they order those who ask, and hide nobody."""

from collections.abc import Collection
from types import SimpleNamespace

from flask_babel import ngettext as _n
from sqlalchemy import Row

from portal import clock
from portal.services import exclusivity_words
from portal.services.exclusivity_facts import Terms, standing

RECORDED = {"programme": ("college", "programme"), "year": ("year", "graduates_on")}
"""What of an enrolment each shared field tells."""

of = standing


def asked(terms: Terms) -> int:
    """How many lines of *prefer* there are."""
    graduation = bool(terms.graduates_within) and not terms.graduates_must
    return sum(1 for _kind, _value, must in terms.eligibility if not must) + graduation


def met(terms: Terms, enrolled: Row, told: Collection[str]) -> int:
    """How many of them an enrolment meets now, by those of its columns alone that may be `told`."""
    columns = [column for field in RECORDED.values() for column in field]
    known = SimpleNamespace(**{name: getattr(enrolled, name) if name in told else None for name in columns})
    return sum(1 for _line in exclusivity_words.wishes(terms, known, clock.now()))


def words(number: int, terms: Terms) -> str:
    """ "Matches 2 of 3 preferences."; nothing where nobody is preferred."""
    lines = asked(terms)
    if not lines:
        return ""
    return _n(
        "Matches %(met)s of %(num)s preference.", "Matches %(met)s of %(num)s preferences.", lines, met=number
    )
