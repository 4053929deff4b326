"""Who looked at what of a student's: the rows behind “Viewed” and the student's own page."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import Role, Seen


class Disclosure(db.Model):
    """One person looked at one thing of one student; the first look of a day (UTC) is kept."""

    __tablename__ = "disclosure"
    __table_args__ = (
        UniqueConstraint("viewer_id", "student_id", "what", "object_id", "day"),
        Index("ix_disclosure_what_object_id", "what", "object_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    viewer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    """For whom they looked; None for the career office."""
    role: Mapped[Role] = mapped_column(word(Role))
    what: Mapped[Seen] = mapped_column(word(Seen))
    object_id: Mapped[int] = mapped_column(Key)
    """The claim, the stored file or the student row, by `what`."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    day: Mapped[date]
