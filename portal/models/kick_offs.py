"""The kick-off list of a placement: what each side has ticked so far, and the list as a sheet."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.files import StoredFile
from portal.vocabulary import Side


class KickOffTick(db.Model):
    """One point that one side ticked; the other side reads it too."""

    __tablename__ = "kick_off_tick"
    __table_args__ = (UniqueConstraint("placement_id", "side", "point"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    side: Mapped[Side] = mapped_column(word(Side))
    point: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class KickOffSheet(db.Model):
    """The list as a document somebody asked for; a newer one takes the place of the one before."""

    __tablename__ = "kick_off_sheet"
    __table_args__ = (
        CheckConstraint("file_id IS NULL OR done_at IS NOT NULL", name="done_at_if_file"),
        CheckConstraint("file_id IS NULL OR problem = ''", name="file_or_problem"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)
    content: Mapped[dict] = mapped_column(JSON, default=dict)
    """What it says, until it is drawn."""
    done_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
