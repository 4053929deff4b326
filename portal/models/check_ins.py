"""Check-ins of a placement: a day on which both sides say how it goes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Key, db, word
from portal.models.placements import OfPlacement, Placement
from portal.vocabulary import InTheWay, Track


class CheckIn(OfPlacement, db.Model):
    """Two questions to each side; each answers for itself, and the other reads it."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("placement_id", "number"),
        CheckConstraint("(student_at IS NULL) = (in_the_way IS NULL)", name="in_the_way_if_told"),
        CheckConstraint("student_at IS NULL OR done <> ''", name="done_if_told"),
        CheckConstraint(
            "in_the_way IS NULL OR in_the_way = 'nothing' OR obstacle <> ''", name="obstacle_if_any"
        ),
        CheckConstraint("(supervisor_at IS NULL) = (track IS NULL)", name="track_if_judged"),
        CheckConstraint("track IS NULL OR track = 'on' OR change <> ''", name="change_unless_on_track"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    number: Mapped[int]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    """The end of that day where the placement is."""
    done: Mapped[str] = mapped_column(Text, default="")
    """What is done and what comes next, in the student's words."""
    in_the_way: Mapped[InTheWay | None] = mapped_column(word(InTheWay))
    obstacle: Mapped[str] = mapped_column(Text, default="")
    student_at: Mapped[datetime | None]
    track: Mapped[Track | None] = mapped_column(word(Track))
    change: Mapped[str] = mapped_column(Text, default="")
    """What should change, in the supervisor's words."""
    supervisor_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
