"""What a project must say before it may be sent for review: every problem at once, each at its step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import clock
from portal.errors import RuleBroken
from portal.models.projects import Project
from portal.services import partnerships, policies
from portal.services.policies import Policy
from portal.vocabulary import Competency, Format, Place, Selection

STEPS = {
    "what": _l("What and why"),
    "deliverables": _l("What the student hands over"),
    "time": _l("Hours, dates and seats"),
    "fee": _l("Fee"),
    "place": _l("Place and access"),
    "skills": _l("Skills and competencies"),
    "people": _l("Who looks after the student"),
    "selection": _l("How it fills"),
    "eligibility": _l("Who may apply"),
    "legal": _l("Terms and safety"),
}

WORDS = {"steps": STEPS, "names": {word.value: word.label for word in Competency}}
"""What templates need to print a project whole."""

FORMAT_MINUTES = {
    Format.NANO: (240, 600),
    Format.FLASH: (60, 600),
    Format.SPRINT: (600, 1200),
    Format.POP_UP: (60, 960),
    Format.ON_DEMAND: (60, 600),
    Format.GIG: (60, 600),
}
"""Formats carry their own hours, in minutes; the others keep to the campus's."""

ANSWERED = {
    "what": {
        "title": _l("title"),
        "summary": _l("summary"),
        "field": _l("field"),
        "why": _l("why it matters"),
    },
    "deliverables": {"deliverables": _l("what is handed over")},
    "time": {
        "minutes": _l("hours"),
        "minutes_a_week": _l("hours a week"),
        "starts_on": _l("start"),
        "due_on": _l("end"),
        "seats": _l("seats"),
    },
    "fee": {"fee": _l("fee")},
    "place": {"place": _l("place")},
    "people": {"supervisor_id": _l("supervisor")},
    "selection": {"selection": _l("how seats fill"), "apply_by": _l("last day to claim or apply")},
    "legal": {"exclusions_at": _l("what this project is not")},
}
"""What may not stay empty, by step, and what it is called."""


@dataclass(frozen=True)
class Problem:
    """Why a project cannot be sent yet, and at which step that is put right."""

    step: str
    text: str


def problems(project: Project) -> list[Problem]:
    """Everything that keeps the project from being sent; its deliverables must be loaded."""
    rules = policies.current(project.campus_id)
    today = clock.today(project.zone)
    found = [*_unanswered(project), *_hours(project, rules), *_pay(project, rules)]
    found += [*_dates(project, today), *_on_the_way(project), *_where(project), *_choosing(project)]
    return found


def unanswered(project: Project) -> set[str]:
    """The steps where something is not answered."""
    return {problem.step for problem in _unanswered(project)}


def require_in_force(project: Project) -> None:
    """RuleBroken when the employer has no partnership in force with the project's campus."""
    if not partnerships.is_in_force(project.campus_id, project.employer_id):
        raise RuleBroken(_("The employer has no partnership in force with this campus."))


def hour_limits(project: Project, rules: Policy) -> tuple[int, int]:
    """The least and most minutes a project of this format may take."""
    return FORMAT_MINUTES.get(project.format, (rules.minutes_min, rules.minutes_max))


def fee_an_hour(fee: int | None, minutes: int | None) -> int | None:
    """Minor units an hour, rounded down so that nobody is rounded up to the floor."""
    return fee * 60 // minutes if fee is not None and minutes else None


def _unanswered(project: Project) -> Iterator[Problem]:
    for step, names in ANSWERED.items():
        missing = [str(label) for name, label in names.items() if getattr(project, name) in (None, "", [])]
        if missing:
            yield Problem(step, _("Still to answer: %(names)s.", names=", ".join(missing)))


def _hours(project: Project, rules: Policy) -> Iterator[Problem]:
    least, most = hour_limits(project, rules)
    if project.minutes and not least <= project.minutes <= most:
        yield Problem(
            "time",
            _("This format takes between %(least)s and %(most)s hours.", least=_h(least), most=_h(most)),
        )
    if (project.minutes_a_week or 0) > rules.weekly_ceiling:
        yield Problem("time", _("At most %(most)s hours a week are allowed.", most=_h(rules.weekly_ceiling)))
    weeks = weeks_of(project)
    if weeks and weeks > rules.weeks_max:
        yield Problem(
            "time", _("At most %(most)s weeks may lie between start and end.", most=rules.weeks_max)
        )
    if (
        weeks
        and project.minutes
        and project.minutes_a_week
        and project.minutes > weeks * project.minutes_a_week
    ):
        yield Problem("time", _("The end comes too early for these hours at these hours a week."))


def weeks_of(project: Project) -> int | None:
    """Weeks from start to end, begun ones counted whole."""
    if not (project.starts_on and project.due_on):
        return None
    return -(-((project.due_on - project.starts_on).days + 1) // 7)


def _pay(project: Project, rules: Policy) -> Iterator[Problem]:
    rate = fee_an_hour(project.fee, project.minutes)
    if rate is not None and rate < rules.fee_floor:
        floor = _money(rules.fee_floor, project.currency)
        yield Problem(
            "fee", _("The fee comes to less than %(floor)s an hour, the floor of this campus.", floor=floor)
        )


def _dates(project: Project, today: date) -> Iterator[Problem]:
    if project.apply_by and project.apply_by < today:
        yield Problem("selection", _("The last day to apply has passed."))
    if project.starts_on and project.starts_on < today:
        yield Problem("time", _("The start has passed."))
    if project.apply_by and project.starts_on and project.apply_by > project.starts_on:
        yield Problem("selection", _("The last day to apply comes after the start."))
    if project.decide_by and project.starts_on and project.decide_by > project.starts_on:
        yield Problem("selection", _("The decision comes after the start."))
    if project.decide_by and project.apply_by and project.decide_by < project.apply_by:
        yield Problem("selection", _("The decision comes before the last day to apply."))


def _on_the_way(project: Project) -> Iterator[Problem]:
    if project.starts_on and project.due_on:
        outside = [m for m in project.milestones if not project.starts_on <= m.due_on <= project.due_on]
        if outside:
            yield Problem("time", _("Each date on the way lies between start and end."))


def _where(project: Project) -> Iterator[Problem]:
    if project.place in (Place.HYBRID, Place.ONSITE) and not project.address:
        yield Problem("place", _("Say where the student comes to."))


def _choosing(project: Project) -> Iterator[Problem]:
    if project.selection is Selection.APPLY and not project.decide_by:
        yield Problem("selection", _("Say by when you decide between the applications."))
    if any(not deliverable.criterion for deliverable in project.deliverables):
        yield Problem("deliverables", _("Each deliverable needs words for when it is good enough."))


def _money(minor: int, currency: str) -> str:
    """Minor units in the campus's language, without a fraction where there is none."""
    amount = Decimal(minor).scaleb(-get_currency_precision(currency))
    told = format_currency(amount, currency, locale=get_locale())
    return told.removesuffix(".00")


def _h(minutes: int) -> str:
    """Minutes as hours, without a fraction where there is none."""
    return f"{minutes / 60:g}"
