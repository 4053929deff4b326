"""A student's request for a seat."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.files import StoredFile
from portal.models.people import User
from portal.models.projects import Project
from portal.vocabulary import ClaimStatus, ClosedReason

LIVE = "status IN ('held','submitted','shortlisted','offered','proposed','waitlisted','accepted')"
IN_LINE = "status = 'waitlisted'"
SEATED = "status IN ('held','offered','proposed','accepted')"


class Claim(db.Model):
    """One student, one project. A seat is taken while held, offered, proposed or accepted."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("(status = 'closed') = (closed_reason IS NOT NULL)", name="reason_if_closed"),
        CheckConstraint("(status = 'accepted') = (accepted_at IS NOT NULL)", name="accepted_at_if_accepted"),
        CheckConstraint(
            "status NOT IN ('held','offered','proposed') OR until_at IS NOT NULL", name="until_if_on_offer"
        ),
        Index(
            "uq_claim_project_id_student_id_live",
            "project_id",
            "student_id",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index(
            "uq_claim_project_id_rank_waitlisted",
            "project_id",
            "rank",
            unique=True,
            sqlite_where=text(IN_LINE),
            postgresql_where=text(IN_LINE),
        ),
        Index("ix_claim_student_id_status", "student_id", "status"),
        Index("ix_claim_status_until_at", "status", "until_at"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("policy_version.id"))
    status: Mapped[ClaimStatus] = mapped_column(word(ClaimStatus))
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    until_at: Mapped[datetime | None]
    """When a hold, an offer or a proposal lapses."""
    answer_by_at: Mapped[datetime | None]
    """When the employer must have answered an application."""
    scope_version: Mapped[int] = mapped_column(default=1)
    """The version of the project that was asked for, and accepted in the end."""
    answered_in: Mapped[int | None]
    """Minutes until the employer offered a seat or said no; None while they have not."""
    reminders: Mapped[int] = mapped_column(default=0)
    """How often the employer was reminded of this application."""
    rank: Mapped[int | None]
    """Its turn on the project's waiting list, kept afterwards; None before a draw and for who never waited."""
    passed_at: Mapped[datetime | None]
    passed_over: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Why a seat that came free went to the next one, in words for the student."""
    accepted_at: Mapped[datetime | None]
    terms_version: Mapped[str] = mapped_column(String(20), default="")
    statement: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[list] = mapped_column(JSON, default=list)
    """[{question, answer}] in the order asked."""
    resume_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    shared: Mapped[list] = mapped_column(JSON, default=list)
    """Names of the profile fields the student agreed to share for this project."""
    message: Mapped[str] = mapped_column(Text, default="")
    """The employer's words with an offer or a refusal."""
    closed_reason: Mapped[ClosedReason | None] = mapped_column(word(ClosedReason))
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship(lazy="raise_on_sql")
    student: Mapped[User] = relationship(lazy="raise_on_sql")
    resume: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
