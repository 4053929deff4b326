"""A file that somebody wants judged: kept until it is, and no longer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import VerifyOutcome


class Inspection(db.Model):
    """One file, sent by anybody; whoever has its secret address reads what came of it."""

    __tablename__ = "inspection"
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (content IS NOT NULL)", name="content_until_done"),
        CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name="outcome_once_done"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    done_at: Mapped[datetime | None]
    outcome: Mapped[VerifyOutcome | None] = mapped_column(word(VerifyOutcome))
    serial: Mapped[str] = mapped_column(String(20), default="")
    """As the file states it; empty when it states none."""
    signed_at: Mapped[datetime | None]
