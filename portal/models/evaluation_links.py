"""What hangs on a mailed evaluation link: its reminders, the codes that go with it, and visits."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db
from portal.models.evaluations import EvaluationRequest


class EvaluationReminder(db.Model):
    """A further letter about one request. It has a link of its own, as the first one's is not kept."""

    __tablename__ = "evaluation_reminder"
    __table_args__ = (UniqueConstraint("request_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("evaluation_request.id"))
    number: Mapped[int]
    """1 to 3: which of the campus's days it was sent for."""
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)


class LinkCode(db.Model):
    """Six digits mailed to the address a link was sent to, kept as a hash."""

    __tablename__ = "link_code"
    __table_args__ = (CheckConstraint("tries >= 0 AND tries <= 5", name="tries_within_bounds"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("evaluation_request.id"), index=True)
    hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)


class LinkVisit(db.Model):
    """The short, scoped visit that "Continue as NAME" begins; its cookie value is kept as a hash."""

    __tablename__ = "link_visit"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("evaluation_request.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """The staff member who types for the supervisor; none when the supervisor is here."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]

    request: Mapped[EvaluationRequest] = relationship(lazy="raise_on_sql")
