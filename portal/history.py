"""Remembering: one append-only row per decision, in the transaction of the decision itself."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import JSON, ColumnElement, Integer, column, func, insert, literal, select
from sqlalchemy.types import TypeEngine

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.logs import request_facts
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.history import HistoryDetail, HistoryEntry
from portal.models.placements import Placement

SPELLED = json.JSONEncoder(sort_keys=True, default=str)
"""How a detail is written for its hash."""


def remember(
    record: Any,
    action: str,
    by: Actor,
    note: str = "",
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> HistoryEntry:
    """Keep who did `action` to `record` (a model instance); before and after are plain JSON values."""
    db.session.flush()
    told = {**_detail(by, note), "before": before or {}, "after": after or {}}
    campus_id, employer_id = _campus_id(record) or by.campus_id, getattr(record, "employer_id", None)
    about = _entry(by, action) | _proof(told) | {"campus_id": campus_id, "employer_id": employer_id}
    entry = HistoryEntry(
        **about, subject=record.__tablename__, subject_id=record.id, detail=HistoryDetail(**told)
    )
    db.session.add(entry)
    return entry


def remember_each(model: Any, action: str, by: Actor, changes: Iterable[tuple[int, dict, dict]]) -> None:
    """As `remember`, for many records of a model: (id, before, after) of each, which is there once."""
    db.session.flush()
    changes, said = iter(changes), _detail(by, "")
    same = {**_entry(by, action), "subject": model.__tablename__, "campus_id": by.campus_id}
    while some := list(islice(changes, 1000)):
        ids = _next_ids(len(some))
        lines = _lines([_line(number, said, *change) for number, change in zip(ids, some, strict=True)])
        _fill(HistoryEntry, lines, ("id", "subject_id", "changed", "detail_hash"), same)
        kept = {name: said[name] for name in ("actor_label", "ip", "note")}
        _fill(HistoryDetail, lines, ("entry_id", "salt", "before", "after"), kept)


def _line(number: int, said: dict, subject_id: int, before: dict, after: dict) -> dict[str, Any]:
    """What one entry and its detail do not share with the others."""
    told = {"salt": _salt(), "before": before, "after": after}
    return {"id": number, "entry_id": number, "subject_id": subject_id} | told | _proof(said | told)


def _lines(rows: list[dict]) -> ColumnElement:
    """The rows as one value that the database takes apart, in a fraction of what a row at a time takes."""
    each = func.json_each if db.engine.dialect.name == "sqlite" else func.json_array_elements
    return each(literal(rows, JSON)).table_valued(column("value", JSON)).c.value


def _fill(model: Any, lines: ColumnElement, names: Sequence[str], same: dict[str, Any]) -> None:
    """Insert a row of the model a line: `names` are its own, the rest is the same for all."""
    columns = model.__table__.c
    own = [_read(lines[name], columns[name].type) for name in names]
    shared = [literal(value, columns[name].type) for name, value in same.items()]
    db.session.execute(insert(model).from_select([*names, *same], select(*own, *shared)))


def _read(value: Any, kind: TypeEngine) -> ColumnElement:
    """A part of a line, as its column takes it."""
    if isinstance(kind, JSON):
        return value
    return value.as_integer() if isinstance(kind, Integer) else value.as_string()


def _next_ids(many: int) -> Sequence[int]:
    """So many ids for entries; asked for at once, as to be told them row by row takes as long as the rest.

    On SQLite nobody else writes meanwhile, and no entry is ever deleted.
    """
    if db.engine.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(HistoryEntry.__tablename__, "id")
        each = func.generate_series(1, many).table_valued("number")
        return db.session.scalars(select(func.nextval(sequence)).select_from(each)).all()
    last = db.session.scalar(select(func.max(HistoryEntry.id))) or 0
    return range(last + 1, last + many + 1)


def _entry(by: Actor, action: str) -> dict[str, Any]:
    """What an entry says, but for what it is about and what changed."""
    return {
        "at": clock.now(),
        "actor_kind": by.kind,
        "actor_id": by.user_id or by.request_id,
        "request_id": request_facts()["request_id"],
        "action": action,
    }


def _proof(detail: dict) -> dict[str, Any]:
    """Which fields changed, and the hash of how."""
    return {"changed": sorted({*detail["before"], *detail["after"]}), "detail_hash": _hash(detail)}


def happened(record: Any, action: str, *, within: timedelta) -> bool:
    """Whether it was done to the record so lately."""
    lately = select(HistoryEntry.id).where(
        HistoryEntry.subject == record.__tablename__,
        HistoryEntry.subject_id == record.id,
        HistoryEntry.action == action,
        HistoryEntry.at > clock.now() - within,
    )
    return db.session.scalar(lately.limit(1)) is not None


def _campus_id(record: Any) -> int | None:
    """Whose office shall read of it. A mailed link knows its campus only by its placement."""
    if not isinstance(record, EvaluationRequest):
        return getattr(record, "campus_id", None)
    of_placement = select(Placement.campus_id).join(Evaluation, Evaluation.placement_id == Placement.id)
    return db.session.scalar(of_placement.where(Evaluation.id == record.evaluation_id))


def _detail(by: Actor, note: str) -> dict[str, Any]:
    return {
        "salt": _salt(),
        "actor_label": f"{by.label} ({by.on_behalf_of})" if by.on_behalf_of else by.label,
        "ip": request_facts()["ip"],
        "note": note,
    }


def _salt() -> str:
    return secrets.token_hex(16)


def _hash(detail: dict[str, Any]) -> str:
    """SHA-256 over the salted detail, so that erasing it later leaves the entry provable."""
    told = [detail[name] for name in ("salt", "actor_label", "ip", "note", "before", "after")]
    return hashlib.sha256(SPELLED.encode(told).encode()).hexdigest()
