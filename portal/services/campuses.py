"""Campuses: making one, finding one, and which campus an e-mail address belongs to."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Row, select

from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus, CampusDomain
from portal.services import policies
from portal.services.sight import one, rows

LIVE = Campus.archived_at.is_(None)


def listing() -> Sequence[Row]:
    """(id, slug, name, university, office) of every campus, by name."""
    return rows(
        select(Campus.id, Campus.slug, Campus.name, Campus.university, Campus.office)
        .where(LIVE)
        .order_by(Campus.name)
    )


def get(campus_id: int) -> Campus:
    return one(select(Campus).where(LIVE, Campus.id == campus_id))


def by_slug(slug: str) -> Campus:
    return one(select(Campus).where(LIVE, Campus.slug == slug))


def of_email(email: str) -> int | None:
    """The id of the campus whose domain the address is under, or None."""
    domain = email.rpartition("@")[2].lower()
    return db.session.scalar(select(CampusDomain.campus_id).where(CampusDomain.domain == domain))


def create(details: dict, domains: Sequence[str], *, by: Actor) -> Campus:
    """Add a campus (column values) with its e-mail domains and the default policy."""
    if db.session.scalar(select(Campus.id).where(Campus.slug == details["slug"])):
        raise RuleBroken(_("Another campus already has this address."))
    campus = Campus(**details, domains=[CampusDomain(domain=domain.lower()) for domain in domains])
    db.session.add(campus)
    db.session.flush()
    policies.adopt(campus.id, policies.Policy(), by=by)
    remember(campus, "create", by, after={"name": campus.name})
    return campus
