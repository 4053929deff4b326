"""Changes of a project that is open: each version as it stood, and what its employer proposes."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.projects import Project
from portal.vocabulary import RevisionStatus


class ProjectVersion(db.Model):
    """What a project said from `from_at` on, step by step; never rewritten."""

    __tablename__ = "project_version"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    content: Mapped[dict] = mapped_column(JSON)
    """{step: {name: answer}}, days as ISO 8601."""
    from_at: Mapped[datetime]
    approved_by: Mapped[str] = mapped_column(String(200))


class Revision(db.Model):
    """A change of scope, fee, hours or seats that the office decides on while the old version stays shown."""

    __tablename__ = "project_revision"
    __table_args__ = (
        Index(
            "uq_project_revision_project_id_live",
            "project_id",
            unique=True,
            sqlite_where=text("status IN ('draft','pending')"),
            postgresql_where=text("status IN ('draft','pending')"),
        ),
        Index("ix_project_revision_campus_id_status", "campus_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    status: Mapped[RevisionStatus] = mapped_column(word(RevisionStatus), default=RevisionStatus.DRAFT)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    number: Mapped[int | None]
    """The version it became."""
    content: Mapped[dict] = mapped_column(JSON, default=dict)
    """{step: {name: answer}} of the steps that were changed."""
    before: Mapped[dict] = mapped_column(JSON, default=dict)
    """The same steps as they stood when it was sent."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why, in the employer's words."""
    note: Mapped[str] = mapped_column(Text, default="")
    """The office's words with its decision."""
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
