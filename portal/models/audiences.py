"""For whom a project was at each time, and what other campuses' offices were asked and answered."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.database import Key, db, word
from portal.models.campuses import Campus
from portal.models.projects import Project
from portal.vocabulary import AfterExclusive, AudienceStatus


class AudienceTerms(db.Model):
    """For whom an open project was, from `from_at` until the next row; a row never changes."""

    __tablename__ = "audience_terms"
    __table_args__ = (Index("ix_audience_terms_project_id_from_at", "project_id", "from_at"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    from_at: Mapped[datetime]
    apply_by_at: Mapped[datetime]
    exclusive_until_at: Mapped[datetime | None]
    after_exclusive: Mapped[AfterExclusive] = mapped_column(word(AfterExclusive))
    graduates_within: Mapped[int | None]
    graduates_must: Mapped[bool]
    eligibility: Mapped[list] = mapped_column(JSON, default=list)
    """[[kind, value, must], ...] in a fixed order."""


class AudienceRequest(db.Model):
    """Another campus's office is asked to show a project to its own students."""

    __tablename__ = "audience_request"
    __table_args__ = (
        UniqueConstraint("project_id", "campus_id"),
        CheckConstraint("(status = 'asked') = (decided_at IS NULL)", name="decided_at_unless_asked"),
        Index("ix_audience_request_campus_id_status", "campus_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    status: Mapped[AudienceStatus] = mapped_column(word(AudienceStatus), default=AudienceStatus.ASKED)
    status_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship(lazy="raise_on_sql")
    campus: Mapped[Campus] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
