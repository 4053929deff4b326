"""A student's view of the employer after a placement."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.placements import Placement
from portal.vocabulary import CommentStatus, HostAnswer


def answer(name: str) -> Mapped[HostAnswer]:
    """One question's answer; each column has a CHECK of its own name."""
    return mapped_column(word(HostAnswer, name))


class HostReview(db.Model):
    """Seven answers, a comment that is shown once the office agrees, and a note that only the office reads."""

    __tablename__ = "host_review"
    __table_args__ = (
        CheckConstraint("safe <> 'unsaid'", name="says_whether_safe"),
        CheckConstraint("(status = 'none') = (comment = '')", name="status_if_comment"),
        CheckConstraint("status <> 'declined' OR reason <> ''", name="reason_if_declined"),
        Index("ix_host_review_campus_id_employer_id", "campus_id", "employer_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    brief_matched: Mapped[HostAnswer] = answer("brief_matched")
    hours_right: Mapped[HostAnswer] = answer("hours_right")
    prepared: Mapped[HostAnswer] = answer("prepared")
    responsive: Mapped[HostAnswer] = answer("responsive")
    useful_feedback: Mapped[HostAnswer] = answer("useful_feedback")
    paid_as_agreed: Mapped[HostAnswer] = answer("paid_as_agreed")
    safe: Mapped[HostAnswer] = answer("safe")
    comment: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[CommentStatus] = mapped_column(word(CommentStatus), default=CommentStatus.NONE)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the comment is not shown, for its author."""
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    handled_at: Mapped[datetime | None]
    handled_by: Mapped[str] = mapped_column(String(200), default="")
    """Who at the office looked into what the student wrote to it."""

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
