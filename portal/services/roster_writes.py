"""Writing a judged roster into the tables: a few statements over many rows, never one a student."""

from datetime import date, datetime

from sqlalchemy import Select, insert, select, update

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.people import Membership, User
from portal.models.students import Enrollment, Student
from portal.services.people import email_key
from portal.services.roster_plans import ENROLMENT, Line, Person, Plan, accounts
from portal.services.roster_plans import enrolment as now
from portal.vocabulary import Role, RosterOutcome


def write(campus_id: int, plan: Plan, *, by: Actor) -> None:
    """Accounts, memberships and profiles of the new; enrolments closed and opened, never overwritten."""
    at = clock.now()
    new, changed = plan.of(RosterOutcome.NEW), plan.of(RosterOutcome.CHANGED)
    add_accounts([line for line in new if line.user_id is None])
    name_accounts([line for line in new if line.user_id])
    find_accounts(campus_id, new)
    add_memberships(campus_id, [line.user_id for line in new + changed])
    many(insert(Student), [{"campus_id": campus_id, **profile(line)} for line in new])
    correct_accounts([line for line in changed if {"email", "registrar_name"} & set(line.changes)])
    tell_new_addresses([line for line in changed if "email" in line.changes], by=by)
    moved = [line for line in changed if {"enrolled", *ENROLMENT} & set(line.changes)]
    close([line.known for line in moved] + plan.absent, at)
    many(insert(Enrollment), [enrolment(campus_id, line, at) for line in new + moved])


def many(statement, rows: list[dict]) -> None:
    """Run a statement over all rows; nothing for none."""
    if rows:
        db.session.execute(statement, rows)


def add_accounts(lines: list[Line]) -> None:
    many(insert(User), [account(line) for line in lines])


def account(line: Line) -> dict:
    values = line.values
    names = {name: values[name] for name in ("email", "name", "registrar_name", "sort_name")}
    return {**names, "email_key": line.key, "created_at": clock.now()}


def name_accounts(lines: list[Line]) -> None:
    """Who had an account already keeps the name they chose; the registrar's is noted."""
    rows = [{"id": line.user_id, "registrar_name": line.values["registrar_name"]} for line in lines]
    many(update(User), rows)


def find_accounts(campus_id: int, lines: list[Line]) -> None:
    """Learn the ids the database gave."""
    ids = accounts(campus_id)
    for line in lines:
        line.user_id = ids[line.key]


def add_memberships(campus_id: int, user_ids: list[int]) -> None:
    """Everyone named is a student here from now on; a membership that ended begins again."""
    held = {row.user_id: row for row in db.session.execute(student_memberships(campus_id))}
    over = [
        row.id for id_ in user_ids if (row := held.get(id_)) and row.until_at and row.until_at <= clock.now()
    ]
    many(update(Membership), [{"id": id_, "until_at": None} for id_ in over])
    base = {"role": Role.STUDENT, "campus_id": campus_id, "from_at": clock.now()}
    many(insert(Membership), [{**base, "user_id": id_} for id_ in user_ids if id_ not in held])


def student_memberships(campus_id: int) -> Select:
    return select(Membership.id, Membership.user_id, Membership.until_at).where(
        Membership.role == Role.STUDENT, Membership.campus_id == campus_id
    )


def profile(line: Line) -> dict:
    return {"user_id": line.user_id, "number": line.values["number"], "skills": [], "created_at": clock.now()}


def correct_accounts(lines: list[Line]) -> None:
    """Follow the registrar; a name the student chose stays."""
    rows = []
    for line in lines:
        values, known = line.values, line.known
        chose = known.name != known.registrar_name
        name = known.name if chose else values["name"]
        rows.append(
            {
                "id": line.user_id,
                "email": values["email"],
                "email_key": email_key(values["email"]),
                "name": name,
                "registrar_name": values["registrar_name"],
                "sort_name": values["sort_name"],
            }
        )
    many(update(User), rows)


def tell_new_addresses(lines: list[Line], *, by: Actor) -> None:
    """A new address is a new way to sign in: each one is remembered by itself."""
    for line in lines:
        before, after = line.changes["email"]
        user = db.session.get_one(User, line.user_id, populate_existing=True)
        user.email_verified_at = None
        remember(user, "change_email", by, before={"email": before}, after={"email": after})


def close(people: list[Person], at: datetime) -> None:
    """End their enrolments at this instant."""
    ids = [person.enrolled.id for person in people if person.enrolled]
    many(update(Enrollment), [{"id": id_, "until_at": at} for id_ in ids])


def enrolment(campus_id: int, line: Line, at: datetime) -> dict:
    """The row that opens then; what the file has no column for is carried over."""
    told = now(line.known.enrolled if line.known else None)
    told |= {name: line.values[name] for name in ENROLMENT if name in line.values}
    on = told["graduates_on"]
    return {
        "user_id": line.user_id,
        "campus_id": campus_id,
        "from_at": at,
        "until_at": None,
        **{name: told[name] for name in ENROLMENT},
        "graduates_on": date.fromisoformat(on) if on else None,
    }
