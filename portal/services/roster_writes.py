"""Writing a checked roster into the tables: a dozen statements, however many lines there are."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, insert, literal, or_, select, text, update

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.history import remember_each
from portal.models.people import Membership, User
from portal.models.rosters import Roster, RosterRow
from portal.models.students import Enrollment, Student
from portal.services.roster_plans import absent
from portal.vocabulary import Role, RosterOutcome

NEW = RosterRow.outcome == RosterOutcome.NEW
CHANGED = RosterRow.outcome == RosterOutcome.CHANGED
NAMED = RosterRow.outcome.in_([RosterOutcome.NEW, RosterOutcome.CHANGED])
ENROLLED = ("user_id", "campus_id", "from_at", "college", "programme", "year", "graduates_on")


def write(roster: Roster, *, by: Actor) -> None:
    """Accounts, memberships and profiles of the new; enrolments closed and opened, never overwritten."""
    at = clock.now()
    expect_many()
    tell_new_addresses(roster, by=by)
    name_accounts(roster)
    add_accounts(roster, at)
    correct_accounts(roster)
    add_memberships(roster, at)
    add_profiles(roster, at)
    close(roster, at)
    open_enrolments(roster, at)


def expect_many() -> None:
    """Each statement is about all lines; PostgreSQL, which last counted before they were there, is told so."""
    if db.session.get_bind().dialect.name == "postgresql":
        for hint in ("enable_nestloop = off", "jit = off", "work_mem = '64MB'"):
            db.session.execute(text(f"SET LOCAL {hint}"))


def said(name: str) -> ColumnElement[str]:
    """A value of the line as text."""
    return RosterRow.values[name].as_string()


def accounts(roster: Roster, *columns, of: ColumnElement[bool]) -> Select:
    """Of each such line its account, which has its address by then; in the file's order."""
    joined = select(*columns).join_from(RosterRow, User, User.email_key == RosterRow.email_key)
    return joined.where(RosterRow.roster_id == roster.id, of)


def fill(model, select_: Select, names: tuple[str, ...]) -> None:
    db.session.execute(insert(model).from_select(names, select_))


def name_accounts(roster: Roster) -> None:
    """Who had an account already keeps the name they chose; the registrar's is noted."""
    named = (RosterRow.roster_id == roster.id, NEW, RosterRow.email_key == User.email_key)
    run(update(User).where(*named).values(registrar_name=said("registrar_name")))


def run(statement) -> None:
    """Write rows that this session holds no copies of."""
    db.session.execute(statement, execution_options={"synchronize_session": False})


def add_accounts(roster: Roster, at: datetime) -> None:
    names = ("email", "name", "registrar_name", "sort_name")
    unknown = (
        select(*map(said, names), RosterRow.email_key, literal(at, User.created_at.type))
        .outerjoin(User, User.email_key == RosterRow.email_key)
        .where(RosterRow.roster_id == roster.id, NEW, User.id.is_(None))
        .order_by(RosterRow.line)
    )
    fill(User, unknown, (*names, "email_key", "created_at"))


def corrected(roster: Roster) -> tuple[ColumnElement[bool], ...]:
    """Which lines say another address or registered name than their student's."""
    return (
        RosterRow.roster_id == roster.id,
        CHANGED,
        Student.campus_id == roster.campus_id,
        Student.number == RosterRow.number,
        User.id == Student.user_id,
    )


def correct_accounts(roster: Roster) -> None:
    """Follow the registrar; a name the student chose stays, and a new address is still to be confirmed."""
    other = (User.email_key != RosterRow.email_key) | (User.registrar_name != said("registrar_name"))
    moved = User.email_key != RosterRow.email_key
    run(
        update(User)
        .where(*corrected(roster), other)
        .values(
            email=said("email"),
            email_key=RosterRow.email_key,
            email_verified_at=case((moved, None), else_=User.email_verified_at),
            name=case((User.name == User.registrar_name, said("name")), else_=User.name),
            registrar_name=said("registrar_name"),
            sort_name=said("sort_name"),
        )
    )


def tell_new_addresses(roster: Roster, *, by: Actor) -> None:
    """A new address is a new way to sign in: each one is remembered by itself."""
    remember_each(User, "change_email", by, new_addresses(roster))


def new_addresses(roster: Roster) -> Iterator[tuple[int, dict, dict]]:
    query = select(User.id, User.email, said("email")).where(
        *corrected(roster), User.email_key != RosterRow.email_key
    )
    for user_id, before, after in db.session.execute(query.execution_options(yield_per=1000)):
        yield user_id, {"email": before}, {"email": after}


def students_here(roster: Roster) -> tuple[ColumnElement[bool], ...]:
    return Membership.role == Role.STUDENT, Membership.campus_id == roster.campus_id


def add_memberships(roster: Roster, at: datetime) -> None:
    """Everyone named is a student here from now on; a membership that ended stays as it was."""
    role, since = literal(Role.STUDENT, Membership.role.type), literal(at, Membership.from_at.type)
    open_ended = or_(Membership.until_at.is_(None), Membership.until_at > at)
    held = and_(Membership.user_id == User.id, open_ended, *students_here(roster))
    without = (
        accounts(roster, User.id, role, literal(roster.campus_id), since, of=NAMED)
        .outerjoin(Membership, held)
        .where(Membership.id.is_(None))
    )
    fill(Membership, without, ("user_id", "role", "campus_id", "from_at"))


def add_profiles(roster: Roster, at: datetime) -> None:
    campus_id, since = literal(roster.campus_id), literal(at, Student.created_at.type)
    new = accounts(roster, User.id, campus_id, RosterRow.number, since, of=NEW)
    fill(Student, new, ("user_id", "campus_id", "number", "created_at"))


def close(roster: Roster, at: datetime) -> None:
    """End at this instant the enrolments of who is enrolled otherwise now, and of who is absent."""
    open_here = (Enrollment.campus_id == roster.campus_id, Enrollment.until_at.is_(None))
    moved = accounts(roster, User.id, of=CHANGED & RosterRow.moves)
    run(update(Enrollment).where(*open_here, Enrollment.user_id.in_(moved)).values(until_at=at))
    if roster.full:
        run(update(Enrollment).where(Enrollment.id.in_(absent(roster))).values(until_at=at))


def open_enrolments(roster: Roster, at: datetime) -> None:
    """What the line says, and what was carried over to it when it was judged."""
    here = (literal(roster.campus_id), literal(at, Enrollment.from_at.type))
    told = (*map(said, ("college", "programme", "year")), RosterRow.graduates_on)
    fill(Enrollment, accounts(roster, User.id, *here, *told, of=NAMED & RosterRow.moves), ENROLLED)
