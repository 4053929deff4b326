"""The supervisor's evaluation of a placement, and the mailed requests for it."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.employers import Contact
from portal.models.placements import Placement
from portal.vocabulary import (
    Channel,
    Competency,
    Engage,
    Host,
    Level,
    NextStep,
    Quality,
    RequestStatus,
    Timeliness,
)

COMPLETE = (
    "submitted_at IS NULL OR (timeliness IS NOT NULL AND minutes_taken IS NOT NULL"
    " AND engage_again IS NOT NULL AND host_again IS NOT NULL AND next_step IS NOT NULL"
    " AND attested_name <> '' AND attested_on IS NOT NULL)"
)
LIVE = "status IN ('scheduled','sent','opened','draft')"


class Evaluation(db.Model):
    """One form on one placement. Its answers are rows; it is a draft until `submitted_at`."""

    __tablename__ = "evaluation"
    __table_args__ = (
        CheckConstraint(COMPLETE, name="complete_if_submitted"),
        CheckConstraint("(typed_by_id IS NULL) = (typed_from IS NULL)", name="typed_from_if_typed"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_version.id"))
    timeliness: Mapped[Timeliness | None] = mapped_column(word(Timeliness))
    minutes_taken: Mapped[int | None]
    engage_again: Mapped[Engage | None] = mapped_column(word(Engage))
    host_again: Mapped[Host | None] = mapped_column(word(Host))
    next_step: Mapped[NextStep | None] = mapped_column(word(NextStep))
    strength: Mapped[str] = mapped_column(Text, default="")
    growth: Mapped[str] = mapped_column(Text, default="")
    private_note: Mapped[str] = mapped_column(Text, default="")
    sentence: Mapped[str] = mapped_column(String(200), default="")
    sentence_allowed: Mapped[bool] = mapped_column(default=False)
    further: Mapped[dict] = mapped_column(JSON, default=dict)
    """Answers to the campus's own questions, by their key; the form's version has the questions."""
    attested_name: Mapped[str] = mapped_column(String(200), default="")
    attested_title: Mapped[str] = mapped_column(String(120), default="")
    attested_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None]
    waived_at: Mapped[datetime | None]
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """The staff member who typed the answers for the supervisor, if one did."""
    typed_from: Mapped[Channel | None] = mapped_column(word(Channel))
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    answers: Mapped[list["EvaluationAnswer"]] = relationship(lazy="raise_on_sql")
    qualities: Mapped[list["EvaluationQuality"]] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}


class EvaluationAnswer(db.Model):
    """The level given for one competency."""

    __tablename__ = "evaluation_answer"
    __table_args__ = (
        UniqueConstraint("evaluation_id", "competency"),
        CheckConstraint("level <> 'emerging' OR comment <> ''", name="comment_if_emerging"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    competency: Mapped[Competency] = mapped_column(word(Competency))
    level: Mapped[Level | None] = mapped_column(word(Level))
    """None while only the comment was typed."""
    comment: Mapped[str] = mapped_column(Text, default="")


class EvaluationQuality(db.Model):
    """A deliverable held against its criterion."""

    __tablename__ = "evaluation_quality"
    __table_args__ = (UniqueConstraint("evaluation_id", "deliverable_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    deliverable_id: Mapped[int] = mapped_column(ForeignKey("deliverable.id"))
    quality: Mapped[Quality] = mapped_column(word(Quality))


class EvaluationRequest(db.Model):
    """One asking for an evaluation: to whom, by which link (kept as a hash), until when."""

    __tablename__ = "evaluation_request"
    __table_args__ = (
        CheckConstraint(
            "status = 'scheduled' OR sent_at IS NOT NULL OR ended_at IS NOT NULL OR opened_at IS NOT NULL",
            name="sent_at_if_sent",
        ),
        Index(
            "uq_evaluation_request_evaluation_id_live",
            "evaluation_id",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    status: Mapped[RequestStatus] = mapped_column(word(RequestStatus), default=RequestStatus.SCHEDULED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    delegate_name: Mapped[str] = mapped_column(String(200), default="")
    delegate_email: Mapped[str] = mapped_column(String(254), default="")
    """The colleague it was passed to; their own request follows at once, or when the office confirms it."""

    evaluation: Mapped[Evaluation] = relationship(lazy="raise_on_sql")
    contact: Mapped[Contact] = relationship(lazy="raise_on_sql")
