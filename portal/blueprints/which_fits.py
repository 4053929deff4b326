"""V4: “Which fits me?”: micro-internship, internship and entry job side by side, with the campus's numbers."""

from flask import Blueprint, g, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.blueprints.door import actor, public
from portal.blueprints.standing import stand_at
from portal.display import hours, money
from portal.services import campuses, policies
from portal.services.policies import Policy
from portal.vocabulary import Role

bp = Blueprint("which_fits", __name__)


@bp.get("/which-fits")
@public
def home():
    """With the numbers of the reader's campus, or of the only one; else with the usual ones."""
    if g.get("campus"):
        return page(campuses.get(g.campus.id))
    found = campuses.listing()
    return page(campuses.get(found[0].id) if len(found) == 1 else None)


@bp.get("/c/<slug>/which-fits")
@public
def campus(slug: str):
    return page(campuses.by_slug(slug))


def page(chosen):
    """The three, and where to go on from here."""
    if chosen:
        stand_at(chosen)
    numbers = policies.current(chosen.id) if chosen else Policy()
    return render_template(
        "public/which_fits.html",
        campus=chosen,
        ways=ways(numbers, chosen),
        student=actor().role is Role.STUDENT,
    )


ABOUT = ("duration", "commitment", "scope", "pay", "access")


def ways(numbers: Policy, chosen) -> list[dict]:
    """Each way with a name, whom it suits, and a sentence on each thing compared."""
    return [
        {"key": "micro", "icon": "clock", "name": _("Micro-internship"), **micro(numbers, chosen)},
        {"key": "intern", "icon": "users", "name": _("Internship"), **internship()},
        {"key": "job", "icon": "briefcase", "name": _("Entry job"), **job()},
    ]


def micro(numbers: Policy, chosen) -> dict:
    return {
        "suits": _("Good when you want to try a field, or need a first piece of work to show."),
        "big": _("%(least)s to %(most)s", least=numbers.minutes_min // 60, most=hours(numbers.minutes_max)),
        "duration": _weeks(numbers),
        "commitment": _(
            "A few hours a week beside your studies. All you have running may come to %(most)s a week.",
            most=hours(numbers.weekly_ceiling),
        ),
        "scope": _(
            "One project: named results, each with the words by which it is judged, and a supervisor."
        ),
        "pay": _pay(numbers, chosen),
        "access": _access(numbers, chosen),
    }


def _weeks(numbers: Policy) -> str:
    return ngettext(
        "In %(least)s to %(num)s week, with an end that is fixed before you start.",
        "In %(least)s to %(num)s weeks, with an end that is fixed before you start.",
        numbers.weeks_max,
        least=numbers.weeks_min,
    )


def _pay(numbers: Policy, chosen) -> str:
    if not chosen:
        return _("One fixed fee, agreed before you start, with the day it falls due.")
    return _(
        "One fixed fee, at least %(floor)s an hour, agreed before you start, with the day it falls due.",
        floor=money(numbers.fee_floor, chosen.currency),
    )


def _access(numbers: Policy, chosen) -> str:
    whom = chosen.name if chosen else _("your campus")
    return ngettext(
        "Only for students of %(whom)s, and graduates for %(num)s month. Claim a seat, or apply with one profile.",
        "Only for students of %(whom)s, and graduates for %(num)s months. Claim a seat, or apply with one profile.",
        numbers.graduate_months,
        whom=whom,
    )


def internship() -> dict:
    return {
        "suits": _("Good when you know the field, and have a summer or a term for it."),
        "big": _("8 to 12 weeks"),
        "duration": _("Usually a summer or a term, sometimes half a year."),
        "commitment": _("Usually 20 to 40 hours a week, on the employer's timetable."),
        "scope": _("A place in a team: several tasks, some of them learned on the way."),
        "pay": _("By the hour or the month. Some pay nothing: ask before you apply."),
        "access": _("Open to anybody. Resume, letter and interviews, often months ahead."),
    }


def job() -> dict:
    return {
        "suits": _("Good when you have finished, or are about to, and know what you want."),
        "big": _("A year and more"),
        "duration": _("Without an end, or for a fixed year or two."),
        "commitment": _("Full time, or a fixed part of it."),
        "scope": _("A standing role that grows: you answer for a part of the work."),
        "pay": _("A salary under a contract of employment."),
        "access": _("Open to anybody. Many ask for experience, which the other two give."),
    }
