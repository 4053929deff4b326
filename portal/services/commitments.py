"""What a student does beside placements. They enter it for their own week; nobody else reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.commitments import Commitment
from portal.policy import require
from portal.services.sight import one, through
from portal.vocabulary import CommitmentKind, Role

MOST = 20
WEEK = 168 * 60


@dataclass(frozen=True)
class Told:
    """What the student enters; `until_on` is None for what goes on."""

    kind: CommitmentKind
    label: str
    minutes_a_week: int
    from_on: date
    until_on: date | None


SIGHT = {Role.STUDENT: lambda actor: Commitment.student_id == actor.user_id}


def sight(actor: Actor) -> ColumnElement[bool]:
    """The commitments this person may see: their own."""
    return through(SIGHT, actor) & Commitment.removed_at.is_(None)


def get(actor: Actor, commitment_id: int) -> Commitment:
    return one(select(Commitment).where(sight(actor), Commitment.id == commitment_id))


def mine(actor: Actor) -> Sequence[Commitment]:
    """The student's own that are not over, by their first day."""
    today = clock.now().date()
    ahead = or_(Commitment.until_on.is_(None), Commitment.until_on >= today)
    found = select(Commitment).where(sight(actor), ahead)
    return db.session.scalars(found.order_by(Commitment.from_on, Commitment.id)).all()


def add(told: Told, *, by: Actor) -> Commitment:
    """Enter one more. RuleBroken when it cannot be, or for the twenty-first."""
    _check(told)
    if _count(by) >= MOST:
        raise RuleBroken(_("You have entered %(most)s already. Remove one that is over.", most=MOST))
    made = Commitment(student_id=by.user_id, campus_id=by.campus_id, **vars(told))
    require(by, "commitment.edit", made)
    db.session.add(made)
    _remember(made, "add", by)
    return made


def change(commitment: Commitment, told: Told, *, by: Actor) -> None:
    """Say it otherwise; RuleBroken when it cannot be."""
    require(by, "commitment.edit", commitment)
    _check(told)
    for name, value in vars(told).items():
        setattr(commitment, name, value)
    _remember(commitment, "edit", by)


def remove(commitment: Commitment, *, by: Actor) -> None:
    """Take it off the week."""
    require(by, "commitment.edit", commitment)
    commitment.removed_at = clock.now()
    _remember(commitment, "withdraw", by)


def _remember(commitment: Commitment, verb: str, by: Actor) -> None:
    """That something was entered, never what: the office reads the trail."""
    remember(commitment, verb, by)


def _check(told: Told) -> None:
    if not 0 < told.minutes_a_week <= WEEK:
        raise RuleBroken(_("A week has 168 hours; enter between none and all of them."))
    if told.until_on and told.until_on < told.from_on:
        raise RuleBroken(_("It cannot end before it begins."))


def _count(by: Actor) -> int:
    return db.session.scalar(select(func.count(Commitment.id)).where(sight(by))) or 0
