"""Reminders about fees: to who pays on the day and after it, to who was paid while they have not confirmed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs
from portal.database import db
from portal.models.placements import Fee
from portal.services import fees, placement_letters
from portal.vocabulary import FeeStatus as S
from portal.vocabulary import stages

AFTER_DUE = tuple(timedelta(days=days) for days in (0, 7, 21))
AFTER_REPORT = tuple(timedelta(days=days) for days in (3, 10))
BATCH = 200


@jobs.periodic
def remind_due() -> int:
    """On the day a fee is due, a week and three weeks later; how many letters."""
    today = clock.today("UTC")
    late = [and_(Fee.reminders == told, Fee.due_on <= today - after) for told, after in enumerate(AFTER_DUE)]
    found = _found(Fee.status.in_(stages.PAYABLE), or_(*late))
    return sum(_remind(fee, _days(fee, fee.due_on), AFTER_DUE) for fee in found)


@jobs.periodic
def remind_to_confirm() -> int:
    """Three and ten days after a fee was reported as paid; how many letters."""
    now = clock.now()
    old = [
        and_(Fee.reminders == told, Fee.status_at <= now - after) for told, after in enumerate(AFTER_REPORT)
    ]
    found = _found(Fee.status == S.REPORTED_PAID, or_(*old))
    return sum(_remind(fee, now - fee.status_at, AFTER_REPORT) for fee in found)


def _found(*which: ColumnElement[bool]) -> Sequence[Fee]:
    statement = select(Fee).where(*which).options(joinedload(Fee.placement)).order_by(Fee.id).limit(BATCH)
    return db.session.scalars(statement).all()


def _days(fee: Fee, since: date | None) -> timedelta:
    """Days that are over where the placement is; a day may still be to come there."""
    return clock.today(fee.placement.zone) - since if since else -AFTER_DUE[1]


def _remind(fee: Fee, over: timedelta, stages: Sequence[Any]) -> bool:
    """One letter, however many days went by unnoticed; says whether one was due."""
    reached = sum(over >= after for after in stages)
    if reached <= fee.reminders:
        return False
    fee.reminders = reached
    if fee.status is S.REPORTED_PAID:
        placement_letters.to_student("fee-confirm-reminder", fee.placement)
    else:
        fees.to_payer("fee-due-reminder", fee, fee.placement)
    return True
