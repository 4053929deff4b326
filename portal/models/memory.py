"""What the office notes about an employer, for itself."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db


class EmployerNote(db.Model):
    """A note of one campus's office about an employer; it has an owner, and perhaps a day to come back to it."""

    __tablename__ = "employer_note"
    __table_args__ = (Index("ix_employer_note_campus_id_employer_id", "campus_id", "employer_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    follow_up_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
