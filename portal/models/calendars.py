"""The secret address by which somebody's calendar application reads their dates."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db

LIVE = text("revoked_at IS NULL")


class CalendarFeed(db.Model):
    """One address of one membership; only the hash of its secret is kept, and at most one is live."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(
            "uq_calendar_feed_membership_id_live",
            "membership_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    revoked_at: Mapped[datetime | None]
