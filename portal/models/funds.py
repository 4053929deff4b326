"""Funds that pay fees: money of the university or of a donor, as a ledger that only grows."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import EntryKind, Payer


class Fund(db.Model):
    """What a campus's office may promise fees from. Kept on paper here: no money is moved."""

    __tablename__ = "fund"
    __table_args__ = (
        CheckConstraint("kind <> 'employer'", name="not_the_employers"),
        CheckConstraint("(kind = 'donor') = (donor <> '')", name="donor_if_donor"),
        CheckConstraint("name <> ''", name="named"),
        UniqueConstraint("campus_id", "name"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    kind: Mapped[Payer] = mapped_column(word(Payer, "fund_kind"))
    name: Mapped[str] = mapped_column(String(120))
    donor: Mapped[str] = mapped_column(String(160), default="")
    currency: Mapped[str] = mapped_column(String(3))
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]


class FundEntry(db.Model):
    """One line of a fund's ledger, numbered, with what stood there after it. Triggers refuse changes."""

    __tablename__ = "fund_entry"
    __table_args__ = (
        # Two who count on the same line cannot both write the next one.
        UniqueConstraint("fund_id", "number"),
        CheckConstraint("committed >= 0 AND balance >= committed", name="never_more_than_there_is"),
        CheckConstraint("amount > 0 OR (kind = 'corrected' AND amount < 0)", name="amount"),
        CheckConstraint(
            "(kind IN ('committed','released','spent')) = (project_id IS NOT NULL)", name="project_if_for_one"
        ),
        CheckConstraint("kind <> 'spent' OR fee_id IS NOT NULL", name="fee_if_spent"),
        CheckConstraint("kind <> 'corrected' OR note <> ''", name="reason_if_corrected"),
        Index("ix_fund_entry_project_id_fund_id", "project_id", "fund_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    number: Mapped[int]
    kind: Mapped[EntryKind] = mapped_column(word(EntryKind))
    amount: Mapped[int] = mapped_column(BigInteger)
    """Minor units of the fund's currency; below zero only where a correction takes away."""
    balance: Mapped[int] = mapped_column(BigInteger)
    """What was in the fund after this line."""
    committed: Mapped[int] = mapped_column(BigInteger)
    """How much of that was promised after this line."""
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    fee_id: Mapped[int | None] = mapped_column(ForeignKey("fee.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(default=clock.now)
