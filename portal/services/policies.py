"""A campus's policy numbers: versioned, and what was agreed keeps the version it was agreed under."""

from dataclasses import asdict, dataclass, fields

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import PolicyVersion


@dataclass(frozen=True)
class Policy:
    """The numbers of product.md's policy: minutes, days, counts, minor currency units an hour."""

    minutes_min: int = 600
    minutes_max: int = 2400
    weeks_min: int = 1
    weeks_max: int = 12
    fee_floor: int = 1500
    weekly_ceiling: int = 2400
    hold_minutes: int = 15
    offer_days: int = 3
    proposal_days: int = 5
    answer_days: int = 7
    remind_days: int = 3
    review_days: int = 3
    revisions: int = 2
    silent_days: int = 5
    live_claims: int = 3
    placements_at_once: int = 2
    graduate_months: int = 12
    link_days: int = 60
    first_window_hours: int = 48
    reflection_required: bool = True
    single_officer: bool = False
    terms_version: str = "2026-1"
    id: int | None = None
    """The stored version these numbers are, for what must remember what it agreed to."""


NAMES = tuple(f.name for f in fields(Policy) if f.name != "id")


def current(campus_id: int) -> Policy:
    """The numbers in force at a campus now."""
    version = db.session.scalars(_newest(campus_id)).first()
    return _read(version) if version else Policy()


def stored(version_id: int | None) -> Policy:
    """The numbers of one kept version; the defaults for none."""
    version = db.session.get(PolicyVersion, version_id) if version_id else None
    return _read(version) if version else Policy()


def adopt(campus_id: int, policy: Policy, *, by: Actor) -> PolicyVersion:
    """Add a version that is in force from now on. RuleBroken when a lower bound passes its upper one."""
    if policy.minutes_min > policy.minutes_max or policy.weeks_min > policy.weeks_max:
        raise RuleBroken(_("A lower limit cannot be above its upper limit."))
    number = db.session.scalar(
        select(func.coalesce(func.max(PolicyVersion.number), 0)).where(PolicyVersion.campus_id == campus_id)
    )
    numbers = {name: asdict(policy)[name] for name in NAMES}
    version = PolicyVersion(
        campus_id=campus_id, number=(number or 0) + 1, numbers=numbers, created_by=by.label
    )
    db.session.add(version)
    remember(version, "adopt", by, after=numbers)
    return version


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
