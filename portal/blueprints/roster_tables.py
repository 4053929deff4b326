"""A roster's lines as the preview shows them."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from portal.display import day
from portal.vocabulary import RosterField, RosterOutcome

PAGE = 20
ORDER = (RosterOutcome.REFUSED, RosterOutcome.CHANGED, RosterOutcome.NEW, RosterOutcome.SAME)
LABELS = {
    "email": RosterField.EMAIL,
    "registrar_name": RosterField.NAME,
    "college": RosterField.COLLEGE,
    "programme": RosterField.PROGRAMME,
    "year": RosterField.YEAR,
    "graduates_on": RosterField.GRADUATES,
}


def columns(roster, samples: list[list[str]]) -> list[tuple[str, str]]:
    """The file's columns as choices, each with an example."""
    named = [("", _("Not in this file"))]
    for number, (header, sample) in enumerate(zip(roster.headers, samples, strict=True)):
        example = f" ({sample[0][:30]})" if sample else ""
        named.append((str(number), f"{header[:60]}{example}"))
    return named


def chosen(asked: str | None, counts: dict) -> RosterOutcome:
    """The outcome asked for, else the first that has lines."""
    if asked in list(RosterOutcome):
        return RosterOutcome(asked)
    return next((outcome for outcome in ORDER if counts[outcome]), RosterOutcome.SAME)


def page(roster, outcome: RosterOutcome, lines, after: int) -> dict:
    """Counts with their addresses, the lines in words, and where more are."""

    def here(**more) -> str:
        return url_for("staff.rosters_show", roster_id=roster.id, show=outcome, **more)

    return {
        "counts": figures(roster, outcome),
        "lines": [line(row, outcome) for row in lines[:PAGE]],
        "more": here(after=lines[PAGE - 1].line) if len(lines) > PAGE else "",
        "start": here() if after else "",
    }


def figures(roster, current: RosterOutcome) -> list[dict]:
    return [
        {
            "value": roster.counts[outcome],
            "label": outcome.label,
            "href": url_for("staff.rosters_show", roster_id=roster.id, show=outcome),
            "current": outcome is current,
        }
        for outcome in (RosterOutcome.NEW, RosterOutcome.CHANGED, RosterOutcome.SAME, RosterOutcome.REFUSED)
    ]


def line(row, outcome: RosterOutcome) -> dict:
    """One line: its number, whom it names, and what is to be said about it."""
    values = row.values
    who = values.get("name") or ", ".join(filter(None, row.cells[:3]))
    say = {RosterOutcome.REFUSED: row.problems, RosterOutcome.CHANGED: changes(values.get("changes", {}))}
    return {
        "number": row.line,
        "who": who[:120],
        "student": values.get("number", ""),
        "email": values.get("email", ""),
        "say": say.get(outcome) or [enrolled(values)],
    }


def changes(found: dict[str, list]) -> list[str]:
    """Each change in words."""
    return [
        _("Enrolled again")
        if name == "enrolled"
        else _(
            "%(field)s: %(before)s → %(after)s",
            field=LABELS[name].label,
            before=before or _("none"),
            after=after or _("none"),
        )
        for name, (before, after) in found.items()
    ]


def enrolled(values: dict) -> str:
    told = (values.get("programme"), values.get("college"), values.get("year"), graduates(values))
    return ", ".join(filter(None, told))


def graduates(values: dict) -> str:
    on = values.get("graduates_on")
    return _("graduates %(month)s", month=day(date.fromisoformat(on), "yMMM")) if on else ""
