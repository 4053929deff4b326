"""S5: a student's hours a week against the campus's ceiling and their own, in one rule for every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.campuses import Campus
from portal.models.placements import Placement
from portal.models.students import Student
from portal.services import loads, policies
from portal.services.loads import Load
from portal.services.policies import Policy
from portal.vocabulary import Taken

LEAST, LONGEST = 8, 16
NAMED = 4
"""So many weeks, and loads of a week, are named one by one; more are told together."""


@dataclass(frozen=True)
class Week:
    """One week from its Monday: each load's part in it, in minutes."""

    monday: date
    parts: tuple[tuple[Load, int], ...]

    @property
    def total(self) -> int:
        return sum(minutes for _load, minutes in self.parts)

    def of(self, kind: Taken) -> int:
        """Minutes that go to one kind of load."""
        return sum(minutes for load, minutes in self.parts if load.kind is kind)


@dataclass(frozen=True)
class Verdict:
    """What speaks against more hours, in sentences for the student: what refuses, and what only warns."""

    refused: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    """The weeks ahead as the student's page shows them; ceilings in minutes a week."""

    weeks: list[Week]
    loads: Sequence[Load]
    policy: Policy
    own: int | None

    @property
    def ceiling(self) -> int:
        return ceiling(self.own, self.policy)

    @property
    def over(self) -> list[Week]:
        """The weeks above the ceiling."""
        return [one for one in self.weeks if one.total > self.ceiling]


def picture(actor: Actor) -> Picture:
    """The student's weeks from this one on, to the end of what is promised; eight at least, sixteen at most."""
    found, policy = loads.of_student(actor.user_id), policies.current(actor.campus_id or 0)
    zone = db.session.scalar(select(Campus.zone).where(Campus.id == actor.campus_id)) or "UTC"
    first = loads.monday_of(clock.today(zone))
    last = max((load.ends_on for load in found if load.ends_on), default=first)
    ahead = min(max(len(loads.weeks(first, max(first, last))), LEAST), LONGEST)
    mondays = [first + number * loads.WEEK for number in range(ahead)]
    own = own_ceiling(actor.user_id or 0, actor.campus_id or 0)
    return Picture([week(found, monday) for monday in mondays], found, policy, own)


def week(found: Sequence[Load], monday: date) -> Week:
    """What takes hours in that week; what takes none is left out."""
    parts = ((load, load.in_week(monday)) for load in found)
    return Week(monday, tuple((load, minutes) for load, minutes in parts if minutes))


def above(found: Sequence[Load], wanted: Load, ceiling: int) -> list[Week]:
    """The weeks in which `wanted` would bring everything together above the ceiling (minutes)."""
    together = [*besides(found, wanted), wanted]
    # Most people have room whatever the weeks are: the office's list asks this of everybody at a campus.
    if sum(load.most_in_week for load in together) <= ceiling:
        return []
    weeks = [week(together, monday) for monday in wanted.mondays()]
    return [one for one in weeks if one.total > ceiling and any(load is wanted for load, _ in one.parts)]


def free(found: Sequence[Load], wanted: Load, ceiling: int) -> int:
    """Minutes a week that are free in every week that `wanted` touches."""
    others = besides(found, wanted)
    return max(0, min(ceiling - week(others, monday).total for monday in wanted.mondays()))


def besides(found: Sequence[Load], wanted: Load) -> list[Load]:
    """Everything but a seat on the same project, and the very placement that would change."""
    same = (wanted.kind, wanted.record_id)
    return [
        load
        for load in found
        if (load.kind, load.record_id) != same
        and not (load.kind is Taken.SEAT and load.project_id == wanted.project_id)
    ]


def ceiling(own: int | None, policy: Policy) -> int:
    """The lower of the campus's ceiling and the student's own, in minutes a week."""
    return min(own or policy.weekly_ceiling, policy.weekly_ceiling)


def judge(found: Sequence[Load], own: int | None, policy: Policy, wanted: Load) -> Verdict:
    """Weigh `wanted` against both ceilings. The student's own only warns: it is theirs to pass."""
    most = policy.weekly_ceiling
    if over := above(found, wanted, most):
        told = [f"{_told(over, wanted)} {_('The most at your campus is %(most)s.', most=hours(most))}"]
        return Verdict(refused=told) if policy.ceiling_refuses else Verdict(warned=told)
    if own and (over := above(found, wanted, own)):
        told = [f"{_told(over, wanted)} {_('You set yourself at most %(most)s.', most=hours(own))}"]
        return Verdict(warned=told)
    return Verdict()


def room(found: Sequence[Load], own: int | None, policy: Policy, wanted: Load) -> str:
    """The free hours beside those asked, and nothing of what takes the others: for everybody but the student."""
    return _(
        "Hours a week free while it runs: %(free)s. It takes %(asked)s.",
        free=hours(free(found, wanted, ceiling(own, policy))),
        asked=hours(peak(wanted)),
    )


def peak(wanted: Load) -> int:
    """The most minutes that it takes in any week."""
    return max(wanted.in_week(monday) for monday in wanted.mondays())


def of_change(placement: Placement, starts_on: date, due_on: date, minutes: int) -> Verdict:
    """Weigh other dates or hours of a placement that runs; its words are for the student alone."""
    policy = policies.current(placement.campus_id)
    wanted = Load(
        Taken.PLACEMENT, placement.id, placement.project_id, "", starts_on, due_on, minutes, a_week=None
    )
    found = loads.of_student(placement.student_id)
    return judge(found, own_ceiling(placement.student_id, placement.campus_id), policy, wanted)


def refuse(verdict: Verdict) -> None:
    """RuleBroken when the campus refuses it."""
    if verdict.refused:
        raise RuleBroken(" ".join(verdict.refused))


def own_ceiling(user_id: int, campus_id: int) -> int | None:
    """The student's own ceiling in minutes a week; None when they set none."""
    mine = select(Student.ceiling_minutes).where(Student.user_id == user_id, Student.campus_id == campus_id)
    return db.session.scalar(mine)


def _told(over: Sequence[Week], wanted: Load) -> str:
    """Which weeks, and what fills the fullest of them."""
    fullest = max(over, key=lambda one: one.total)
    said = {"day": _day(fullest.monday), "sum": hours(fullest.total), "parts": _parts(fullest, wanted)}
    if len(over) == 1:
        return _("The week of %(day)s would hold %(sum)s hours: %(parts)s.", **said)
    return _(
        "Too full: %(weeks)s. The week of %(day)s would hold %(sum)s hours: %(parts)s.",
        weeks=_weeks(over),
        **said,
    )


def _weeks(over: Sequence[Week]) -> str:
    days = [_day(one.monday) for one in over]
    if len(days) <= NAMED:
        return _("the weeks of %(days)s", days=", ".join(days))
    return _n(
        "%(num)s week from %(first)s to %(last)s",
        "%(num)s weeks from %(first)s to %(last)s",
        len(days),
        first=days[0],
        last=days[-1],
    )


def _parts(full: Week, wanted: Load) -> str:
    """ "Classes 16, Map the footpaths 10, this 20": what takes most, then the others together, then this."""
    others = sorted((part for part in full.parts if part[0] is not wanted), key=lambda part: -part[1])
    told = [(load.title, minutes) for load, minutes in others[:NAMED]]
    if rest := sum(minutes for _load, minutes in others[NAMED:]):
        told.append((_("everything else"), rest))
    told += [(_("this"), minutes) for load, minutes in full.parts if load is wanted]
    return ", ".join(f"{title} {hours(minutes)}" for title, minutes in told)


def _day(value: date) -> str:
    return format_skeleton("MMMd", value, locale=get_locale())


def hours(minutes: Any) -> str:
    """Minutes as hours, without a fraction where there is none."""
    return f"{minutes / 60:.1f}".removesuffix(".0")
