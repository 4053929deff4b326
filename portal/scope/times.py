"""Hours, dates, and the days between them."""

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from portal.scope.formats import SHAPES, limits
from portal.scope.rule import Rule, Values, error, warning, when
from portal.scope.told import day, hours
from portal.scope.view import View


def _out_of_bounds(view: View) -> Iterator[Values]:
    least, most = limits(view.format, view.bounds.minutes_min, view.bounds.minutes_max)
    if view.minutes and not least <= view.minutes <= most:
        yield {
            "hours": hours(view.minutes),
            "format": view.format.label,
            "least": hours(least),
            "most": hours(most),
        }


def _too_many_a_week(view: View) -> Iterator[Values]:
    if (view.minutes_a_week or 0) > view.bounds.weekly_ceiling:
        yield {"most": hours(view.bounds.weekly_ceiling)}


def _too_many_weeks(view: View) -> Iterator[Values]:
    if view.weeks and view.weeks > view.bounds.weeks_max:
        yield {"most": view.bounds.weeks_max}


def _too_few_weeks(view: View) -> Iterator[Values]:
    if view.weeks and view.weeks < view.bounds.weeks_min:
        yield {"least": view.bounds.weeks_min}


def _too_early(view: View) -> Iterator[Values]:
    if not (view.starts_on and view.weeks and view.minutes and view.minutes_a_week):
        return
    need = -(-view.minutes // view.minutes_a_week)
    if need > view.weeks and need < 1000:
        earliest = view.starts_on + timedelta(weeks=need - 1)
        yield {
            "weekly": hours(view.minutes_a_week),
            "hours": hours(view.minutes),
            "day": day(earliest),
        }


def _longer_than_format(view: View) -> Iterator[Values]:
    most = SHAPES[view.format].days
    if most and view.starts_on and view.due_on and (view.due_on - view.starts_on).days >= most:
        yield {"format": view.format.label, "days": most}


def _outside(view: View) -> Iterator[Values]:
    if not (view.starts_on and view.due_on):
        return
    for line, stop in enumerate(view.milestones):
        if not view.starts_on <= stop.due_on <= view.due_on:
            yield {"line": line, "name": stop.name}


RULES: tuple[Rule, ...] = (
    error(
        "hours.bounds",
        "time",
        "minutes",
        _l("The format “%(format)s” takes between %(least)s and %(most)s hours; this says %(hours)s."),
        _out_of_bounds,
    ),
    error(
        "hours.week",
        "time",
        "minutes_a_week",
        _l("At most %(most)s hours a week are allowed."),
        _too_many_a_week,
    ),
    error(
        "weeks.most",
        "time",
        "due_on",
        _l("At most %(most)s weeks may lie between start and end."),
        _too_many_weeks,
    ),
    error(
        "weeks.least",
        "time",
        "due_on",
        _l("At least %(least)s weeks lie between start and end at this campus."),
        _too_few_weeks,
    ),
    error(
        "due.early",
        "time",
        "due_on",
        _l("At %(weekly)s hours a week, %(hours)s hours end on %(day)s at the earliest."),
        _too_early,
    ),
    warning(
        "format.weeks",
        "time",
        "due_on",
        _l("Projects of the format “%(format)s” usually end within %(days)s days."),
        _longer_than_format,
    ),
    error(
        "start.passed",
        "time",
        "starts_on",
        _l("The start has passed."),
        when(lambda view: view.starts_on and view.starts_on < view.today),
    ),
    error(
        "milestone.outside",
        "time",
        "reached_{line}",
        _l("“%(name)s” does not lie between start and end."),
        _outside,
    ),
    error(
        "apply.passed",
        "selection",
        "apply_by",
        _l("The last day to apply has passed."),
        when(lambda view: view.apply_by and view.apply_by < view.today),
    ),
    error(
        "apply.late",
        "selection",
        "apply_by",
        _l("The last day to apply comes after the start."),
        when(lambda view: view.apply_by and view.starts_on and view.apply_by > view.starts_on),
    ),
    error(
        "decide.late",
        "selection",
        "decide_by",
        _l("The decision comes after the start."),
        when(lambda view: view.decide_by and view.starts_on and view.decide_by > view.starts_on),
    ),
    error(
        "decide.early",
        "selection",
        "decide_by",
        _l("The decision comes before the last day to apply."),
        when(lambda view: view.decide_by and view.apply_by and view.decide_by < view.apply_by),
    ),
)
