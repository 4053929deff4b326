"""How far each person has read: what is new to them, by placement. The office reads as one desk."""

from contextlib import suppress
from typing import Any

from sqlalchemy import ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.database import aside, db
from portal.models.messages import Message, MessageReading, OfficeCall
from portal.models.placements import Placement
from portal.services.placement_sight import sight
from portal.services.sight import through
from portal.vocabulary import Role, Side
from portal.writers import DatabaseBusy

SIDES = {Role.STUDENT: Side.STUDENT, Role.CONTACT: Side.EMPLOYER, Role.STAFF: Side.OFFICE}


def _read_by(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        MessageReading.placement_id == Placement.id, MessageReading.user_id == actor.user_id
    )


MINE = {
    Role.STUDENT: sight,
    Role.CONTACT: lambda actor: and_(
        sight(actor), or_(Placement.supervisor_id == actor.contact_id, _read_by(actor))
    ),
    Role.STAFF: lambda actor: and_(
        sight(actor), Placement.id.in_(select(OfficeCall.placement_id)), Message.side != Side.OFFICE
    ),
}
"""Whose threads are news to somebody: a colleague's only once they have opened it, the office's once it was called."""


def unread(actor: Actor) -> dict[int, int]:
    """How many messages are new to this person, by the placement's id; one statement."""
    mine = MessageReading.side == Side.OFFICE
    if actor.role is not Role.STAFF:
        mine = MessageReading.user_id == actor.user_id
    counted = (
        select(Message.placement_id, func.count())
        .join(Placement, Placement.id == Message.placement_id)
        .where(through(MINE, actor), Message.author_id != actor.user_id)
        .where(Message.id > func.coalesce(_last(Message.placement_id, mine), 0))
    )
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(Message.placement_id))}


def read_until(placement_id: int, *, user_id: int | None = None, side: Side | None = None) -> int:
    """The id of the last message that a person, or anybody of a side, has read; 0 for none."""
    whose = MessageReading.side == side if side else MessageReading.user_id == user_id
    return db.session.scalar(select(func.coalesce(_last(placement_id, whose), 0)))


def read_by(actor: Actor, placement_id: int) -> int:
    """As `read_until`, for whoever asks; the office counts as one."""
    side = Side.OFFICE if actor.role is Role.STAFF else None
    return read_until(placement_id, user_id=actor.user_id, side=side)


def _last(placement_id: Any, whose: ColumnElement[bool]) -> ScalarSelect:
    return (
        select(func.max(MessageReading.message_id))
        .where(MessageReading.placement_id == placement_id, whose)
        .scalar_subquery()
    )


def looked(placement_id: int, by: Actor, message_id: int) -> None:
    """Remember that they saw everything up to a message; in a short transaction of its own, or not at all."""
    with suppress(DatabaseBusy), aside(write=True, patience=0.5) as connection:
        connection.execute(_noting(placement_id, by, message_id))


def wrote(placement_id: int, by: Actor, message_id: int) -> None:
    """As `looked`, within the transaction of their own message."""
    db.session.execute(_noting(placement_id, by, message_id))


def _noting(placement_id: int, by: Actor, message_id: int):
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = {
        "placement_id": placement_id,
        "user_id": by.user_id,
        "side": SIDES[by.role],
        "message_id": message_id,
        "at": clock.now(),
    }
    newer = MessageReading.message_id < message_id
    changes = {"message_id": message_id, "at": row["at"]}
    return (
        insert(MessageReading)
        .values(row)
        .on_conflict_do_update(index_elements=["placement_id", "user_id"], set_=changes, where=newer)
    )
