"""Work at risk: the office's task about a placement, what was done, holds, and problems that were reported."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.files import StoredFile
from portal.models.placements import Placement
from portal.vocabulary import ProblemKind, RescueStatus, RescueStepKind, Side

LIVE = text("status <> 'closed'")
RUNS = text("ended_on IS NULL")


class Rescue(db.Model):
    """One placement that the office looks after, until somebody says what was done."""

    __tablename__ = "rescue"
    __table_args__ = (
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_at_if_closed"),
        CheckConstraint("(status = 'closed') = (done <> '')", name="done_if_closed"),
        CheckConstraint("(status = 'open' AND owner_id IS NULL) OR status <> 'open'", name="open_is_nobodys"),
        CheckConstraint("status <> 'taken' OR owner_id IS NOT NULL", name="owner_if_taken"),
        Index("ix_rescue_campus_id_status_opened_at", "campus_id", "status", "opened_at"),
        Index(
            "uq_rescue_placement_id_live",
            "placement_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    status: Mapped[RescueStatus] = mapped_column(word(RescueStatus), default=RescueStatus.OPEN)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    causes: Mapped[list] = mapped_column(JSON, default=list)
    """What it was opened for; what holds now is computed."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    owner: Mapped[str] = mapped_column(String(200), default="")
    done: Mapped[str] = mapped_column(Text, default="")
    """What was done about it, in the words of whoever closed it."""
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    steps: Mapped[list["RescueStep"]] = relationship(lazy="raise_on_sql", order_by="RescueStep.id")
    problems: Mapped[list["Problem"]] = relationship(
        lazy="raise_on_sql", order_by="Problem.id", back_populates="rescue"
    )
    __mapper_args__ = {"version_id_col": version}


class RescueStep(db.Model):
    """One thing the office did about it, by whom and why."""

    __tablename__ = "rescue_step"
    __table_args__ = (
        CheckConstraint("(kind IN ('meet','hold')) = (on_date IS NOT NULL)", name="day_if_any"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    rescue_id: Mapped[int] = mapped_column(ForeignKey("rescue.id"), index=True)
    kind: Mapped[RescueStepKind] = mapped_column(word(RescueStepKind))
    note: Mapped[str] = mapped_column(Text, default="")
    on_date: Mapped[date | None]
    """The day of a meeting, or the last day of a hold."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Hold(db.Model):
    """A placement whose clock stands still from one day until another."""

    __tablename__ = "placement_hold"
    __table_args__ = (
        CheckConstraint("from_on <= until_on", name="from_before_until"),
        Index(
            "uq_placement_hold_placement_id_runs",
            "placement_id",
            unique=True,
            sqlite_where=RUNS,
            postgresql_where=RUNS,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    from_on: Mapped[date]
    until_on: Mapped[date]
    moves_dates: Mapped[bool]
    """Both sides agreed that what was still due moves on by as many days."""
    ended_on: Mapped[date | None]


class Problem(db.Model):
    """What one side reported to the office; the other side never sees it."""

    __tablename__ = "problem"
    __table_args__ = (CheckConstraint("side <> 'office'", name="of_one_side"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    rescue_id: Mapped[int] = mapped_column(ForeignKey("rescue.id"), index=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    author: Mapped[str] = mapped_column(String(400))
    side: Mapped[Side] = mapped_column(word(Side))
    kind: Mapped[ProblemKind] = mapped_column(word(ProblemKind))
    text: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    rescue: Mapped[Rescue] = relationship(lazy="raise_on_sql", back_populates="problems")
    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    answers: Mapped[list["ProblemAnswer"]] = relationship(
        lazy="raise_on_sql", order_by="ProblemAnswer.id", back_populates="problem"
    )


class ProblemAnswer(db.Model):
    """A line of the thread between the office and whoever reported."""

    __tablename__ = "problem_answer"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    problem_id: Mapped[int] = mapped_column(ForeignKey("problem.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(400))
    from_office: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    problem: Mapped[Problem] = relationship(lazy="raise_on_sql", back_populates="answers")


class NudgeRound(db.Model):
    """The receipt of reminding several at once: who was written to, who was not, and why."""

    __tablename__ = "nudge_round"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    lines: Mapped[list] = mapped_column(JSON, default=list)
    """[placement, side or nothing, outcome] of each, as ids and words."""
