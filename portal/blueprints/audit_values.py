"""What the audit trail's fields and stored values are called: hours, money, days and names, in words."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints import audit_words
from portal.display import day, hours, moment, money

FIELDS = {
    "alternate_id": _l("who stands in"),
    "campus_id": _l("campus"),
    "employer_id": _l("employer"),
    "fee_floor": _l("lowest fee an hour"),
    "fund_id": _l("fund"),
    "ceiling_minutes": _l("own most hours a week"),
    "ceiling_refuses": _l("refuse what goes above these hours"),
    "hold_minutes": _l("minutes a seat is held"),
    "minutes": _l("hours"),
    "minutes_a_week": _l("hours a week"),
    "minutes_max": _l("most hours"),
    "minutes_min": _l("fewest hours"),
    "minutes_taken": _l("hours it took"),
    "seat_passed_at": _l("seat passed on"),
    "student_ready_at": _l("student ready"),
    "supervisor_id": _l("supervisor"),
    "supervisor_ready_at": _l("supervisor ready"),
    "weekly_ceiling": _l("most hours a week"),
}
HOURS = frozenset(
    {
        "ceiling_minutes",
        "minutes",
        "minutes_a_week",
        "minutes_max",
        "minutes_min",
        "minutes_taken",
        "weekly_ceiling",
    }
)
MONEY = frozenset(
    {
        *(("fee", "amount"), ("fund", "amount"), ("fund", "balance")),
        *(("project", "fee"), ("policy_version", "fee_floor")),
    }
)
RECORDS = {
    "alternate_id": "contact",
    "campus_id": "campus",
    "employer_id": "employer",
    "fund_id": "fund",
    "supervisor_id": "contact",
}
"""Fields that hold the id of another record, and of which kind."""
Named = Mapping[tuple[str, int], Any]


def mentioned(row: Any) -> Iterator[tuple[str, int]]:
    """The records an entry is about or speaks of."""
    yield row.subject, row.subject_id
    for told in (row.before or {}, row.after or {}):
        for name, kind in RECORDS.items():
            if (id_ := whole(told.get(name))) is not None:
                yield kind, id_


def field(name: str) -> str:
    return str(FIELDS.get(name) or audit_words.plain(name))


def words(subject: str, name: str, value: Any, about: Any, named: Named) -> str:
    """A stored value as a person reads it; `about` is the name row of the entry's record, or None."""
    number = whole(value)
    if number is not None and name in HOURS:
        return hours(number)
    if number is not None and (subject, name) in MONEY and about and about.currency:
        return money(number, about.currency)
    if number is not None and name in RECORDS:
        found = named.get((RECORDS[name], number))
        return found.name if found else _("number %(number)s", number=number)
    return told(audit_words.value(subject, name, value))


def whole(value: Any) -> int | None:
    """A whole number, also where history kept it as text."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return int(value) if isinstance(value, int) or (value.isascii() and value.isdigit()) else None


def told(value: Any) -> str:
    """A JSON value as text."""
    if value is None or value in ("", "None"):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(told, value))
    if isinstance(value, dict):
        return ", ".join(f"{field(name)}: {told(inner)}" for name, inner in value.items())
    return dated(str(value))


def dated(text: str) -> str:
    """A day or an instant as people write it; any other text as it is."""
    try:
        if len(text) == len("2026-01-01"):
            return day(date.fromisoformat(text))
        at = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return text
    return moment(at) if at and at.tzinfo else text
