"""The page that a student shows to anybody who has its link: off until they switch it on, item by item."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db
from portal.models.campuses import Campus
from portal.models.people import User
from portal.models.placements import Placement


class Portfolio(db.Model):
    """One student's page at one campus. Its link stays the same whenever it is on."""

    __tablename__ = "portfolio"
    __table_args__ = (
        UniqueConstraint("student_id", "campus_id"),
        CheckConstraint("(shown_at IS NULL) = (consent = '')", name="consent_if_shown"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    secret: Mapped[str] = mapped_column(String(43), unique=True)
    """256 bits. Kept as it is: its owner reads it again at any time, and shows it to whom they like."""
    headline: Mapped[str] = mapped_column(String(160), default="")
    intro: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    listed: Mapped[bool] = mapped_column(default=False)
    """Whether search engines may find it."""
    shown_at: Mapped[datetime | None]
    """Since when it is on."""
    consent: Mapped[str] = mapped_column(String(20), default="")
    """The version of the text that was agreed to; empty while it is off."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    student: Mapped[User] = relationship(lazy="raise_on_sql")
    campus: Mapped[Campus] = relationship(lazy="raise_on_sql")
    items: Mapped[list["PortfolioItem"]] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")


class PortfolioItem(db.Model):
    """One experience on the page, with its own consent; taken off, the row goes."""

    __tablename__ = "portfolio_item"
    __table_args__ = (
        UniqueConstraint("portfolio_id", "placement_id"),
        CheckConstraint("consent <> ''", name="consent"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    portfolio_id: Mapped[int] = mapped_column(ForeignKey("portfolio.id"))
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    """What the student says about it."""
    levels: Mapped[bool] = mapped_column(default=False)
    """Whether it shows the competencies the supervisor saw."""
    quote: Mapped[bool] = mapped_column(default=False)
    """Whether it shows the sentence the supervisor allowed."""
    consent: Mapped[str] = mapped_column(String(20))
    """The version of the text that was agreed to."""
    shown_at: Mapped[datetime] = mapped_column(default=clock.now)

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
