"""What a student does beside placements: classes, a job, exams."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import CommitmentKind


class Commitment(db.Model):
    """Hours a week that are promised elsewhere. Only the student reads it."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("minutes_a_week > 0", name="minutes_positive"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="until_after_from"),
        Index("ix_commitment_student_id_removed_at", "student_id", "removed_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    kind: Mapped[CommitmentKind] = mapped_column(word(CommitmentKind))
    label: Mapped[str] = mapped_column(String(80), default="")
    minutes_a_week: Mapped[int]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    """Its last day; None for one that goes on."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
