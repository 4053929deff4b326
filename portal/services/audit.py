"""The audit trail: who did what to what, when and from where, newest first. Read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row, Select, select, true
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.history import HistoryDetail, HistoryEntry
from portal.services.sight import rows, through
from portal.vocabulary import Role

PAGE = 20
SIGHT = {
    Role.STAFF: lambda actor: HistoryEntry.campus_id == actor.campus_id,
    Role.ADMIN: lambda actor: true(),
}


@dataclass(frozen=True)
class Filters:
    """What is looked for; days are of the zone, both included."""

    who: str = ""
    action: str = ""
    subject: str = ""
    subject_id: int | None = None
    employer_id: int | None = None
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"


@dataclass(frozen=True)
class Page:
    """Entries, and the id to go on before (None at the end)."""

    entries: Sequence[Row]
    older: int | None


def sight(actor: Actor) -> ColumnElement[bool]:
    """Staff see their campus's entries, administrators all."""
    return through(SIGHT, actor)


def listing(actor: Actor, filters: Filters, before: int | None = None) -> Page:
    """Twenty entries older than `before`: id, at, action, subject, subject_id, who, kind, ip, note, before, after."""
    query = matching(actor, columns(), filters).order_by(HistoryEntry.id.desc()).limit(PAGE + 1)
    if before is not None:
        query = query.where(HistoryEntry.id < before)
    found = rows(query)
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def columns() -> Select:
    return select(
        HistoryEntry.id,
        HistoryEntry.at,
        HistoryEntry.action,
        HistoryEntry.subject,
        HistoryEntry.subject_id,
        HistoryEntry.actor_kind,
        HistoryEntry.changed,
        HistoryEntry.request_id,
        HistoryDetail.actor_label,
        HistoryDetail.ip,
        HistoryDetail.note,
        HistoryDetail.before,
        HistoryDetail.after,
    ).outerjoin(HistoryDetail, HistoryDetail.entry_id == HistoryEntry.id)


def matching(actor: Actor, query: Select, filters: Filters) -> Select:
    """The query, narrowed to what the actor may see and looks for."""
    return query.where(sight(actor), *conditions(filters))


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    asked = (
        (filters.who, HistoryDetail.actor_label.icontains(filters.who, autoescape=True)),
        (filters.action, HistoryEntry.action == filters.action),
        (filters.subject, HistoryEntry.subject == filters.subject),
        (filters.subject_id, HistoryEntry.subject_id == filters.subject_id),
        (filters.employer_id, HistoryEntry.employer_id == filters.employer_id),
    )
    found = [condition for wanted, condition in asked if wanted]
    if filters.since:
        found.append(HistoryEntry.at >= clock.end_of_day(filters.since - timedelta(days=1), filters.zone))
    if filters.until:
        found.append(HistoryEntry.at < clock.end_of_day(filters.until, filters.zone))
    return found


def words(actor: Actor) -> tuple[list[str], list[str]]:
    """The (actions, subjects) that occur, for the filters' choices."""
    return values(actor, HistoryEntry.action), values(actor, HistoryEntry.subject)


def values(actor: Actor, column) -> list[str]:
    return list(db.session.scalars(select(column).where(sight(actor)).distinct().order_by(column)))


def changes(entry: Row) -> list[tuple[str, object, object]]:
    """(field, before, after) of one entry; nothing once its details were erased."""
    before, after = entry.before or {}, entry.after or {}
    return [(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]
