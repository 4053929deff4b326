"""Certificates joined into one file for a printer, kept for some days."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal import clock
from portal.database import Key, db, word
from portal.models.files import StoredFile
from portal.vocabulary import PrintSort


class PrintRun(db.Model):
    """Pages that an officer asked for; without a file once they are made, it has been let go."""

    __tablename__ = "print_run"
    __table_args__ = (
        CheckConstraint("file_id IS NULL OR expires_at IS NOT NULL", name="expires_if_file"),
        CheckConstraint("file_id IS NULL OR problem = ''", name="file_or_problem"),
        CheckConstraint("done_at IS NOT NULL OR file_id IS NULL", name="done_at_if_file"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_cohort.id"), index=True)
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ordered_at: Mapped[datetime] = mapped_column(default=clock.now)
    sort: Mapped[PrintSort] = mapped_column(word(PrintSort))
    done_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(Text, default="")
    expires_at: Mapped[datetime | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")


class PrintPage(db.Model):
    """One certificate in a print run; position counts from 1."""

    __tablename__ = "print_page"
    __table_args__ = (UniqueConstraint("run_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("print_run.id"))
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    position: Mapped[int]
