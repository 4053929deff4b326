"""The holding bin: what was vetted about an employer changes only once an office has looked at it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.employers import Partnership
from portal.models.vetting import EmployerChange
from portal.services import letters
from portal.services.sight import one, rows, through
from portal.vocabulary import ChangeStatus as S
from portal.vocabulary import PartnershipStatus, Role
from portal.workflow import Step, Workflow

LIFECYCLE = Workflow(
    "employer_change",
    Step("accept", {S.WAITING}, S.ACCEPTED, _l("Accept")),
    Step("decline", {S.WAITING}, S.DECLINED, _l("Decline"), needs_note=True),
    Step("withdraw", {S.WAITING}, S.WITHDRAWN, _l("Take the change back")),
)
LABELS = {
    "name": _l("Name"),
    "legal_name": _l("Legal name"),
    "registration": _l("Registration number"),
    "website": _l("Website"),
    "domain": _l("Domain"),
    "address": _l("Address"),
}
"""What was vetted, in the order it is shown."""
LIVE = (
    PartnershipStatus.APPLIED,
    PartnershipStatus.IN_REVIEW,
    PartnershipStatus.CHANGES_REQUESTED,
    PartnershipStatus.SUSPENDED,
)


@dataclass(frozen=True)
class Difference:
    """One value as it stands and as it would be."""

    label: str
    before: str
    after: str


def _of_employer(*conditions: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Is there such a partnership of the change's employer?"""
    there = aliased(Partnership)
    same = there.employer_id == EmployerChange.employer_id
    return exists().where(same, *(condition(there) for condition in conditions))


def _in_force(there) -> ColumnElement[bool]:
    return there.status == PartnershipStatus.APPROVED


def _live(there) -> ColumnElement[bool]:
    return there.status.in_(LIVE)


def _deciding(actor: Actor) -> ColumnElement[bool]:
    """An office with a partnership in force; while nobody has one, an office with a live one."""

    def here(there) -> ColumnElement[bool]:
        return there.campus_id == actor.campus_id

    return or_(_of_employer(here, _in_force), and_(_of_employer(here, _live), ~_of_employer(_in_force)))


SIGHT = {Role.STAFF: _deciding}


def sight(actor: Actor) -> ColumnElement[bool]:
    return through(SIGHT, actor)


def get(actor: Actor, change_id: int) -> EmployerChange:
    """The change with its employer; NotFound when it is not theirs to decide."""
    change = one(
        select(EmployerChange)
        .where(sight(actor), EmployerChange.id == change_id)
        .options(joinedload(EmployerChange.employer))
    )
    change.campus_ids = frozenset(offices(change.employer_id))
    return change


def pending(employer_id: int) -> EmployerChange | None:
    """The change of this employer that waits, with its employer."""
    return db.session.scalar(
        select(EmployerChange)
        .where(EmployerChange.employer_id == employer_id, EmployerChange.status == S.WAITING)
        .options(joinedload(EmployerChange.employer))
    )


def latest(employer_id: int) -> Row | None:
    """(status, status_at, answer, decided_by) of the newest change that an office decided on."""
    decided = (EmployerChange.status.in_([S.ACCEPTED, S.DECLINED]), EmployerChange.employer_id == employer_id)
    columns = (
        EmployerChange.status,
        EmployerChange.status_at,
        EmployerChange.answer,
        EmployerChange.decided_by,
    )
    return db.session.execute(
        select(*columns).where(*decided).order_by(EmployerChange.status_at.desc())
    ).first()


def differences(change: EmployerChange) -> list[Difference]:
    """What would change: the live profile beside what was sent."""
    asked = ((name, getattr(change, name)) for name in LABELS)
    return [
        Difference(LABELS[name], getattr(change.employer, name), after)
        for name, after in asked
        if after is not None
    ]


def withdraw(change: EmployerChange, *, by: Actor) -> None:
    """The employer takes its change back; the profile stays as it is."""
    LIFECYCLE.take("withdraw", change, by=by)
    remember(change, "withdraw", by)


def accept(change: EmployerChange, *, by: Actor, note: str = "") -> None:
    """One office's yes changes the profile for every campus; who said it is kept."""
    _decide("accept", change, by, note)
    values = {name: value for name in LABELS if (value := getattr(change, name)) is not None}
    before = {name: getattr(change.employer, name) for name in values}
    for name, value in values.items():
        setattr(change.employer, name, value)
    remember(change, "accept", by, note, before=before, after=values)
    letters.profile_change("change-accepted", change.sent_by_id, by.campus_id)


def decline(change: EmployerChange, *, by: Actor, note: str) -> None:
    """The profile stays as it is; the employer reads why."""
    _decide("decline", change, by, note)
    remember(change, "decline", by, note, after={"status": change.status.value})
    letters.profile_change("change-declined", change.sent_by_id, by.campus_id)


def _decide(verb: str, change: EmployerChange, by: Actor, note: str) -> None:
    LIFECYCLE.take(verb, change, by=by, note=note)
    change.answer, change.decided_by, change.decided_campus_id = note, by.label, by.campus_id


def offices(employer_id: int) -> list[int]:
    """The campuses whose offices decide on this employer's changes."""
    found = rows(
        select(Partnership.campus_id, Partnership.status).where(
            Partnership.employer_id == employer_id,
            Partnership.status.in_([PartnershipStatus.APPROVED, *LIVE]),
        )
    )
    force = [row.campus_id for row in found if row.status is PartnershipStatus.APPROVED]
    return force or [row.campus_id for row in found]
