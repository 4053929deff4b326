"""Which partnerships somebody may see, and which are in force."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, exists, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.database import db
from portal.models.campuses import Campus
from portal.models.employers import Employer, Partnership
from portal.services.sight import one, rows, through
from portal.vocabulary import PartnershipStatus as S
from portal.vocabulary import Role

SIGHT = {
    Role.STAFF: lambda actor: Partnership.campus_id == actor.campus_id,
    Role.CONTACT: lambda actor: or_(
        Partnership.employer_id == actor.employer_id, Partnership.applicant_id == actor.contact_id
    ),
}
"""A newcomer acts for no employer yet, and sees what they applied for."""


def sight(actor: Actor) -> ColumnElement[bool]:
    """The condition under which the actor may see a partnership."""
    return through(SIGHT, actor)


def get(actor: Actor, partnership_id: int) -> Partnership:
    """The partnership with its employer, campus and applicant; NotFound when it is not theirs."""
    return one(
        select(Partnership)
        .where(sight(actor), Partnership.id == partnership_id)
        .options(
            joinedload(Partnership.employer),
            joinedload(Partnership.campus),
            joinedload(Partnership.applicant),
        )
    )


def listing(actor: Actor) -> Sequence[Row]:
    """(id, status, status_at, applied_at, campus_id, campus, employer_id, employer), newest first."""
    return rows(
        select(
            Partnership.id,
            Partnership.status,
            Partnership.status_at,
            Partnership.applied_at,
            Partnership.campus_id,
            Campus.name.label("campus"),
            Partnership.employer_id,
            Employer.name.label("employer"),
        )
        .join(Campus, Campus.id == Partnership.campus_id)
        .join(Employer, Employer.id == Partnership.employer_id)
        .where(sight(actor))
        .order_by(Partnership.id.desc())
    )


def named(actor: Actor, *more: Any) -> Select:
    """Select (id, employer, status, ...) of the partnerships that the actor may see."""
    columns = (Partnership.id, Employer.name.label("employer"), Partnership.status, *more)
    return select(*columns).join(Employer, Employer.id == Partnership.employer_id).where(sight(actor))


def in_force(campus_id, employer_id) -> ColumnElement[bool]:
    """The condition that a campus and an employer (columns or ids) have a partnership in force."""
    return exists().where(
        Partnership.campus_id == campus_id,
        Partnership.employer_id == employer_id,
        Partnership.status == S.APPROVED,
    )


def is_in_force(campus_id: int, employer_id: int) -> bool:
    return bool(db.session.scalar(select(in_force(campus_id, employer_id))))


def campuses_in_force(actor: Actor) -> Sequence[Row]:
    """(id, name, zone, currency) of the campuses where the actor's employer may post now."""
    return rows(
        select(Campus.id, Campus.name, Campus.zone, Campus.currency)
        .join(Partnership, Partnership.campus_id == Campus.id)
        .where(sight(actor), Partnership.status == S.APPROVED)
        .order_by(Campus.name)
    )


def reference(partnership_id: int) -> str:
    """What people quote on the telephone."""
    return f"PA-{partnership_id:05d}"
