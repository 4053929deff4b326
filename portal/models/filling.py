"""How seats find students: interest in a project the office fills, and the draw between equal requests."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Key, db
from portal.models.people import User
from portal.models.projects import Project

STANDING = "withdrawn_at IS NULL"


class Interest(db.Model):
    """A student would like a project for which the career office proposes students; no seat is taken."""

    __tablename__ = "interest"
    __table_args__ = (
        Index(
            "uq_interest_project_id_student_id_standing",
            "project_id",
            "student_id",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    registered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship(lazy="raise_on_sql")
    student: Mapped[User] = relationship(lazy="raise_on_sql")


class Draw(db.Model):
    """Requests made before `closes_at` are equal; lots order them, by a seed that was fixed when it opened."""

    __tablename__ = "draw"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
    commitment: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of the seed, published from the first moment."""
    seed: Mapped[str] = mapped_column(String(64))
    """64 hexadecimal digits, shown to nobody before the draw."""
    drawn_at: Mapped[datetime | None]
    entries: Mapped[list] = mapped_column(JSON, default=list)
    """The ids of the claims that took part, in the order of asking."""

    project: Mapped[Project] = relationship(lazy="raise_on_sql")
