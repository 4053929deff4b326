"""All experience of one student in one document: asked for, made by the worker, never made again."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.campuses import Campus
from portal.models.files import StoredFile
from portal.vocabulary import TranscriptStatus

ORDERED = text("status = 'ordered'")


class Transcript(db.Model):
    """Its facts are frozen when it is asked for; once issued its bytes stay, and its serial for ever."""

    __tablename__ = "transcript"
    __table_args__ = (
        CheckConstraint("(status = 'issued') = (file_id IS NOT NULL)", name="file_if_issued"),
        CheckConstraint(
            "(status IN ('issued','withdrawn_by_holder')) = (sha256 IS NOT NULL AND issued_at IS NOT NULL)",
            name="sha256_once_issued",
        ),
        CheckConstraint("(status = 'withdrawn_by_holder') = (facts IS NULL)", name="no_facts_if_withdrawn"),
        CheckConstraint("(status = 'failed') = (problem <> '')", name="problem_if_failed"),
        Index(
            "uq_transcript_student_id_ordered",
            "student_id",
            unique=True,
            sqlite_where=ORDERED,
            postgresql_where=ORDERED,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    status: Mapped[TranscriptStatus] = mapped_column(word(TranscriptStatus), default=TranscriptStatus.ORDERED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)
    issuer: Mapped[str] = mapped_column(String(250))
    facts: Mapped[str | None] = mapped_column(Text)
    """Canonical JSON, exactly as rendered."""
    template_version: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    issued_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")

    campus: Mapped[Campus] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
