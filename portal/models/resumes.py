"""The student's own words beside what is proved about a placement: for résumés, letters and interviews."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db


class ResumeText(db.Model):
    """What one student adds to one placement; what is proved is never kept here, it is read anew."""

    __tablename__ = "resume_text"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    verb: Mapped[str] = mapped_column(String(60), default="")
    """What they did, before what came of it; empty while the field's own verb will do."""
    addition: Mapped[str] = mapped_column(String(300), default="")
    """What follows on the line."""
    closing: Mapped[str] = mapped_column(String(300), default="")
    """What follows in a cover letter."""
    action: Mapped[str] = mapped_column(Text, default="")
    """What they did themselves, told in an interview."""
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
