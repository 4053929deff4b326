"""People, what they are where (memberships), and how they get in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import Role, TokenPurpose


class User(db.Model):
    """One person with an account, whatever their roles."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(400))
    registrar_name: Mapped[str] = mapped_column(String(400), default="")
    sort_name: Mapped[str] = mapped_column(String(400), default="", index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    email_verified_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    memberships: Mapped[list["Membership"]] = relationship(lazy="raise_on_sql", back_populates="user")


class Membership(db.Model):
    """A person's role at a campus or an employer, from one instant until another."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(
            "(role IN ('student','staff')) = (campus_id IS NOT NULL)", name="campus_if_student_or_staff"
        ),
        CheckConstraint("(role = 'contact') = (employer_id IS NOT NULL)", name="employer_if_contact"),
        UniqueConstraint("user_id", "role", "campus_id", "employer_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[Role] = mapped_column(word(Role))
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql", back_populates="memberships")


class SignIn(db.Model):
    """A server-side sign-in: the cookie's value is kept only as a hash."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime]
    fresh_until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ip: Mapped[str] = mapped_column(String(45), default="")
    agent: Mapped[str] = mapped_column(String(300), default="")


class Token(db.Model):
    """A mailed single-use link of the sign-in pages; only its hash is kept."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[TokenPurpose] = mapped_column(word(TokenPurpose))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RateCount(db.Model):
    """How often something happened within a window that ends at `expires_at`."""

    __tablename__ = "rate_count"
    __table_args__ = (Index("ix_rate_count_expires_at", "expires_at"),)

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime]


class FormReceipt(db.Model):
    """A form that was already taken in: a second sending of it gets the first one's answer."""

    __tablename__ = "form_receipt"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    actor: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(80))
    location: Mapped[str] = mapped_column(String(400), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
