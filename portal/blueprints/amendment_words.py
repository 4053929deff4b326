"""Changes of what was agreed in words: each answer before and after, and in which order who agrees."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints.revision_words import Line, pieces
from portal.display import ago, day, hours, money
from portal.models.amendments import Amendment
from portal.services import amendment_effects
from portal.vocabulary import AmendmentStatus as S
from portal.vocabulary import OfficeAsked, Side

LABELS = {
    "starts_on": _l("First day"),
    "due_on": _l("Last day"),
    "minutes": _l("Hours"),
    "fee": _l("Fee"),
    "supervisor_id": _l("Supervisor"),
    "deliverables": _l("Handed over"),
}
OTHER = {Side.STUDENT: Side.EMPLOYER, Side.EMPLOYER: Side.STUDENT}


def lines(amendment: Amendment, currency: str) -> list[Line]:
    """What differs, line by line."""
    after = amendment_effects.said(amendment)
    return [
        Line(label, said(name, amendment.before[name], currency), said(name, after[name], currency))
        for name, label in LABELS.items()
        if name in after
    ]


def said(name: str, value: Any, currency: str) -> str:
    """A kept value as a person reads it."""
    if name in ("starts_on", "due_on"):
        return day(date.fromisoformat(value))
    if name == "minutes":
        return hours(value)
    if name == "fee":
        return money(value, currency)
    return pieces(value, currency) if name == "deliverables" else value


def named(amendment: Amendment) -> str:
    """What it is about, in a line."""
    return ", ".join(str(label) for name, label in LABELS.items() if name in amendment.before)


def line(row: Any, whose: Side) -> list[Any]:
    """An open change as a row of the office's table; what waits for the office leads to its answer."""
    page = url_for("staff.amendments_show", placement_id=row.placement_id, amendment_id=row.id)
    changes = ", ".join(str(label) for name, label in LABELS.items() if getattr(row, name))
    return [
        {"text": _("%(title)s, %(student)s", title=row.title, student=row.student), "href": page},
        row.employer,
        changes,
        _("%(side)s, %(ago)s", side=row.side.label, ago=ago(row.created_at)),
        {"text": whose.label, "tag": "todo" if whose is Side.OFFICE else ""},
    ]


def reasons(amendment: Amendment) -> list[str]:
    """Why the office is asked."""
    return [str(OfficeAsked(why).label) for why in amendment.asks_office]


def turns(amendment: Amendment) -> list[dict[str, Any]]:
    """Who has to agree, in order, as the timeline shows it."""
    other = OTHER[amendment.side]
    first = {
        "title": _("%(side)s proposed it", side=amendment.side.label),
        "text": day(amendment.created_at),
        "state": "done",
    }
    second = {"title": _("%(side)s answers", side=other.label), "text": "", "state": _second(amendment)}
    if not amendment.asks_office:
        return [first, second]
    third = {
        "title": _("The career office decides"),
        "text": "; ".join(reasons(amendment)),
        "state": _third(amendment),
    }
    return [first, second, third]


def _second(amendment: Amendment) -> str:
    states = {S.PROPOSED: "now", S.WITHDRAWN: "next", S.LAPSED: "next"}
    return states.get(amendment.status, "done")


def _third(amendment: Amendment) -> str:
    decided = amendment.status is S.IN_FORCE or amendment.office_note
    return "now" if amendment.status is S.AGREED else "done" if decided else "next"
