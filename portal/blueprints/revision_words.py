"""Changes of an open project in words: what each answer is called, and how it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.display import day, hours, money
from portal.models.revisions import Revision
from portal.services import revisions


@dataclass(frozen=True)
class Line:
    """One answer before and after, as a person reads it."""

    label: Any
    before: str
    after: str


def plain(value: Any, currency: str) -> str:
    return "" if value is None else str(value)


def label(value: Any, currency: str) -> str:
    return str(value.label) if value else ""


def yes(value: Any, currency: str) -> str:
    return _("Yes") if value else _("No")


def pieces(value: Any, currency: str) -> str:
    """Deliverables, one a line."""
    return "\n".join(f"{one['name']}: {one['criterion']}" for one in value)


def stops(value: Any, currency: str) -> str:
    """Dates on the way, one a line."""
    return "\n".join(f"{day(one['due_on'])}: {one['name']}" for one in value)


def days(value: Any, currency: str) -> str:
    return "" if value is None else ngettext("%(num)s day", "%(num)s days", value)


WORDS: dict[str, tuple[Any, Callable[[Any, str], str]]] = {
    "title": (_l("Title"), plain),
    "summary": (_l("Summary"), plain),
    "field": (_l("Field"), label),
    "format": (_l("Format"), label),
    "why": (_l("Why it matters"), plain),
    "deliverables": (_l("Handed over"), pieces),
    "out_of_scope": (_l("Out of scope"), plain),
    "minutes": (_l("Hours"), lambda value, currency: hours(value)),
    "minutes_a_week": (_l("Hours a week"), lambda value, currency: hours(value)),
    "starts_on": (_l("Start"), lambda value, currency: day(value)),
    "due_on": (_l("End"), lambda value, currency: day(value)),
    "flexible": (_l("Dates can be moved a little"), yes),
    "seats": (_l("Seats"), plain),
    "milestones": (_l("Dates on the way"), stops),
    "fee": (_l("Fee"), money),
    "payer": (_l("Paid by"), label),
    "fee_trigger": (_l("Falls due"), label),
    "days_to_pay": (_l("Paid within"), days),
}


def lines(revision: Revision) -> list[Line]:
    """What differs, line by line; its project must be loaded."""
    return [_line(one, revision.project.currency) for one in revisions.differences(revision)]


def _line(one: revisions.Difference, currency: str) -> Line:
    name, say = WORDS[one.name]
    return Line(name, say(one.before, currency), say(one.after, currency))
