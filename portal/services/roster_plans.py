"""What a roster would do: each line beside what is known of that student now. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import Row, Select, false, or_, select

from portal.database import db
from portal.models.campuses import CampusDomain
from portal.models.people import Membership, User
from portal.models.rosters import RosterRow
from portal.models.students import Enrollment, Student
from portal.services.people import email_key
from portal.vocabulary import Role, RosterOutcome

ENROLMENT = ("college", "programme", "year", "graduates_on")
COMPARED = ("email", "registrar_name", *ENROLMENT)


@dataclass
class Person:
    """A student as known now; `elsewhere` when they have another role besides."""

    user_id: int
    email: str
    email_key: str
    name: str
    registrar_name: str
    number: str
    enrolled: Row | None
    elsewhere: bool


@dataclass
class Line:
    """A line's values and what it comes to: outcome, reasons or changes {field: [before, after]}."""

    id: int
    number: int
    values: dict
    problems: list[str]
    outcome: RosterOutcome = RosterOutcome.SAME
    changes: dict[str, list] = field(default_factory=dict)
    known: Person | None = None
    user_id: int | None = None

    @property
    def key(self) -> str:
        return email_key(self.values.get("email", ""))


@dataclass
class Known:
    """The students of a campus, and every account with an address of it."""

    by_number: dict[str, Person]
    by_email: dict[str, Person]
    accounts: dict[str, int]


@dataclass
class Plan:
    """All lines judged; `absent` are the enrolled students the file does not name."""

    lines: list[Line]
    absent: list[Person]

    def of(self, outcome: RosterOutcome) -> list[Line]:
        return [line for line in self.lines if line.outcome is outcome]

    @property
    def counts(self) -> dict[str, int]:
        found = {outcome.value: len(self.of(outcome)) for outcome in RosterOutcome}
        return {**found, "absent": len(self.absent)}


def plan(campus_id: int, lines: list[Line], *, full: bool) -> Plan:
    """Judge the lines in the file's order; the first that names a student wins."""
    known = look_up(campus_id)
    seen: dict[str, int] = {}
    for line in lines:
        judge(line, known, seen)
    return Plan(lines, absent(known, lines) if full else [])


def look_up(campus_id: int) -> Known:
    students = people_of(campus_id)
    return Known(
        by_number={person.number: person for person in students},
        by_email={person.email_key: person for person in students},
        accounts=accounts(campus_id),
    )


def people_of(campus_id: int) -> list[Person]:
    """Every student of a campus: three plain questions, joined here, are quick on either engine."""
    enrolled = {row.user_id: row for row in db.session.execute(open_enrolments(campus_id))}
    others = set(db.session.scalars(with_other_roles(campus_id)))
    return [
        Person(**row._mapping, enrolled=enrolled.get(row.user_id), elsewhere=row.user_id in others)
        for row in db.session.execute(students_of(campus_id))
    ]


def students_of(campus_id: int) -> Select:
    return (
        select(Student.user_id, Student.number, User.email, User.email_key, User.name, User.registrar_name)
        .join(User, User.id == Student.user_id)
        .where(Student.campus_id == campus_id)
    )


def open_enrolments(campus_id: int) -> Select:
    told = (getattr(Enrollment, name) for name in ENROLMENT)
    return select(Enrollment.id, Enrollment.user_id, *told).where(
        Enrollment.campus_id == campus_id, Enrollment.until_at.is_(None)
    )


def with_other_roles(campus_id: int) -> Select:
    """Students of the campus who are something else as well, there or elsewhere."""
    return (
        select(Membership.user_id)
        .join(Student, Student.user_id == Membership.user_id)
        .where(Student.campus_id == campus_id)
        .where(or_(Membership.role != Role.STUDENT, Membership.campus_id != campus_id))
    )


def accounts(campus_id: int) -> dict[str, int]:
    """E-mail key -> user id of every account whose address lies within the campus: one scan, however many."""
    domains = db.session.scalars(select(CampusDomain.domain).where(CampusDomain.campus_id == campus_id))
    within = [User.email_key.endswith(f"@{email_key(domain)}", autoescape=True) for domain in domains]
    query = select(User.email_key, User.id).where(or_(false(), *within))
    return dict(db.session.execute(query).all())


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


def differences(values: dict, person: Person) -> dict[str, list]:
    """{field: [before, after]} in JSON values; a field without a column in the file stays as it is."""
    now = {"email": person.email, "registrar_name": person.registrar_name, **enrolment(person.enrolled)}
    found = {
        name: [now[name], values[name]] for name in COMPARED if name in values and now[name] != values[name]
    }
    if person.enrolled is None:
        found["enrolled"] = [False, True]
    if person.email_key == email_key(values["email"]):
        found.pop("email", None)
    return found


def enrolment(row: Row | None) -> dict[str, str | None]:
    """An enrolment in JSON values; empty for none."""
    if row is None:
        return {**dict.fromkeys(ENROLMENT, ""), "graduates_on": None}
    return {**row._asdict(), "graduates_on": row.graduates_on and row.graduates_on.isoformat()}


def absent(known: Known, lines: Iterable[Line]) -> list[Person]:
    """Enrolled students whom no line names, not even a refused one."""
    numbers, keys = set(), set()
    for line in lines:
        numbers.add(line.values.get("number"))
        keys.add(line.key)
    return [
        person
        for person in known.by_number.values()
        if person.enrolled and person.number not in numbers and person.email_key not in keys
    ]


def staged(roster_id: int) -> list[Line]:
    """The lines as understood when they were checked, in the file's order; reasons found then included."""
    columns = (RosterRow.id, RosterRow.line, RosterRow.values)
    query = select(*columns).where(RosterRow.roster_id == roster_id).order_by(RosterRow.line)
    return [
        Line(row.id, row.line, row.values, list(row.values.get("problems", ())))
        for row in db.session.execute(query)
    ]
