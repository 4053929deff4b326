"""What a roster would do: each line beside what is known of that student now. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import Row, Select, String, and_, case, cast, except_, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement, FromClause

from portal.database import db
from portal.models.people import Membership, User
from portal.models.rosters import Roster, RosterRow
from portal.models.students import Enrollment, Student
from portal.services.people import email_key
from portal.vocabulary import Role, RosterOutcome

ENROLMENT = ("college", "programme", "year", "graduates_on")
COMPARED = ("email", "registrar_name", *ENROLMENT)
SEPARATOR = "\x1f"

Account = aliased(User)
"""Who has the address of the line; `User` and `Student` are who has its number."""
Owner = aliased(Student)
"""The student at this campus who has the address of the line."""


@dataclass
class Line:
    """A line's values and what it comes to: outcome, reasons or changes {field: [before, after]}."""

    id: int
    number: int
    values: dict
    problems: list[str]
    known: Row
    outcome: RosterOutcome = RosterOutcome.SAME
    changes: dict[str, list] = field(default_factory=dict)

    @property
    def moves(self) -> bool:
        """Whether it opens a new enrolment."""
        fresh = self.outcome is RosterOutcome.NEW
        return fresh or bool({"enrolled", *ENROLMENT} & set(self.changes))


def beside(roster: Roster) -> FromClause:
    """The lines of a roster, each beside who has its number and who has its address."""
    campus_id = roster.campus_id
    numbered = (Student.campus_id == campus_id) & (Student.number == RosterRow.number)
    open_ = (Enrollment.campus_id == campus_id) & Enrollment.until_at.is_(None)
    joined = RosterRow.__table__.outerjoin(Student, numbered).outerjoin(User, User.id == Student.user_id)
    return (
        joined.outerjoin(Enrollment, (Enrollment.user_id == Student.user_id) & open_)
        .outerjoin(Account, Account.email_key == RosterRow.email_key)
        .outerjoin(Owner, (Owner.user_id == Account.id) & (Owner.campus_id == campus_id))
    )


def elsewhere(campus_id: int) -> ColumnElement[bool]:
    """Who has the number is something else as well, there or at another campus."""
    other = or_(Membership.role != Role.STUDENT, Membership.campus_id != campus_id)
    return exists().where(Membership.user_id == User.id, other).correlate(User)


def mark(campus_id: int) -> ColumnElement[str]:
    """All that a line is judged against, in one text: the same text means the same judgement."""
    facts: tuple = (User.id, User.email, User.registrar_name, Enrollment.id, Account.id, Owner.number)
    told = [func.coalesce(cast(fact, String), "") for fact in facts]
    joined: ColumnElement[str] = case((elsewhere(campus_id), literal("+")), else_=literal(""))
    for text in told:
        joined = joined + literal(SEPARATOR) + text
    return joined


def known(roster: Roster, lines: Sequence[int]) -> Select:
    """What is known beside the lines of these numbers: from `mark` to the open enrolment, by line."""
    enrolled = (getattr(Enrollment, name) for name in ENROLMENT)
    return (
        select(
            mark(roster.campus_id).label("mark"),
            User.id.label("user_id"),
            User.email,
            User.email_key,
            User.registrar_name,
            elsewhere(roster.campus_id).label("elsewhere"),
            Account.id.label("account_id"),
            Owner.number.label("owner"),
            Enrollment.id.label("enrollment_id"),
            *enrolled,
        )
        .select_from(beside(roster))
        .where(RosterRow.roster_id == roster.id, RosterRow.line.between(lines[0], lines[-1]))
        .order_by(RosterRow.line)
    )


def stale(roster: Roster) -> bool:
    """Whether anything was changed since the lines were judged."""
    different = select(RosterRow.id).select_from(beside(roster)).where(RosterRow.roster_id == roster.id)
    different = different.where(RosterRow.mark != mark(roster.campus_id)).limit(1)
    if db.session.scalar(different) is not None:
        return True
    return roster.full and count_absent(roster) != roster.counts["absent"]


def absent(roster: Roster) -> Select:
    """The open enrolments of students whom no line names, not even a refused one."""
    open_here = (Enrollment.campus_id == roster.campus_id, Enrollment.until_at.is_(None))
    lines = select(Enrollment.id).where(RosterRow.roster_id == roster.id)
    by_number = lines.select_from(beside(roster))
    by_address = lines.select_from(RosterRow).join(User, User.email_key == RosterRow.email_key)
    by_address = by_address.join(Enrollment, (Enrollment.user_id == User.id) & and_(*open_here))
    return select(except_(select(Enrollment.id).where(*open_here), by_number, by_address).subquery())


def count_absent(roster: Roster) -> int:
    return db.session.scalar(select(func.count()).select_from(absent(roster).subquery())) or 0


def judge(line: Line, seen: dict[str, int]) -> None:
    """Decide one line: refused with its reasons, new, changed or the same. The first that names a student wins."""
    if not line.problems:
        line.problems = [reason for reason in (twice(line, seen), disagreement(line)) if reason]
    if line.problems:
        line.outcome = RosterOutcome.REFUSED
        return
    seen[email_key(line.values["email"])] = seen["#" + line.values["number"]] = line.number
    line.changes = differences(line.values, line.known) if line.known.user_id else {}
    line.outcome = outcome_of(line.changes) if line.known.user_id else RosterOutcome.NEW
    if line.moves:
        carry_over(line)


def outcome_of(changes: Mapping) -> RosterOutcome:
    return RosterOutcome.CHANGED if changes else RosterOutcome.SAME


def carry_over(line: Line) -> None:
    """What the file has no column for stays as it is in the enrolment that opens."""
    line.values = {**enrolment(line.known), **line.values}


def twice(line: Line, seen: dict[str, int]) -> str:
    """Another line of the file is about the same student."""
    other = seen.get("#" + line.values["number"]) or seen.get(email_key(line.values["email"]))
    return _("The same student is on line %(line)s; that line counts.", line=other) if other else ""


def disagreement(line: Line) -> str:
    """The number says one person, the address another."""
    known = line.known
    if known.user_id is None:
        return (
            _("This address belongs to student number %(number)s.", number=known.owner) if known.owner else ""
        )
    if known.account_id == known.user_id:
        return ""
    if known.account_id:
        return _("This address belongs to another person in the portal.")
    if known.elsewhere:
        return _("This student also has another role here; an administrator changes their address.")
    return ""


def differences(values: dict, known: Row) -> dict[str, list]:
    """{field: [before, after]} in JSON values; a field without a column in the file stays as it is."""
    now = {"email": known.email, "registrar_name": known.registrar_name, **enrolment(known)}
    found = {
        name: [now[name], values[name]] for name in COMPARED if name in values and now[name] != values[name]
    }
    if known.enrollment_id is None:
        found["enrolled"] = [False, True]
    if known.account_id == known.user_id:
        found.pop("email", None)
    return found


def enrolment(known: Row) -> dict[str, str | None]:
    """The open enrolment in JSON values; empty for none."""
    on = known.graduates_on
    told = {name: getattr(known, name) or "" for name in ENROLMENT}
    return {**told, "graduates_on": on and on.isoformat()}
