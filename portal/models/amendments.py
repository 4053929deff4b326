"""Changes of what a student and an employer agreed: proposed by one side, answered by the other."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.employers import Contact
from portal.models.placements import Placement
from portal.vocabulary import AmendmentStatus, Side

OPEN = "status IN ('proposed','agreed')"
CHANGES = ("starts_on", "due_on", "minutes", "fee", "supervisor_id", "deliverables")


class Amendment(db.Model):
    """What one side proposes to change of a placement; a column is empty where all stays as it was."""

    __tablename__ = "amendment"
    __table_args__ = (
        CheckConstraint(" OR ".join(f"{name} IS NOT NULL" for name in CHANGES), name="changes_something"),
        CheckConstraint("side IN ('student','employer')", name="side_of_the_work"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("fee >= 0", name="fee_not_negative"),
        CheckConstraint("(status = 'in_force') = (in_force_at IS NOT NULL)", name="in_force_at_if_in_force"),
        Index(
            "uq_amendment_placement_id_open",
            "placement_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index("ix_amendment_campus_id_status", "campus_id", "status"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placement.id"), index=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    side: Mapped[Side] = mapped_column(word(Side))
    """Who proposed it."""
    status: Mapped[AmendmentStatus] = mapped_column(word(AmendmentStatus), default=AmendmentStatus.PROPOSED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    in_force_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    """The other side's words with its answer."""
    office_note: Mapped[str] = mapped_column(Text, default="")
    asks_office: Mapped[list] = mapped_column(JSON, default=list)
    """Why the office has to agree, too; empty when it need not."""
    starts_on: Mapped[date | None]
    due_on: Mapped[date | None]
    minutes: Mapped[int | None]
    fee: Mapped[int | None]
    """Minor units of the placement's currency."""
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    deliverables: Mapped[list | None] = mapped_column(JSON(none_as_null=True))
    """[{name, format, criterion}]: all that would be handed over."""
    before: Mapped[dict] = mapped_column(JSON)
    """{column: what stood there when it was proposed}, days as ISO 8601, the supervisor by name."""
    version: Mapped[int] = mapped_column()

    placement: Mapped[Placement] = relationship(lazy="raise_on_sql")
    supervisor: Mapped[Contact | None] = relationship(lazy="raise_on_sql")
    __mapper_args__ = {"version_id_col": version}
