"""The hour log of a placement: what the student worked on, when and how long. Never tied to pay."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db
from portal.models.placements import Placement


class HourEntry(db.Model):
    """Work of one day. The student keeps the log, if they like; both sides and the office read it."""

    __tablename__ = "hour_entry"
    __table_args__ = (
        CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes_of_a_day"),
        CheckConstraint("what <> ''", name="what"),
        Index("ix_hour_entry_placement_id_day", "placement_id", "day"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    day: Mapped[date]
    minutes: Mapped[int]
    what: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
