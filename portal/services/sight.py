"""Finding records through the person: a stranger's id and an unknown one are the same NotFound."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, false
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.database import db
from portal.errors import NotFound

NOTHING = false()


def one(statement: Select, values: Mapping[str, Any] | None = None) -> Any:
    """The one entity the statement finds, collections included; NotFound otherwise."""
    return there(db.session.scalars(statement, values).unique().one_or_none())


def there(record: Any) -> Any:
    """The record that was looked for; NotFound when there is none."""
    if record is None:
        raise NotFound
    return record


def rows(statement: Select | CompoundSelect, values: Mapping[str, Any] | None = None) -> Sequence[Row]:
    """The columns the statement selects, as named rows."""
    return db.session.execute(statement, values).all()


def through(table: dict, actor: Actor) -> ColumnElement[bool]:
    """The condition for the actor's role; a role that is not in the table sees nothing."""
    see = table.get(actor.role)
    return see(actor) if see else NOTHING
