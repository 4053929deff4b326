"""A placement: one student's work on one project, its hand-ins and its fee."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.claims import Claim
from portal.models.employers import Contact
from portal.models.files import StoredFile
from portal.models.people import User
from portal.models.projects import Deliverable, Project
from portal.vocabulary import EndCause, FeeStatus, PlacementStatus, ReflectionStage, Side


class Placement(db.Model):
    """From kick-off to close. What is agreed is copied here: later edits of the project do not reach it."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed_at_if_closed"),
        CheckConstraint("(status = 'ended_early') = (end_cause IS NOT NULL)", name="cause_if_ended_early"),
        CheckConstraint(
            "status NOT IN ('accepted','closed') OR accepted_at IS NOT NULL", name="accepted_at_if_accepted"
        ),
        CheckConstraint("revisions >= 0", name="revisions_not_negative"),
        Index("ix_placement_campus_id_status_due_at", "campus_id", "status", "due_at"),
        Index("ix_placement_employer_id_status", "employer_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), unique=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    supervisor_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    status: Mapped[PlacementStatus] = mapped_column(word(PlacementStatus), default=PlacementStatus.KICKOFF)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    scope_version: Mapped[int] = mapped_column(default=1)
    amendment: Mapped[int] = mapped_column(Key, default=0, server_default="0")
    """The change that says what is handed over; 0 while it is what the project said."""
    amended_at: Mapped[datetime | None]
    """When what was agreed was last changed."""
    minutes: Mapped[int]
    starts_on: Mapped[date]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    student_ready_at: Mapped[datetime | None]
    supervisor_ready_at: Mapped[datetime | None]
    first_hand_in_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_office: Mapped[bool] = mapped_column(default=False)
    revisions: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    seat_passed_at: Mapped[datetime | None]
    """When the office gave the seat of work that ended early to somebody else."""
    end_cause: Mapped[EndCause | None] = mapped_column(word(EndCause))
    ended_by: Mapped[Side | None] = mapped_column(word(Side))
    """Whose side an early end came from; neither's when there is none."""
    version: Mapped[int] = mapped_column()

    claim: Mapped[Claim] = relationship(lazy="raise_on_sql")
    project: Mapped[Project] = relationship(lazy="raise_on_sql")
    student: Mapped[User] = relationship(lazy="raise_on_sql")
    supervisor: Mapped[Contact] = relationship(lazy="raise_on_sql")
    hand_ins: Mapped[list["HandIn"]] = relationship(lazy="raise_on_sql", order_by="HandIn.number")
    fee: Mapped["Fee"] = relationship(lazy="raise_on_sql", back_populates="placement")
    deliverables: Mapped[list[Deliverable]] = relationship(
        lazy="raise_on_sql",
        order_by=Deliverable.position,
        viewonly=True,
        primaryjoin="and_(foreign(Deliverable.project_id) == Placement.project_id,"
        " foreign(Deliverable.scope_version) == Placement.scope_version,"
        " foreign(Deliverable.amendment) == Placement.amendment)",
    )
    """What is handed over, as it is agreed now."""
    __mapper_args__ = {"version_id_col": version}


class OfPlacement:
    """Whose a part of a placement is: those of the placement, which must be loaded."""

    @property
    def student_id(self) -> int:
        return self.placement.student_id

    @property
    def employer_id(self) -> int:
        return self.placement.employer_id

    @property
    def campus_id(self) -> int:
        return self.placement.campus_id


class HandIn(db.Model):
    """One handing-over of the work: a note with files and links. Never replaced, only followed."""

    __tablename__ = "hand_in"
    __table_args__ = (
        UniqueConstraint("placement_id", "number"),
        CheckConstraint("(changes = '') = (changes_at IS NULL)", name="changes_at_if_changes"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changes: Mapped[str] = mapped_column(Text, default="")
    """What the employer asked to be changed in this version; empty when nothing."""
    changes_at: Mapped[datetime | None]

    items: Mapped[list["HandInItem"]] = relationship(lazy="raise_on_sql", order_by="HandInItem.id")


class HandInItem(db.Model):
    """A file or a link of a hand-in."""

    __tablename__ = "hand_in_item"
    __table_args__ = (CheckConstraint("(file_id IS NULL) <> (url = '')", name="file_or_link"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hand_in_id: Mapped[int] = mapped_column(ForeignKey("hand_in.id"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    url: Mapped[str] = mapped_column(String(1000), default="")

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")


class Fee(OfPlacement, db.Model):
    """The fee of a placement: tracked, never processed."""

    __tablename__ = "fee"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        Index("ix_fee_status_due_on", "status", "due_on"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), unique=True)
    status: Mapped[FeeStatus] = mapped_column(word(FeeStatus), default=FeeStatus.AGREED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    amount: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    fund_id: Mapped[int | None] = mapped_column(ForeignKey("fund.id"), index=True)
    """The fund that pays it; nobody's when the employer does."""
    due_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    """The day on which the employer says to have paid."""
    reference: Mapped[str] = mapped_column(String(80), default="", server_default="")
    """What the payment is called on a bank statement."""
    reminders: Mapped[int] = mapped_column(default=0, server_default="0")
    """Letters that reminded of where it stands now."""

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql", back_populates="fee")


class Reflection(db.Model):
    """The student's own words on a placement, at one of its three stages."""

    __tablename__ = "reflection"
    __table_args__ = (UniqueConstraint("placement_id", "stage"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"))
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_version.id"))
    stage: Mapped[ReflectionStage] = mapped_column(word(ReflectionStage))
    did: Mapped[str] = mapped_column(Text, default="")
    learned: Mapped[str] = mapped_column(Text, default="")
    next: Mapped[str] = mapped_column(Text, default="")
    further: Mapped[dict] = mapped_column(JSON, default=dict)
    submitted_at: Mapped[datetime | None]
