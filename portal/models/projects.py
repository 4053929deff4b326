"""Projects: scope, deliverables, seats, dates, eligibility and audience."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.campuses import Campus
from portal.models.employers import Contact, Employer
from portal.vocabulary import (
    AfterExclusive,
    DeclineCode,
    EligibilityKind,
    FeeTrigger,
    Field,
    Format,
    MayShow,
    Payer,
    Place,
    ProjectStatus,
    Selection,
)

COMPLETE = (
    "status IN ('draft','withdrawn') OR (title <> '' AND summary <> '' AND field IS NOT NULL"
    " AND minutes IS NOT NULL"
    " AND fee IS NOT NULL AND seats IS NOT NULL AND place IS NOT NULL AND selection IS NOT NULL"
    " AND starts_on IS NOT NULL AND due_on IS NOT NULL AND apply_by IS NOT NULL AND apply_by_at IS NOT NULL"
    " AND supervisor_id IS NOT NULL AND submitted_at IS NOT NULL)"
)


class Project(db.Model):
    """A micro-internship as its employer scoped it. Columns are empty only while it is a draft."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint(COMPLETE, name="complete_unless_draft"),
        CheckConstraint("seats_taken >= 0 AND (seats IS NULL OR seats_taken <= seats)", name="seats"),
        CheckConstraint(
            "(status = 'declined') = (decline_code IS NOT NULL)", name="decline_code_if_declined"
        ),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes_positive"),
        CheckConstraint("fee IS NULL OR fee >= 0", name="fee_not_negative"),
        CheckConstraint("due_on IS NULL OR starts_on IS NULL OR due_on >= starts_on", name="due_after_start"),
        Index("ix_project_campus_id_status_apply_by_at_id", "campus_id", "status", "apply_by_at", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    ancestor_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    status: Mapped[ProjectStatus] = mapped_column(word(ProjectStatus), default=ProjectStatus.DRAFT)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_at: Mapped[datetime | None]
    decline_code: Mapped[DeclineCode | None] = mapped_column(word(DeclineCode))
    version: Mapped[int] = mapped_column()
    scope_version: Mapped[int] = mapped_column(default=1)
    """Counts what its office approved; claims and placements keep the one they accepted."""
    changing_since: Mapped[datetime | None]
    """While a change waits for the office no new seat is given."""

    title: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(String(160), default="")
    field: Mapped[Field | None] = mapped_column(word(Field))
    format: Mapped[Format] = mapped_column(word(Format), default=Format.MICRO_INTERNSHIP)
    why: Mapped[str] = mapped_column(Text, default="")
    out_of_scope: Mapped[str] = mapped_column(Text, default="")
    must_skills: Mapped[list] = mapped_column(JSON, default=list)
    learn_skills: Mapped[list] = mapped_column(JSON, default=list)
    tools: Mapped[list] = mapped_column(JSON, default=list)
    competencies: Mapped[list] = mapped_column(JSON, default=list)

    minutes: Mapped[int | None]
    minutes_a_week: Mapped[int | None]
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    flexible: Mapped[bool] = mapped_column(default=False)
    seats: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)

    fee: Mapped[int | None]
    """Minor units of `currency`."""
    currency: Mapped[str] = mapped_column(String(3))
    payer: Mapped[Payer] = mapped_column(word(Payer), default=Payer.EMPLOYER)
    fund_id: Mapped[int | None] = mapped_column(ForeignKey("fund.id"), index=True)
    """Where the office takes the fees of free seats from, when it is not the employer who pays."""
    fee_trigger: Mapped[FeeTrigger] = mapped_column(word(FeeTrigger), default=FeeTrigger.ON_ACCEPTANCE)
    days_to_pay: Mapped[int] = mapped_column(default=14)

    place: Mapped[Place | None] = mapped_column(word(Place))
    address: Mapped[str] = mapped_column(String(300), default="")
    access_note: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(String(60))
    equipment: Mapped[str] = mapped_column(Text, default="")

    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    alternate_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    check_ins: Mapped[int] = mapped_column(default=1)
    answer_days: Mapped[int] = mapped_column(default=2)
    """Working days within which the supervisor promises to answer a question."""

    selection: Mapped[Selection | None] = mapped_column(word(Selection))
    questions: Mapped[list] = mapped_column(JSON, default=list)
    wants_resume: Mapped[bool] = mapped_column(default=False)
    apply_by: Mapped[date | None]
    apply_by_at: Mapped[datetime | None]
    decide_by: Mapped[date | None]
    by_draw: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether lots decide between all who ask for a seat within the first hours."""
    blind: Mapped[bool] = mapped_column(default=False)
    graduates_within: Mapped[int | None]
    """Months within which the student graduates; None when it does not matter."""
    graduates_must: Mapped[bool] = mapped_column(default=True, server_default=true())

    relationship_kind: Mapped[str] = mapped_column(String(120), default="")
    nda: Mapped[bool] = mapped_column(default=False)
    ip: Mapped[str] = mapped_column(Text, default="")
    data_note: Mapped[str] = mapped_column(Text, default="")
    ai_rule: Mapped[str] = mapped_column(Text, default="")
    exclusions_at: Mapped[datetime | None]
    """When the employer had ticked every exclusion."""
    exclusions: Mapped[list] = mapped_column(JSON, default=list, server_default="[]")
    reasons: Mapped[dict] = mapped_column(JSON, default=dict, server_default="{}")
    """{key of a finding: why it is meant}."""
    exclusive_until: Mapped[date | None]
    exclusive_until_at: Mapped[datetime | None]
    """The end of that day, written when the project opens."""
    after_exclusive: Mapped[AfterExclusive] = mapped_column(
        word(AfterExclusive), default=AfterExclusive.CLOSE, server_default=AfterExclusive.CLOSE.value
    )
    may_show: Mapped[MayShow] = mapped_column(word(MayShow), default=MayShow.YES)

    campus: Mapped[Campus] = relationship(lazy="raise_on_sql")
    employer: Mapped[Employer] = relationship(lazy="raise_on_sql")
    supervisor: Mapped[Contact | None] = relationship(lazy="raise_on_sql", foreign_keys=[supervisor_id])
    deliverables: Mapped[list["Deliverable"]] = relationship(
        lazy="raise_on_sql",
        order_by="Deliverable.position",
        cascade="all, delete-orphan",
        primaryjoin="and_(Deliverable.project_id == Project.id,"
        " Deliverable.scope_version == Project.scope_version, Deliverable.amendment == 0)",
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        lazy="raise_on_sql", order_by="Milestone.due_on", cascade="all, delete-orphan"
    )
    eligibility: Mapped[list["Eligibility"]] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}


class Deliverable(db.Model):
    """One thing the student hands over, and how it will be judged."""

    __tablename__ = "deliverable"
    __table_args__ = (UniqueConstraint("project_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    scope_version: Mapped[int] = mapped_column(default=1)
    """The version of the project that asks for it."""
    amendment: Mapped[int] = mapped_column(Key, default=0, server_default="0")
    """The change of one placement that asks for it; 0 when the project itself does."""
    position: Mapped[int]
    """Its place; never one that another version or change used."""
    name: Mapped[str] = mapped_column(String(160))
    format: Mapped[str] = mapped_column(String(80), default="")
    criterion: Mapped[str] = mapped_column(Text)


class Milestone(db.Model):
    """A date within the project, with or without a check-in."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str] = mapped_column(String(160))
    due_on: Mapped[date]
    check_in: Mapped[bool] = mapped_column(default=False)


class Eligibility(db.Model):
    """A college, programme or year the project asks for (`must`) or would like."""

    __tablename__ = "eligibility"
    __table_args__ = (UniqueConstraint("project_id", "kind", "value"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[EligibilityKind] = mapped_column(word(EligibilityKind))
    value: Mapped[str] = mapped_column(String(160))
    must: Mapped[bool] = mapped_column(default=True)


class ProjectAudience(db.Model):
    """A campus whose students may see the project, from one instant until another."""

    __tablename__ = "project_audience"
    __table_args__ = (Index("ix_project_audience_campus_id_project_id", "campus_id", "project_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(String(200))
