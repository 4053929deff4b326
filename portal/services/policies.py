"""A campus's policy numbers: versioned, and what was agreed keeps the version it was agreed under."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, func, select

from portal.actor import Actor
from portal.database import db, read_once
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import PolicyVersion
from portal.policy import require
from portal.services import wordings
from portal.services.sight import one, rows
from portal.vocabulary import Assurance


@dataclass(frozen=True)
class Policy:
    """The numbers of product.md's policy: minutes, days, counts, minor currency units an hour; a word or two."""

    minutes_min: int = 600
    minutes_max: int = 2400
    weeks_min: int = 1
    weeks_max: int = 12
    fee_floor: int = 1500
    weekly_ceiling: int = 2400
    ceiling_refuses: bool = True
    hold_minutes: int = 15
    offer_days: int = 3
    proposal_days: int = 5
    answer_days: int = 7
    remind_days: int = 3
    review_days: int = 3
    revisions: int = 2
    silent_days: int = 5
    nudge_days: int = 1
    live_claims: int = 3
    placements_at_once: int = 2
    graduate_months: int = 12
    link_days: int = 60
    link_assurance: str = Assurance.LINK.value
    evaluation_first_days: int = 3
    evaluation_second_days: int = 7
    evaluation_last_days: int = 14
    first_window_hours: int = 48
    draw_hours: int = 72
    reflection_required: bool = True
    before_required: bool = False
    halfway_required: bool = False
    rating_start_required: bool = False
    rating_close_required: bool = False
    single_officer: bool = False
    second_officer: bool = False
    terms_version: str = "2026-1"
    id: int | None = None
    """The stored version these numbers are, for what must remember what it agreed to."""


NAMES = tuple(f.name for f in fields(Policy) if f.name != "id")


def current(campus_id: int) -> Policy:
    """The numbers in force at a campus now; a page that asks several times reads them once."""
    notes = read_once(Policy)
    if campus_id not in notes:
        version = db.session.scalars(_newest(campus_id)).first()
        notes[campus_id] = _read(version) if version else Policy()
        notes["versions", notes[campus_id].id] = notes[campus_id]
    return notes[campus_id]


def stored(version_id: int | None) -> Policy:
    """The numbers of one kept version; the defaults for none."""
    notes = read_once(Policy)
    if ("versions", version_id) not in notes:
        version = db.session.get(PolicyVersion, version_id) if version_id else None
        notes["versions", version_id] = _read(version) if version else Policy()
    return notes["versions", version_id]


def adopt(campus_id: int, policy: Policy, *, by: Actor, seen: int | None = None) -> PolicyVersion:
    """Add a version that is in force from now on.

    RuleBroken when a lower bound passes its upper one, StaleEdit when `seen` is not the newest number.
    """
    if policy.minutes_min > policy.minutes_max or policy.weeks_min > policy.weeks_max:
        raise RuleBroken(_("A lower limit cannot be above its upper limit."))
    told = asdict(policy)
    numbers = {name: told[name] for name in NAMES}
    version = PolicyVersion(campus_id=campus_id, numbers=numbers, created_by=by.label)
    require(by, "policy.adopt", version)
    wordings.queue_up(campus_id)
    last = number(campus_id)
    wordings.refuse_stale(last, seen)
    read_once(Policy).clear()
    version.number = last + 1
    changed = changes(current(campus_id), policy) if last else []
    db.session.add(version)
    read_once(Policy).clear()
    after = {name: new for name, _old, new in changed} if last else numbers
    remember(version, "adopt", by, before={name: old for name, old, _new in changed}, after=after)
    return version


def number(campus_id: int) -> int:
    """How many versions there are: what a page was made from."""
    found = select(func.max(PolicyVersion.number)).where(PolicyVersion.campus_id == campus_id)
    return db.session.scalar(found) or 0


def changes(old: Policy, new: Policy) -> list[tuple[str, Any, Any]]:
    """(name, before, after) of every number that differs."""
    return [
        (name, getattr(old, name), getattr(new, name))
        for name in NAMES
        if getattr(old, name) != getattr(new, name)
    ]


def listing(campus_id: int) -> Sequence[Row]:
    """(id, number, created_at, created_by) of every version, newest first."""
    found = select(PolicyVersion.id, PolicyVersion.number, PolicyVersion.created_at, PolicyVersion.created_by)
    return rows(found.where(PolicyVersion.campus_id == campus_id).order_by(PolicyVersion.number.desc()))


def get(campus_id: int, version_id: int) -> PolicyVersion:
    """One version of this campus; NotFound for another's."""
    return one(
        select(PolicyVersion).where(PolicyVersion.campus_id == campus_id, PolicyVersion.id == version_id)
    )


def introduced(version: PolicyVersion) -> list[tuple[str, Any, Any]]:
    """What a version changed of the one before, or of the portal's defaults."""
    earlier = select(PolicyVersion).where(
        PolicyVersion.campus_id == version.campus_id, PolicyVersion.number == version.number - 1
    )
    last = db.session.scalar(earlier)
    return changes(_read(last) if last else Policy(), _read(version))


def _newest(campus_id: int):
    return (
        select(PolicyVersion)
        .where(PolicyVersion.campus_id == campus_id)
        .order_by(PolicyVersion.number.desc())
        .limit(1)
    )


def _read(version: PolicyVersion) -> Policy:
    known = {name: value for name, value in version.numbers.items() if name in NAMES}
    return Policy(**known, id=version.id)
