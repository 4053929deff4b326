"""A certificate design somebody at the office looks at before it is used."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import SampleKind


class DesignPreview(db.Model):
    """One person's specimen: what was asked for, and once it is drawn, the document and its picture."""

    __tablename__ = "design_preview"
    __table_args__ = (
        CheckConstraint("pdf IS NULL OR (done_at IS NOT NULL AND problem = '')", name="pdf_once_done"),
        CheckConstraint("picture IS NULL OR pdf IS NOT NULL", name="picture_of_a_pdf"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    wanted: Mapped[dict] = mapped_column(JSON)
    """The design, as services.designs.Design."""
    sample: Mapped[SampleKind] = mapped_column(word(SampleKind))
    paper: Mapped[str] = mapped_column(String(6))
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    done_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    picture: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """PNG; None where this machine cannot draw one."""
    pictured: Mapped[bool] = mapped_column(default=False)
