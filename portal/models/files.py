"""Uploaded files: what was stored, whose it is, and under which content hash."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import FileState


class StoredFile(db.Model):
    """A file kept by its hash outside the web root; several rows may share the bytes."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size >= 0", name="size_not_negative"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(255))
    state: Mapped[FileState] = mapped_column(word(FileState), default=FileState.KEPT)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
