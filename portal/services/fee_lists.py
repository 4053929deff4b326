"""The office's list of fees that are not settled: what is late, waits for the student, or is disputed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.models.employers import Employer
from portal.models.people import User
from portal.models.placements import Fee, Placement
from portal.models.projects import Project
from portal.services.placement_sight import sight
from portal.services.sight import rows
from portal.vocabulary import FeeStatus as S
from portal.vocabulary import stages

PAGE = 50
KINDS = {
    "late": _l("Late"),
    "due": _l("Due"),
    "reported": _l("To be confirmed"),
    "disputed": _l("Disputed"),
}


@dataclass(frozen=True)
class Found:
    """A page of fees, each with the days it is late, and the id after which the next page begins."""

    rows: list[tuple[Any, int]]
    more: int | None = None


def kind_is(kind: str, today: date) -> ColumnElement[bool]:
    """Fees of one kind, as a condition; `today` at the office."""
    return {
        "late": Fee.status.in_(stages.PAYABLE) & (Fee.due_on < today),
        "due": Fee.status.in_(stages.PAYABLE) & (Fee.due_on >= today),
        "reported": Fee.status == S.REPORTED_PAID,
        "disputed": Fee.status == S.DISPUTED,
    }[kind]


def counts(actor: Actor, zone: str) -> dict[str, int]:
    """{kind: how many} of the actor's placements, in one statement."""
    today = clock.today(zone)
    columns = [func.count().filter(kind_is(kind, today)).label(kind) for kind in KINDS]
    found = rows(select(*columns).select_from(Fee).join(Fee.placement).where(sight(actor)))
    return dict(found[0]._mapping)


def listing(actor: Actor, kind: str, zone: str, after: int | None = None) -> Found:
    """What is due first comes first.

    Rows: id (of the placement), fee_id, title, student, employer, amount, currency, due_on, paid_on, reference.
    """
    today = clock.today(zone)
    statement = _columns().where(sight(actor), kind_is(kind, today))
    if after:
        last = select(Fee.due_on).where(Fee.id == after).scalar_subquery()
        statement = statement.where(tuple_(Fee.due_on, Fee.id) > tuple_(last, after))
    found = rows(statement.order_by(Fee.due_on, Fee.id).limit(PAGE + 1))
    shown = [(row, days_late(row, today)) for row in found[:PAGE]]
    return Found(shown, found[PAGE - 1].fee_id if len(found) > PAGE else None)


def days_late(row: Row, today: date) -> int:
    """Days since it was due; none where it still is to come."""
    return max(0, (today - row.due_on).days) if row.due_on else 0


def _columns():
    return (
        select(
            Placement.id,
            Fee.id.label("fee_id"),
            Project.title,
            User.name.label("student"),
            Employer.name.label("employer"),
            Fee.amount,
            Fee.currency,
            Fee.due_on,
            Fee.paid_on,
            Fee.reference,
        )
        .select_from(Fee)
        .join(Fee.placement)
        .join(Project, Project.id == Placement.project_id)
        .join(User, User.id == Placement.student_id)
        .join(Employer, Employer.id == Placement.employer_id)
    )
