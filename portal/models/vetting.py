"""Vetting: marks on an employer's checklist, decisions on those at work, changes that wait for review."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.employers import Employer
from portal.vocabulary import CareChoice, ChangeStatus, MarkState, VettingItem


class VettingMark(db.Model):
    """Somebody ticked an item of a partnership's checklist, or took the tick back. The newest counts."""

    __tablename__ = "vetting_mark"
    __table_args__ = (
        CheckConstraint("state <> 'waived' OR note <> ''", name="note_if_waived"),
        Index("ix_vetting_mark_partnership_id_item_id", "partnership_id", "item", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    item: Mapped[VettingItem] = mapped_column(word(VettingItem))
    state: Mapped[MarkState] = mapped_column(word(MarkState))
    note: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(String(1000), default="")
    """An http(s) address that shows it."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class CareDecision(db.Model):
    """What the office decided for one student at work when the partnership went out of force."""

    __tablename__ = "care_decision"
    __table_args__ = (
        CheckConstraint("choice <> 'office' OR note <> ''", name="note_if_office"),
        Index("ix_care_decision_partnership_id_placement_id", "partnership_id", "placement_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    choice: Mapped[CareChoice] = mapped_column(word(CareChoice))
    note: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class EmployerChange(db.Model):
    """New values of what was vetted; the old profile stays live until an office accepts them."""

    __tablename__ = "employer_change"
    __table_args__ = (
        Index(
            "uq_employer_change_employer_id_waiting",
            "employer_id",
            unique=True,
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        Index("ix_employer_change_employer_id_status", "employer_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    status: Mapped[ChangeStatus] = mapped_column(word(ChangeStatus), default=ChangeStatus.WAITING)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    name: Mapped[str | None] = mapped_column(String(160))
    """An empty (NULL) value is one that stays as it is."""
    legal_name: Mapped[str | None] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(300))
    domain: Mapped[str | None] = mapped_column(String(253))
    address: Mapped[str | None] = mapped_column(Text)
    registration: Mapped[str | None] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why, in the employer's words."""
    answer: Mapped[str] = mapped_column(Text, default="")
    """Why not, in the office's words."""
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decided_campus_id: Mapped[int | None] = mapped_column(ForeignKey("campus.id"))
    version: Mapped[int] = mapped_column()

    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}

    campus_ids = frozenset()
    """The campuses whose offices may decide; the service that finds the record says which."""
