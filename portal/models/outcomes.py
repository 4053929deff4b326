"""What came of a placement: the steps that followed, and the questions that ask for them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.placements import Placement
from portal.vocabulary import NextStep, Side

STANDING = "struck_at IS NULL"


class FollowUp(db.Model):
    """One question to one side, so many days after the close; its link is kept as a hash."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("placement_id", "side", "days"),
        CheckConstraint("side IN ('student','employer')", name="student_or_employer"),
        CheckConstraint("days > 0", name="days_positive"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_at_if_answered"),
        CheckConstraint("(sent_at IS NULL) = (hash IS NULL)", name="hash_if_sent"),
        CheckConstraint("sent_at IS NULL OR dropped_at IS NULL", name="sent_or_dropped"),
        Index("ix_follow_up_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    side: Mapped[Side] = mapped_column(word(Side))
    days: Mapped[int]
    due_at: Mapped[datetime]
    hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(400), default="")
    """Whom it was sent to."""
    sent_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    """When it turned out that nothing needs to be asked, or nobody can be."""
    answered_at: Mapped[datetime | None]
    answer: Mapped[NextStep | None] = mapped_column(word(NextStep))
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}


class Outcome(db.Model):
    """A step that followed a placement, and who said so. What was wrong is struck, never changed."""

    __tablename__ = "outcome"
    __table_args__ = (
        CheckConstraint("kind <> 'none'", name="kind_is_a_step"),
        Index(
            "uq_outcome_placement_id_kind_standing",
            "placement_id",
            "kind",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
        Index("ix_outcome_campus_id_employer_id", "campus_id", "employer_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    follow_up_id: Mapped[int | None] = mapped_column(ForeignKey("follow_up.id"))
    kind: Mapped[NextStep] = mapped_column(word(NextStep))
    source: Mapped[Side] = mapped_column(word(Side))
    note: Mapped[str] = mapped_column(Text, default="")
    """The office's own words; nobody else reads them."""
    said_at: Mapped[datetime] = mapped_column(default=clock.now)
    struck_at: Mapped[datetime | None]
