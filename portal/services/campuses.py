"""Campuses: making one, finding one, and which campus an e-mail address belongs to."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Row, select
from sqlalchemy.orm import selectinload

from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus, CampusDomain
from portal.policy import require
from portal.services import branding, designs, policies
from portal.services.sight import one, rows

LIVE = Campus.archived_at.is_(None)


def listing() -> Sequence[Row]:
    """(id, slug, name, university, office, initials) of every campus, by name."""
    return rows(
        select(Campus.id, Campus.slug, Campus.name, Campus.university, Campus.office, Campus.initials)
        .where(LIVE)
        .order_by(Campus.name)
    )


def get(campus_id: int) -> Campus:
    """The campus with its domains."""
    return one(select(Campus).where(LIVE, Campus.id == campus_id).options(selectinload(Campus.domains)))


def by_slug(slug: str) -> Campus:
    return one(select(Campus).where(LIVE, Campus.slug == slug))


def of_email(email: str) -> int | None:
    """The id of the campus whose domain the address is under, or None."""
    domain = email.rpartition("@")[2].lower()
    return db.session.scalar(select(CampusDomain.campus_id).where(CampusDomain.domain == domain))


def holds(email: str) -> bool:
    """Whether the address is under a campus's domain or below one: whoever has it need not be an employer's."""
    labels = email.rpartition("@")[2].strip().lower().split(".")
    above = [".".join(labels[at:]) for at in range(len(labels))]
    return (
        db.session.scalar(select(CampusDomain.id).where(CampusDomain.domain.in_(above)).limit(1)) is not None
    )


def create(details: dict, domains: Sequence[str], *, by: Actor) -> Campus:
    """Add a campus (column values) with its e-mail domains and the default policy."""
    require(by, "campus.edit", None)
    campus = Campus(**details, domains=[])
    refuse_taken(campus, details["slug"], domains)
    _name(campus, domains)
    db.session.add(campus)
    db.session.flush()
    policies.adopt(campus.id, policies.Policy(), by=by)
    remember(campus, "create", by, after={"name": campus.name})
    return campus


def edit(campus: Campus, details: dict, domains: Sequence[str], *, by: Actor) -> None:
    """Change what the campus is called and which domains are its own. What was issued keeps its words."""
    require(by, "campus.edit", campus)
    refuse_taken(campus, details["slug"], domains)
    before = {name: getattr(campus, name) for name in details if getattr(campus, name) != details[name]}
    for name, value in details.items():
        setattr(campus, name, value)
    _name(campus, domains)
    remember(campus, "edit", by, before=before, after={name: details[name] for name in before})
    branding.keep_up(campus, by=by)
    designs.keep_up(campus, by=by)


def refuse_taken(campus: Campus, slug: str, domains: Sequence[str]) -> None:
    """RuleBroken when another campus has the address or one of the domains."""
    other = Campus.id != (campus.id or 0)
    if db.session.scalar(select(Campus.id).where(other, Campus.slug == slug)):
        raise RuleBroken(_("Another campus already has this address."))
    taken = select(CampusDomain.domain).where(
        CampusDomain.campus_id != (campus.id or 0), CampusDomain.domain.in_(domains)
    )
    if domain := db.session.scalar(taken.limit(1)):
        raise RuleBroken(_("Another campus already has the domain %(domain)s.", domain=domain))


def _name(campus: Campus, domains: Sequence[str]) -> None:
    kept = {entry.domain: entry for entry in campus.domains}
    campus.domains = [kept.get(domain) or CampusDomain(domain=domain) for domain in dict.fromkeys(domains)]
