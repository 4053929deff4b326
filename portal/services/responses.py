"""The response clock: how often and how fast employers answer applications, for everybody to see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy import and_, func, or_, select

from portal import clock
from portal.models.claims import Claim
from portal.models.projects import Project
from portal.services.sight import rows
from portal.vocabulary import ClaimStatus

WINDOW = timedelta(days=365)
DAY = 24 * 60


@dataclass(frozen=True)
class Record:
    """What became of an employer's applications within a year; `median` in minutes, None without an answer."""

    answered: int = 0
    silent: int = 0
    median: int | None = None

    @property
    def due(self) -> int:
        """How many an answer was due on."""
        return self.answered + self.silent

    @property
    def line(self) -> str:
        """The record in one sentence."""
        if not self.due:
            return _("Has had no application to answer yet.")
        if self.median is None:
            return _n(
                "Left %(num)s application unanswered.", "Left %(num)s applications unanswered.", self.due
            )
        return _(
            "Answered %(answered)s of %(due)s, usually %(pace)s.",
            answered=self.answered,
            due=self.due,
            pace=self.pace,
        )

    @property
    def pace(self) -> str:
        """How long an answer usually takes, in words."""
        if self.median is None:
            return ""
        days = ceil(self.median / DAY)
        return _n("within a day", "within %(num)s days", max(1, days))


NOTHING = Record()


def answered(claim: Claim) -> None:
    """Stop the clock of an application: its employer offered a seat or said no. The first answer counts."""
    if claim.answered_in is None:
        claim.answered_in = (clock.now() - claim.created_at) // timedelta(minutes=1)


def of_employers(campus_id: int | None, employer_ids: Collection[int]) -> dict[int, Record]:
    """The records of these employers with one campus, in one statement; none for who never had to answer."""
    place = _ranked(campus_id, employer_ids).subquery()
    middle = and_(place.c.place * 2 >= place.c.answered, place.c.place * 2 <= place.c.answered + 2)
    counted = (
        select(
            place.c.employer_id,
            place.c.answered,
            place.c.due,
            func.avg(place.c.answered_in).filter(middle).label("median"),
        )
        .group_by(place.c.employer_id, place.c.answered, place.c.due)
        .where(place.c.due > 0)
    )
    return {row.employer_id: _record(row) for row in rows(counted)}


def of_employer(campus_id: int | None, employer_id: int) -> Record:
    """The record of one employer with one campus."""
    return of_employers(campus_id, [employer_id]).get(employer_id, NOTHING)


def _record(row) -> Record:
    return Record(row.answered, row.due - row.answered, None if row.median is None else round(row.median))


def _ranked(campus_id: int | None, employer_ids: Collection[int]):
    """Each application that was answered or left, with its place by speed among its employer's."""
    whose = Project.employer_id
    over = or_(Claim.answered_in.is_not(None), Claim.status == ClaimStatus.AUTO_CLOSED)
    order = (Claim.answered_in.is_(None), Claim.answered_in, Claim.id)
    return (
        select(
            Project.employer_id,
            Claim.answered_in,
            func.row_number().over(partition_by=whose, order_by=order).label("place"),
            func.count(Claim.answered_in).over(partition_by=whose).label("answered"),
            func.count().over(partition_by=whose).label("due"),
        )
        .join(Project, Project.id == Claim.project_id)
        .where(
            Claim.campus_id == campus_id,
            Project.employer_id.in_(employer_ids),
            Claim.created_at > clock.now() - WINDOW,
            over,
        )
    )
