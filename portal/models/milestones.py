"""The milestones of a placement: dates on the way, what was delivered for each, and what was said to it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.placements import OfPlacement, Placement
from portal.vocabulary import MilestoneStatus


class PlacementMilestone(OfPlacement, db.Model):
    """Copied from the project when the placement begins: later edits of the project do not reach it."""

    __tablename__ = "placement_milestone"
    __table_args__ = (
        UniqueConstraint("placement_id", "position"),
        CheckConstraint("(status = 'planned') = (delivered_at IS NULL)", name="delivered_at_unless_planned"),
        CheckConstraint("delivered_at IS NULL OR note <> '' OR url <> ''", name="something_delivered"),
        CheckConstraint(
            "status NOT IN ('ok','rework') OR answered_at IS NOT NULL", name="answered_at_if_answered"
        ),
        CheckConstraint("status <> 'rework' OR answer <> ''", name="words_if_rework"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(160))
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    """The end of that day where the placement is."""
    status: Mapped[MilestoneStatus] = mapped_column(word(MilestoneStatus), default=MilestoneStatus.PLANNED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    note: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(1000), default="")
    delivered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    """What the supervisor said to the newest delivery, or to the one before it until they answer again."""
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
