"""Remembering: one append-only row per decision, in the transaction of the decision itself."""

import hashlib
import json
import secrets
from typing import Any

from sqlalchemy import select

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
    detail = _detail(by, note, before or {}, after or {})
    entry = HistoryEntry(
        at=clock.now(),
        actor_kind=by.kind,
        actor_id=by.user_id or by.request_id,
        request_id=request_facts()["request_id"],
        action=action,
        subject=record.__tablename__,
        subject_id=record.id,
        campus_id=_campus_id(record) or by.campus_id,
        employer_id=getattr(record, "employer_id", None),
        changed=sorted({*detail.before, *detail.after}),
        detail_hash=_hash(detail),
        detail=detail,
    )
    db.session.add(entry)
    return entry


def _campus_id(record: Any) -> int | None:
    """Whose office shall read of it. A mailed link knows its campus only by its placement."""
    if not isinstance(record, EvaluationRequest):
        return getattr(record, "campus_id", None)
    of_placement = select(Placement.campus_id).join(Evaluation, Evaluation.placement_id == Placement.id)
    return db.session.scalar(of_placement.where(Evaluation.id == record.evaluation_id))


def _detail(by: Actor, note: str, before: dict, after: dict) -> HistoryDetail:
    label = f"{by.label} ({by.on_behalf_of})" if by.on_behalf_of else by.label
    return HistoryDetail(
        salt=secrets.token_hex(16),
        actor_label=label,
        ip=request_facts()["ip"],
        note=note,
        before=before,
        after=after,
    )


def _hash(detail: HistoryDetail) -> str:
    """SHA-256 over the salted detail, so that erasing it later leaves the entry provable."""
    told = [detail.salt, detail.actor_label, detail.ip, detail.note, detail.before, detail.after]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
