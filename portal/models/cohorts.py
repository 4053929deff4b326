"""Certificates asked for together: who proposed them, who confirmed them, and what became of each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import CohortStatus


class CertificateCohort(db.Model):
    """One wish of one officer: many certificates, or a single one that waits for a second officer."""

    __tablename__ = "certificate_cohort"
    __table_args__ = (
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decided_at_if_decided"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> ordered_by_id", name="two_officers"),
        CheckConstraint("(status = 'refused') = (reason <> '')", name="reason_if_refused"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    status: Mapped[CohortStatus] = mapped_column(word(CohortStatus), default=CohortStatus.PROPOSED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """The second officer; nobody where the campus asks for none."""
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the second officer did not confirm."""


class CohortItem(db.Model):
    """One certificate of a cohort. What it is now is told by its order; by `problem`, when there could be none."""

    __tablename__ = "certificate_cohort_item"
    __table_args__ = (
        UniqueConstraint("cohort_id", "placement_id"),
        CheckConstraint("attested > 0", name="attested_positive"),
        CheckConstraint("order_id IS NULL OR problem = ''", name="order_or_problem"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("certificate_cohort.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    replaces: Mapped[str] = mapped_column(String(20), default="")
    """Serial of the certificate that it corrects."""
    attested: Mapped[int | None]
    """Minutes that the office vouches for, of work that ended early."""
    order_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_order.id"), unique=True)
    problem: Mapped[str] = mapped_column(Text, default="")
