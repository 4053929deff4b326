"""A student's profile, and the enrolments that eligibility and exclusivity rest on."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db
from portal.models.people import User


class Student(db.Model):
    """What a student tells about themselves at one campus; reused for every application."""

    __tablename__ = "student"
    __table_args__ = (
        UniqueConstraint("campus_id", "user_id"),
        UniqueConstraint("campus_id", "number"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    headline: Mapped[str] = mapped_column(String(160), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    skills: Mapped[list] = mapped_column(JSON, default=list)
    ceiling_minutes: Mapped[int | None]
    """The most minutes a week the student wants to be busy, all taken together; None for the campus's own."""
    resume_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Enrollment(db.Model):
    """What a student was enrolled in, from one day until another; never overwritten."""

    __tablename__ = "enrollment"
    __table_args__ = (
        Index(
            "uq_enrollment_user_id_campus_id_open",
            "user_id",
            "campus_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    college: Mapped[str] = mapped_column(String(120), default="")
    programme: Mapped[str] = mapped_column(String(160), default="")
    year: Mapped[str] = mapped_column(String(40), default="")
    graduates_on: Mapped[date | None]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
