"""A campus, its e-mail domains, and the versions of its policy numbers and forms."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db


class Campus(db.Model):
    """One campus of the university: its branding, time zone, signatory and office."""

    __tablename__ = "campus"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    university: Mapped[str] = mapped_column(String(120))
    initials: Mapped[str] = mapped_column(String(3))
    zone: Mapped[str] = mapped_column(String(60))
    locale: Mapped[str] = mapped_column(String(12), default="en")
    currency: Mapped[str] = mapped_column(String(3))
    brand: Mapped[str] = mapped_column(String(7))
    office: Mapped[str] = mapped_column(String(120))
    office_email: Mapped[str] = mapped_column(String(254))
    signatory: Mapped[str] = mapped_column(String(120))
    signatory_title: Mapped[str] = mapped_column(String(120))
    paper: Mapped[str] = mapped_column(String(6), default="a4")
    logo: Mapped[str] = mapped_column(String(64), default="")
    seal: Mapped[str] = mapped_column(String(64), default="")
    """The hashes of its pictures; the files belong to the campus and are never shown under another name."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    archived_at: Mapped[datetime | None]

    domains: Mapped[list["CampusDomain"]] = relationship(
        lazy="raise_on_sql", order_by="CampusDomain.domain", cascade="all, delete-orphan"
    )


class CampusDomain(db.Model):
    """An e-mail domain whose addresses belong to a campus's students and staff."""

    __tablename__ = "campus_domain"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    domain: Mapped[str] = mapped_column(String(253), unique=True)


class PolicyVersion(db.Model):
    """The policy numbers of a campus as they stood from `created_at` on; never rewritten."""

    __tablename__ = "policy_version"
    __table_args__ = (UniqueConstraint("campus_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    number: Mapped[int]
    numbers: Mapped[dict] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[str] = mapped_column(String(200))


class FormVersion(db.Model):
    """The words of one kind (a form, letters, terms …) as one campus used them; never rewritten."""

    __tablename__ = "form_version"
    __table_args__ = (UniqueConstraint("campus_id", "kind", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    definition: Mapped[dict] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by: Mapped[str] = mapped_column(String(200))
