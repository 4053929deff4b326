"""The kick-off list of a placement: what each side has ticked so far."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
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
