"""The thread of a placement: what was said, how far each person has read, and who was told of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.files import StoredFile
from portal.vocabulary import Side


class Message(db.Model):
    """One message; never changed, and never lost with a letter that tells of it."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text_not_empty"),
        Index("ix_message_placement_id_id", "placement_id", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    author: Mapped[str] = mapped_column(String(400))
    side: Mapped[Side] = mapped_column(word(Side))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    files: Mapped[list["MessageFile"]] = relationship(lazy="raise_on_sql", order_by="MessageFile.id")


class MessageFile(db.Model):
    """A file that came with a message."""

    __tablename__ = "message_file"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")


class MessageReading(db.Model):
    """How far one person has read a thread."""

    __tablename__ = "message_reading"
    __table_args__ = (UniqueConstraint("placement_id", "user_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    side: Mapped[Side] = mapped_column(word(Side))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class MessageNotice(db.Model):
    """Somebody was told by letter that a message waits; `contact_id` says which contact on the employer's side."""

    __tablename__ = "message_notice"
    __table_args__ = (
        CheckConstraint("(side = 'employer') = (contact_id IS NOT NULL)", name="contact_if_employer"),
        Index("ix_message_notice_placement_id_id", "placement_id", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    side: Mapped[Side] = mapped_column(word(Side))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class OfficeCall(db.Model):
    """From here on the career office reads a thread and writes in it: a side asked, or it opened it with a reason."""

    __tablename__ = "office_call"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    side: Mapped[Side] = mapped_column(word(Side))
    at: Mapped[datetime] = mapped_column(default=clock.now)
