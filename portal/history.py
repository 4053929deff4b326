"""Remembering: one append-only row per decision, in the transaction of the decision itself."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.logs import request_facts
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.history import HistoryDetail, HistoryEntry
from portal.models.placements import Placement


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
    told = _detail(by, note, before or {}, after or {})
    campus_id, employer_id = _campus_id(record) or by.campus_id, getattr(record, "employer_id", None)
    about = _entry(by, action, told) | {"campus_id": campus_id, "employer_id": employer_id}
    entry = HistoryEntry(
        **about, subject=record.__tablename__, subject_id=record.id, detail=HistoryDetail(**told)
    )
    db.session.add(entry)
    return entry


def remember_each(model: Any, action: str, by: Actor, changes: Iterable[tuple[int, dict, dict]]) -> None:
    """As `remember`, for many records of a model: (id, before, after) of each, which is there once."""
    db.session.flush()
    changes = iter(changes)
    while some := list(islice(changes, 1000)):
        told = {id_: _detail(by, "", before, after) for id_, before, after in some}
        subject = {"subject": model.__tablename__, "campus_id": by.campus_id}
        entries = [_entry(by, action, detail) | subject | {"subject_id": id_} for id_, detail in told.items()]
        written = db.session.execute(
            insert(HistoryEntry).returning(HistoryEntry.id, HistoryEntry.subject_id), entries
        )
        details = [{"entry_id": row.id, **told[row.subject_id]} for row in written]
        db.session.execute(insert(HistoryDetail), details)


def _entry(by: Actor, action: str, detail: dict) -> dict[str, Any]:
    """What an entry says, but for what it is about."""
    return {
        "at": clock.now(),
        "actor_kind": by.kind,
        "actor_id": by.user_id or by.request_id,
        "request_id": request_facts()["request_id"],
        "action": action,
        "changed": sorted({*detail["before"], *detail["after"]}),
        "detail_hash": _hash(detail),
    }


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


def _detail(by: Actor, note: str, before: dict, after: dict) -> dict[str, Any]:
    return {
        "salt": secrets.token_hex(16),
        "actor_label": f"{by.label} ({by.on_behalf_of})" if by.on_behalf_of else by.label,
        "ip": request_facts()["ip"],
        "note": note,
        "before": before,
        "after": after,
    }


def _hash(detail: dict[str, Any]) -> str:
    """SHA-256 over the salted detail, so that erasing it later leaves the entry provable."""
    told = [detail[name] for name in ("salt", "actor_label", "ip", "note", "before", "after")]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
