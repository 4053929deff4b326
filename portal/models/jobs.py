"""Later work: mail, documents and the rest, written with the change that caused it."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import JobStatus


class Job(db.Model):
    """One piece of later work. The row is the truth, whatever engine runs it."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("(status = 'waiting') = (finished_at IS NULL)", name="finished_at_if_finished"),
        Index("ix_job_status_due_at", "status", "due_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    """Names work that must not be queued twice."""
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"), index=True)
    payload: Mapped[dict] = mapped_column(JSON)
    message_id: Mapped[str] = mapped_column(String(120), default="")
    status: Mapped[JobStatus] = mapped_column(word(JobStatus), default=JobStatus.WAITING)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    lease_by: Mapped[str] = mapped_column(String(60), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")


class Heartbeat(db.Model):
    """When a worker last said it was alive."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    at: Mapped[datetime]
