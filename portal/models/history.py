"""The audit trail: one append-only row per decision, its details in a row that may be erased."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Key, db, word
from portal.vocabulary import ActorKind


class HistoryEntry(db.Model):
    """Who did what to which record, when and from where. Triggers refuse changes."""

    __tablename__ = "history_entry"
    __table_args__ = (
        Index("ix_history_entry_subject_subject_id_id", "subject", "subject_id", "id"),
        Index("ix_history_entry_campus_id_id", "campus_id", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime]
    actor_kind: Mapped[ActorKind] = mapped_column(word(ActorKind))
    actor_id: Mapped[int | None]
    request_id: Mapped[str] = mapped_column(String(40), default="")
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(Key)
    campus_id: Mapped[int | None]
    employer_id: Mapped[int | None]
    changed: Mapped[list] = mapped_column(JSON, default=list)
    """Names of the fields that changed; their values are in the detail row."""
    detail_hash: Mapped[str] = mapped_column(String(64), default="")

    detail: Mapped["HistoryDetail | None"] = relationship(lazy="raise_on_sql", back_populates="entry")


class HistoryDetail(db.Model):
    """What may be erased of an entry: the actor's name, the note, values before and after."""

    __tablename__ = "history_detail"

    entry_id: Mapped[int] = mapped_column(ForeignKey("history_entry.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    actor_label: Mapped[str] = mapped_column(String(250), default="")
    ip: Mapped[str] = mapped_column(String(45), default="")
    note: Mapped[str] = mapped_column(String, default="")
    before: Mapped[dict] = mapped_column(JSON, default=dict)
    after: Mapped[dict] = mapped_column(JSON, default=dict)

    entry: Mapped[HistoryEntry] = relationship(lazy="raise_on_sql", back_populates="detail")
