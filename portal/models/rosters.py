"""A roster import: the file's rows as staged, what each would do, and whether it was applied."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.database import Key, db, word
from portal.vocabulary import RosterOutcome, RosterStatus


class Roster(db.Model):
    """One uploaded registrar export."""

    __tablename__ = "roster"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    campus_id: Mapped[int] = mapped_column(ForeignKey("campus.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    encoding: Mapped[str] = mapped_column(String(20))
    headers: Mapped[list] = mapped_column(JSON)
    mapping: Mapped[dict] = mapped_column(JSON)
    """Portal field -> column number of the file."""
    full: Mapped[bool] = mapped_column(default=False)
    status: Mapped[RosterStatus] = mapped_column(word(RosterStatus), default=RosterStatus.STAGED)
    status_at: Mapped[datetime] = mapped_column(default=clock.now)
    counts: Mapped[dict] = mapped_column(JSON, default=dict)
    lines: Mapped[int | None]
    """How many the file has: fewer staged are a file that was not read to its end. None: not counted then."""
    checks: Mapped[int] = mapped_column(default=0)
    """How many checks began; one that finds that another began after it stops."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class RosterRow(db.Model):
    """One line of the file: as read, as understood, and what it would do."""

    __tablename__ = "roster_row"
    __table_args__ = (Index("ix_roster_row_roster_id_line", "roster_id", "line"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    line: Mapped[int]
    cells: Mapped[list] = mapped_column(JSON)
    values: Mapped[dict] = mapped_column(JSON, default=dict)
    outcome: Mapped[RosterOutcome | None] = mapped_column(word(RosterOutcome))
    problems: Mapped[list] = mapped_column(JSON, default=list)
    number: Mapped[str] = mapped_column(Text, default="")
    email_key: Mapped[str] = mapped_column(Text, default="")
    graduates_on: Mapped[date | None]
    """These three as in `values`, for joining and inserting."""
    moves: Mapped[bool] = mapped_column(default=False)
    """Whether it opens a new enrolment."""
    mark: Mapped[str] = mapped_column(Text, default="")
    """What was known of the student when the line was judged; another now means that it must be judged anew."""
