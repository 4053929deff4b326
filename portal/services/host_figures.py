"""What students as a whole say of a host: from three reviews on, never one of them alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, func, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.campuses import Campus
from portal.models.employers import Partnership
from portal.models.host_reviews import HostReview
from portal.services.sight import rows
from portal.vocabulary import CommentStatus, HostAnswer, HostAspect

LEAST = 3
"""Students. Below so many nobody but the office reads any of it, or a single student could be told from it."""
COMMENTS = 20
COUNTED = (HostAnswer.YES, HostAnswer.PARTLY, HostAnswer.NO)
SPRING, SUMMER = 5, 8


@dataclass(frozen=True)
class Figures:
    """`lines`: each aspect with how many said yes, partly and no; `comments`: (text, term), newest first."""

    count: int
    lines: list[tuple[HostAspect, tuple[int, int, int]]]
    comments: list[tuple[str, str]]


@dataclass(frozen=True)
class Summary:
    """What the office's memory of an employer keeps, however few there are."""

    count: int
    good: int
    """Answers of yes in a hundred of those given."""
    unsafe: int


def of(campus_id: int | None, employer_id: int) -> Figures | None:
    """What students of a campus say of an employer; None while they are fewer than three, however many reviews."""
    students, count, lines = _counted(campus_id, employer_id)
    if students < LEAST:
        return None
    return Figures(count, lines, _comments(campus_id, employer_id))


def summary(campus_id: int, employer_id: int) -> Summary:
    _students, count, lines = _counted(campus_id, employer_id)
    yes, said = sum(line[0] for _aspect, line in lines), sum(sum(line) for _aspect, line in lines)
    unsafe = next(line[2] for aspect, line in lines if aspect is HostAspect.SAFE)
    return Summary(count, round(100 * yes / said) if said else 0, unsafe)


def mine(actor: Actor) -> list[tuple[str, Figures | None]]:
    """(campus, figures) for each campus the actor's employer ever worked with: the same as its students read."""
    worked = (
        select(Campus.id, Campus.name)
        .join(Partnership, Partnership.campus_id == Campus.id)
        .where(Partnership.employer_id == (actor.employer_id or 0), Partnership.approved_at.is_not(None))
        .distinct()
        .order_by(Campus.name)
    )
    return [(row.name, of(row.id, actor.employer_id or 0)) for row in rows(worked)]


def _counted(campus_id: int | None, employer_id: int) -> tuple[int, int, list]:
    """How many students, how many reviews, and the answers to each question."""
    columns = [_count(aspect, answer) for aspect in HostAspect for answer in COUNTED]
    whole = (func.count(HostReview.student_id.distinct()), func.count())
    found = db.session.execute(_about(select(*whole, *columns), campus_id, employer_id)).one()
    numbers: Sequence[int] = found[2:]
    size = len(COUNTED)
    return (
        found[0],
        found[1],
        [
            (aspect, tuple(numbers[place * size : (place + 1) * size]))
            for place, aspect in enumerate(HostAspect)
        ],
    )


def _count(aspect: HostAspect, answer: HostAnswer) -> Any:
    return func.count().filter(getattr(HostReview, aspect.value) == answer)


def _comments(campus_id: int | None, employer_id: int) -> list[tuple[str, str]]:
    shown = _about(select(HostReview.comment, HostReview.sent_at), campus_id, employer_id)
    found: Sequence[Row] = rows(
        shown.where(HostReview.status == CommentStatus.SHOWN).order_by(HostReview.id.desc()).limit(COMMENTS)
    )
    return [(row.comment, term(row.sent_at)) for row in found]


def _about(statement: Any, campus_id: int | None, employer_id: int) -> Any:
    return statement.select_from(HostReview).where(
        HostReview.campus_id == campus_id, HostReview.employer_id == employer_id
    )


def term(moment: datetime) -> str:
    """The part of the year, so that a comment does not name its author by its date."""
    day = clock.day_of(moment, "UTC")
    if day.month <= SPRING:
        return _("Spring %(year)s", year=day.year)
    return _("Summer %(year)s", year=day.year) if day.month <= SUMMER else _("Autumn %(year)s", year=day.year)
