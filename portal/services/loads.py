"""What takes a student's hours, week by week: placements, seats kept for them, other commitments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Integer, Select, and_, case, cast, literal, null, or_, select, union_all

from portal import clock
from portal.models.claims import Claim
from portal.models.commitments import Commitment
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services.sight import rows
from portal.vocabulary import CommitmentKind, Taken, stages

WEEK = timedelta(days=7)
Ids = Sequence[int] | Select
LATELY = timedelta(days=14)
"""Commitments that ended before are not read: no week that is still ahead touches them."""


@dataclass(frozen=True)
class Load:
    """Hours over some days: `minutes` in all, spread evenly, or `a_week` where that is what was promised."""

    kind: Taken
    record_id: int
    project_id: int | None
    title: str
    starts_on: date
    ends_on: date | None
    minutes: int
    a_week: int | None

    @property
    def days(self) -> int | None:
        """How many days it lasts, first and last included; None for one that goes on."""
        return None if self.ends_on is None else (self.ends_on - self.starts_on).days + 1

    @property
    def most_in_week(self) -> int:
        """What no week of it can pass."""
        amount, over = self._pace()
        return -(-amount * 7 // over) if over > 7 else amount

    def in_week(self, monday: date) -> int:
        """Minutes in the week that begins that Monday; over all weeks they add up to what was agreed."""
        first, last = max(monday, self.starts_on), monday + timedelta(days=6)
        last = min(last, self.ends_on) if self.ends_on else last
        if last < first:
            return 0
        before, until = (first - self.starts_on).days, (last - self.starts_on).days + 1
        amount, over = self._pace()
        return amount * until // over - amount * before // over

    def _pace(self) -> tuple[int, int]:
        """(minutes, in how many days)."""
        if self.a_week:
            return self.a_week, min(7, self.days or 7)
        return self.minutes, self.days or 7

    def mondays(self, most: int = 60) -> list[date]:
        """The Mondays of the weeks it touches, at most so many."""
        end = self.ends_on or self.starts_on + most * WEEK
        return weeks(self.starts_on, end)[:most]


def monday_of(day: date) -> date:
    """The first day of the ISO week that a day is in."""
    return day - timedelta(days=day.weekday())


def weeks(first: date, last: date) -> list[date]:
    """The Mondays of the weeks from one day to another."""
    monday = monday_of(first)
    return [monday + number * WEEK for number in range((monday_of(last) - monday).days // 7 + 1)]


def of_project(project: Any) -> Load:
    """What a project would take."""
    return Load(
        Taken.SEAT,
        0,
        project.id,
        project.title,
        project.starts_on,
        project.due_on,
        project.minutes,
        project.minutes_a_week,
    )


def of_student(user_id: int | None) -> tuple[Load, ...]:
    """All that takes one student's hours now or later, soonest first."""
    return of_students([user_id or 0]).get(user_id or 0, ())


def of_students(ids: Ids) -> dict[int, tuple[Load, ...]]:
    """The same for several (their ids, or a select of them), in one statement; none of whom nothing is known."""
    found = rows(union_all(_placements(ids), _seats(ids), _commitments(ids)).order_by("starts_on", "id"))
    gathered: dict[int, list[Load]] = {}
    for row in found:
        gathered.setdefault(row.student_id, []).append(_load(row))
    return {number: tuple(loads) for number, loads in gathered.items()}


def _load(row: Any) -> Load:
    title = row.title or str(CommitmentKind(row.sort).label)
    return Load(
        Taken(row.kind), row.id, row.project_id, title, row.starts_on, row.ends_on, row.minutes, row.a_week
    )


def _placements(ids: Ids):
    """A promise by the week holds as long as hours and dates are those it was made for."""
    promised = and_(
        Placement.minutes == Project.minutes,
        Placement.starts_on == Project.starts_on,
        Placement.due_on == Project.due_on,
    )
    return (
        select(
            literal(Taken.PLACEMENT.value).label("kind"),
            Placement.student_id.label("student_id"),
            Placement.id.label("id"),
            Placement.project_id.label("project_id"),
            Project.title.label("title"),
            literal("").label("sort"),
            Placement.starts_on.label("starts_on"),
            Placement.due_on.label("ends_on"),
            Placement.minutes.label("minutes"),
            case((promised, Project.minutes_a_week)).label("a_week"),
        )
        .join(Project, Project.id == Placement.project_id)
        .where(Placement.student_id.in_(ids), Placement.status.in_(stages.RUNNING))
    )


def _seats(ids: Ids):
    return (
        select(
            literal(Taken.SEAT.value),
            Claim.student_id,
            Claim.id,
            Claim.project_id,
            Project.title,
            literal(""),
            Project.starts_on,
            Project.due_on,
            Project.minutes,
            Project.minutes_a_week,
        )
        .join(Project, Project.id == Claim.project_id)
        .where(Claim.student_id.in_(ids), Claim.status.in_(stages.ON_OFFER), Claim.until_at > clock.now())
    )


def _commitments(ids: Ids):
    lately = (clock.now() - LATELY).date()
    return select(
        literal(Taken.COMMITMENT.value),
        Commitment.student_id,
        Commitment.id,
        cast(null(), Integer),
        Commitment.label,
        Commitment.kind,
        Commitment.from_on,
        Commitment.until_on,
        Commitment.minutes_a_week,
        Commitment.minutes_a_week,
    ).where(
        Commitment.student_id.in_(ids),
        Commitment.removed_at.is_(None),
        or_(Commitment.until_on.is_(None), Commitment.until_on >= lately),
    )
