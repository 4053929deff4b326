"""What a roster would do: each line beside what is known of that student now. Reads only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import Row, and_, exists, or_, select
from sqlalchemy.orm import aliased

from portal.database import db
from portal.models.people import Membership, User
from portal.models.rosters import RosterRow
from portal.models.students import Enrollment, Student
from portal.services.people import email_key
from portal.vocabulary import Role, RosterOutcome

ENROLMENT = ("college", "programme", "year", "graduates_on")
COMPARED = ("email", "registrar_name", *ENROLMENT)
AT_ONCE = 500


@dataclass
class Line:
    """A line's values and what it comes to: outcome, reasons or changes {field: [before, after]}."""

    id: int
    number: int
    values: dict
    problems: list[str]
    outcome: RosterOutcome = RosterOutcome.SAME
    changes: dict[str, list] = field(default_factory=dict)
    known: Row | None = None
    user_id: int | None = None

    @property
    def key(self) -> str:
        return email_key(self.values.get("email", ""))


@dataclass
class Known:
    """The students of a campus and every account the file's addresses belong to."""

    by_number: dict[str, Row]
    by_email: dict[str, Row]
    accounts: dict[str, int]


@dataclass
class Plan:
    """All lines judged; `absent` are (user, enrolment) ids of students the file does not name."""

    lines: list[Line]
    absent: list[Row]

    def of(self, outcome: RosterOutcome) -> list[Line]:
        return [line for line in self.lines if line.outcome is outcome]

    @property
    def counts(self) -> dict[str, int]:
        found = {outcome.value: len(self.of(outcome)) for outcome in RosterOutcome}
        return {**found, "absent": len(self.absent)}


def plan(campus_id: int, lines: list[Line], *, full: bool) -> Plan:
    """Judge the lines in the file's order; the first that names a student wins."""
    known = look_up(campus_id, lines)
    seen: dict[str, int] = {}
    for line in lines:
        judge(line, known, seen)
    return Plan(lines, absent(known, lines) if full else [])


def look_up(campus_id: int, lines: Iterable[Line]) -> Known:
    students = db.session.execute(students_of(campus_id)).all()
    return Known(
        by_number={row.number: row for row in students},
        by_email={row.email_key: row for row in students},
        accounts=accounts({line.key for line in lines if not line.problems}),
    )


def students_of(campus_id: int):
    """Every student of a campus with the enrolment that is open, if any."""
    other = aliased(Membership)
    elsewhere = exists().where(
        other.user_id == User.id,
        or_(other.role != Role.STUDENT, other.campus_id != campus_id),
    )
    open_one = and_(
        Enrollment.user_id == User.id, Enrollment.campus_id == campus_id, Enrollment.until_at.is_(None)
    )
    return (
        select(
            User.id.label("user_id"),
            User.email,
            User.email_key,
            User.name,
            User.registrar_name,
            Student.number,
            Enrollment.id.label("enrollment_id"),
            Enrollment.college,
            Enrollment.programme,
            Enrollment.year,
            Enrollment.graduates_on,
            elsewhere.label("elsewhere"),
        )
        .join(Student, Student.user_id == User.id)
        .outerjoin(Enrollment, open_one)
        .where(Student.campus_id == campus_id)
    )


def accounts(keys: set[str]) -> dict[str, int]:
    """E-mail key -> user id, for the keys that have an account."""
    found: dict[str, int] = {}
    for some in batches(sorted(keys)):
        found |= dict(
            db.session.execute(select(User.email_key, User.id).where(User.email_key.in_(some))).all()
        )
    return found


def batches(things: list, size: int = AT_ONCE) -> Iterator[list]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def judge(line: Line, known: Known, seen: dict[str, int]) -> None:
    """Decide one line: refused with its reasons, new, changed or the same."""
    if not line.problems:
        line.known = known.by_number.get(line.values["number"])
        line.user_id = line.known.user_id if line.known else known.accounts.get(line.key)
        line.problems = [reason for reason in (twice(line, seen), disagreement(line, known)) if reason]
    if line.problems:
        line.outcome = RosterOutcome.REFUSED
        return
    seen[line.key] = seen["#" + line.values["number"]] = line.number
    line.changes = differences(line.values, line.known) if line.known else {}
    line.outcome = RosterOutcome.NEW if line.known is None else outcome_of(line.changes)


def outcome_of(changes: Mapping) -> RosterOutcome:
    return RosterOutcome.CHANGED if changes else RosterOutcome.SAME


def twice(line: Line, seen: dict[str, int]) -> str:
    """Another line of the file is about the same student."""
    other = seen.get("#" + line.values["number"]) or seen.get(line.key)
    return _("The same student is on line %(line)s; that line counts.", line=other) if other else ""


def disagreement(line: Line, known: Known) -> str:
    """The number says one person, the address another."""
    if line.known is None:
        other = known.by_email.get(line.key)
        return _("This address belongs to student number %(number)s.", number=other.number) if other else ""
    if line.known.email_key == line.key:
        return ""
    if line.key in known.accounts:
        return _("This address belongs to another person in the portal.")
    if line.known.elsewhere:
        return _("This student also has another role here; an administrator changes their address.")
    return ""


def differences(values: dict, row: Row) -> dict[str, list]:
    """{field: [before, after]} in JSON values; a field without a column in the file stays as it is."""
    now = {name: getattr(row, name) for name in COMPARED}
    now["graduates_on"] = now["graduates_on"].isoformat() if now["graduates_on"] else None
    found = {
        name: [now[name], values[name]] for name in COMPARED if name in values and now[name] != values[name]
    }
    if row.enrollment_id is None:
        found["enrolled"] = [False, True]
    if email_key(row.email) == email_key(values["email"]):
        found.pop("email", None)
    return found


def absent(known: Known, lines: Iterable[Line]) -> list[Row]:
    """Enrolled students whom no line names, not even a refused one."""
    numbers, keys = set(), set()
    for line in lines:
        numbers.add(line.values.get("number"))
        keys.add(line.key)
    return [
        row
        for row in known.by_number.values()
        if row.enrollment_id and row.number not in numbers and row.email_key not in keys
    ]


def staged(roster_id: int) -> list[Line]:
    """The lines as understood when they were checked, in the file's order; reasons found then included."""
    columns = (RosterRow.id, RosterRow.line, RosterRow.values)
    query = select(*columns).where(RosterRow.roster_id == roster_id).order_by(RosterRow.line)
    return [
        Line(row.id, row.line, row.values, list(row.values.get("problems", ())))
        for row in db.session.execute(query)
    ]
