"""Where a student places themselves on the competencies their supervisor evaluates."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import Competency, Level, RatingMoment


class SelfRating(db.Model):
    """One student's view of themselves, at the start or at the end of a placement; kept for good once sent."""

    __tablename__ = "self_rating"
    __table_args__ = (UniqueConstraint("placement_id", "moment"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    moment: Mapped[RatingMoment] = mapped_column(word(RatingMoment))
    submitted_at: Mapped[datetime] = mapped_column(default=clock.now)

    answers: Mapped[list["SelfAnswer"]] = relationship(lazy="raise_on_sql")


class SelfAnswer(db.Model):
    """The level for one competency."""

    __tablename__ = "self_answer"
    __table_args__ = (
        UniqueConstraint("rating_id", "competency"),
        CheckConstraint("level <> 'not_observed'", name="observed_oneself"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    rating_id: Mapped[int] = mapped_column(ForeignKey("self_rating.id"))
    competency: Mapped[Competency] = mapped_column(word(Competency))
    level: Mapped[Level | None] = mapped_column(word(Level))
    """None for "not sure"."""
