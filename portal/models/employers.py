"""Employers, their contacts, and their partnerships with campuses."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.campuses import Campus
from portal.vocabulary import DeclineCode, PartnershipStatus


class Employer(db.Model):
    """A partner organisation, recognised by its verified domain."""

    __tablename__ = "employer"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    legal_name: Mapped[str] = mapped_column(String(200), default="")
    domain: Mapped[str] = mapped_column(String(253), default="", index=True)
    website: Mapped[str] = mapped_column(String(300), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    registration: Mapped[str] = mapped_column(String(120), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    archived_at: Mapped[datetime | None]


class Contact(db.Model):
    """A person at an employer: an address that letters go to, with or without an account."""

    __tablename__ = "contact"
    __table_args__ = (
        Index(
            "uq_contact_employer_id_email_key_live",
            "employer_id",
            "email_key",
            unique=True,
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254), index=True)
    title: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    archived_at: Mapped[datetime | None]
    joining_since: Mapped[datetime | None]
    """Since when they wait to be confirmed as one of the employer's people; None: they are."""

    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")

    @property
    def waits(self) -> bool:
        """Nobody has said yet whether they belong to the employer."""
        return self.joining_since is not None and self.archived_at is None


class Partnership(db.Model):
    """One employer with one campus; what makes its projects visible there."""

    __tablename__ = "partnership"
    __table_args__ = (
        CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)", name="decline_code_if_declined"
        ),
        CheckConstraint(
            "status NOT IN ('approved','suspended','ended') OR approved_at IS NOT NULL",
            name="approved_at_if_approved",
        ),
        CheckConstraint("open_limit IS NULL OR open_limit > 0", name="open_limit_positive"),
        Index(
            "uq_partnership_employer_id_campus_id_live",
            "employer_id",
            "campus_id",
            unique=True,
            sqlite_where=text("status NOT IN ('declined','ended','withdrawn')"),
            postgresql_where=text("status NOT IN ('declined','ended','withdrawn')"),
        ),
        Index("ix_partnership_campus_id_status", "campus_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    applicant_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"))
    status: Mapped[PartnershipStatus] = mapped_column(
        word(PartnershipStatus), default=PartnershipStatus.APPLIED
    )
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(Text, default="")
    """What the employer hopes to do with this campus's students."""
    terms_version: Mapped[str] = mapped_column(String(20), default="")
    terms_name: Mapped[str] = mapped_column(String(200), default="")
    applied_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    review_on: Mapped[date | None]
    open_limit: Mapped[int | None]
    """How many projects may be open at once until the first placement is completed; None: any number."""
    limit_lifted_at: Mapped[datetime | None]
    decline_code: Mapped[DeclineCode | None] = mapped_column(word(DeclineCode))
    version: Mapped[int] = mapped_column()

    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")
    campus: Mapped[Campus] = relationship(lazy="raise_on_sql")
    applicant: Mapped[Contact] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}


class ApplicationDraft(db.Model):
    """A partnership application not sent yet; it hangs on the visitor's cookie, kept as a hash."""

    __tablename__ = "application_draft"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"))
    answers: Mapped[dict] = mapped_column(JSON, default=dict)
    updated_at: Mapped[datetime]
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"))
    """Set once it was sent, so that sending twice shows the same receipt."""


class Comment(db.Model):
    """A line of the thread between the office and an employer about a partnership or a project."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("(partnership_id IS NULL) <> (project_id IS NULL)", name="about_one_thing"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(200))
    from_office: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
