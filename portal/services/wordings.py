"""A campus's own words, one numbered version after another; what was agreed under one keeps it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, func, select

from portal.actor import Actor
from portal.database import db, read_once
from portal.errors import RuleBroken, StaleEdit
from portal.history import remember
from portal.models.campuses import Campus, FormVersion
from portal.policy import require
from portal.services.sight import one, rows

EVALUATION, REFLECTION, LETTERS = "evaluation", "reflection", "letters"
TERMS, DECLINE, BRANDING, DESIGN = "terms", "decline", "branding", "design"
KINDS = (EVALUATION, REFLECTION, LETTERS, TERMS, DECLINE, BRANDING, DESIGN)

Definition = dict[str, Any]


def newest(campus_id: int, kind: str) -> FormVersion | None:
    """The version in force; None while the campus uses the portal's own words."""
    return db.session.scalars(_of(campus_id, kind).order_by(FormVersion.number.desc()).limit(1)).first()


def in_force(campus_id: int, kind: str, when: datetime | None) -> FormVersion | None:
    """The version that was in force at a moment; None before the first one."""
    then = _of(campus_id, kind).where(FormVersion.created_at <= when)
    return db.session.scalars(then.order_by(FormVersion.number.desc()).limit(1)).first() if when else None


def kept(version_id: int | None) -> FormVersion | None:
    """A version as somebody was asked with it, read once in a transaction; None for the portal's own."""
    notes = read_once(FormVersion)
    if version_id and version_id not in notes:
        notes[version_id] = db.session.get(FormVersion, version_id)
    return notes[version_id] if version_id else None


def get(campus_id: int, version_id: int) -> FormVersion:
    """One version of this campus; NotFound for another's."""
    return one(select(FormVersion).where(FormVersion.campus_id == campus_id, FormVersion.id == version_id))


def before(version: FormVersion) -> FormVersion | None:
    """The version that this one replaced."""
    return db.session.scalar(
        _of(version.campus_id, version.kind).where(FormVersion.number == version.number - 1)
    )


def listing(campus_id: int) -> Sequence[Row]:
    """(id, kind, number, created_at, created_by) of every version, newest first."""
    found = select(
        FormVersion.id, FormVersion.kind, FormVersion.number, FormVersion.created_at, FormVersion.created_by
    )
    return rows(found.where(FormVersion.campus_id == campus_id).order_by(FormVersion.id.desc()))


def number(campus_id: int, kind: str) -> int:
    """How many versions there are; what a page was made from, to notice that somebody was faster."""
    found = select(func.max(FormVersion.number)).where(
        FormVersion.campus_id == campus_id, FormVersion.kind == kind
    )
    return db.session.scalar(found) or 0


def adopt(
    campus_id: int, kind: str, definition: Definition, *, by: Actor, seen: int | None = None
) -> FormVersion:
    """Add a version in force from now on.

    RuleBroken when nothing would change, StaleEdit when `seen` is not the newest number any more.
    """
    version = FormVersion(campus_id=campus_id, kind=kind, definition=definition, created_by=by.label)
    require(by, "policy.adopt", version)
    queue_up(campus_id)
    last = newest(campus_id, kind)
    refuse_stale(last.number if last else 0, seen)
    found = changes(last.definition if last else {}, definition)
    if not found:
        raise RuleBroken(_("Nothing was changed."))
    version.number = last.number + 1 if last else 1
    db.session.add(version)
    told = {".".join(path): (old, new) for path, old, new in found}
    remember(
        version,
        "adopt",
        by,
        before={name: old for name, (old, _new) in told.items()},
        after={name: new for name, (_old, new) in told.items()},
    )
    return version


def queue_up(campus_id: int) -> None:
    """One change of a campus's policy or words at a time, so that numbers follow each other."""
    db.session.execute(select(Campus.id).where(Campus.id == campus_id).with_for_update())


def refuse_stale(newest_number: int, seen: int | None) -> None:
    if seen is not None and seen != newest_number:
        raise StaleEdit(_("Somebody else changed this while you were writing. Look at it again."))


def changes(old: Definition, new: Definition) -> list[tuple[tuple[str, ...], Any, Any]]:
    """(path, before, after) of every text that differs; an empty text and none at all are the same."""
    was, now = dict(_flat(old)), dict(_flat(new))
    every = list(dict.fromkeys([*now, *was]))
    return [(path, was.get(path), now.get(path)) for path in every if _differ(was.get(path), now.get(path))]


def _differ(old: Any, new: Any) -> bool:
    return old != new and not (old in ("", None) and new in ("", None))


def _flat(value: Any, path: tuple[str, ...] = ()):
    """Each text with the way to it; of a list, by the entry's key or its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, (*path, str(name)))
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            own = inner.get("key") if isinstance(inner, dict) else None
            yield from _flat(inner, (*path, str(own or place)))
    elif path and path[-1] != "key":
        yield path, value


def _of(campus_id: int, kind: str):
    return select(FormVersion).where(FormVersion.campus_id == campus_id, FormVersion.kind == kind)
