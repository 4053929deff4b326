"""Disclosures: who looked at what of a student's, and when; read by the student alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite

from portal import clock
from portal.actor import Actor
from portal.database import aside, db
from portal.models.claims import Claim
from portal.models.disclosures import Disclosure
from portal.models.employers import Employer
from portal.models.files import StoredFile
from portal.models.people import User
from portal.models.projects import Project
from portal.models.students import Student
from portal.services.sight import rows
from portal.vocabulary import Seen

PAGE = 20
ONE = ("viewer_id", "student_id", "what", "object_id", "day")


@dataclass(frozen=True)
class Page:
    """Looks, newest first, and the id to go on before (None at the end)."""

    looks: Sequence[Row]
    older: int | None


def note(
    by: Actor, what: Seen, campus_id: int, looked_at: Sequence[tuple[int, int]], *, within: bool = False
) -> None:
    """Remember that `by` sees these (student's user id, object id), once a day and thing.

    In a transaction of its own, but `within` one that writes already. A look that cannot be written is not given:
    DatabaseBusy is the caller's answer.
    """
    new = _new(by, what, campus_id, looked_at)
    if not new:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    keeping = insert(Disclosure).on_conflict_do_nothing(index_elements=ONE)
    if within:
        db.session.execute(keeping, new)
        return
    with aside(write=True) as connection:
        connection.execute(keeping, new)


def _new(by: Actor, what: Seen, campus_id: int, looked_at: Sequence[tuple[int, int]]) -> list[dict]:
    """The rows that are not there yet; nobody's look at their own is one."""
    now = clock.now()
    shared = {
        "viewer_id": by.user_id,
        "role": by.role,
        "employer_id": by.employer_id,
        "campus_id": campus_id,
        "what": what,
        "at": now,
        "day": now.date(),
    }
    known = _known(by, what, now)
    return [
        {**shared, "student_id": student_id, "object_id": object_id}
        for student_id, object_id in looked_at
        if student_id != by.user_id and (student_id, object_id) not in known
    ]


def _known(by: Actor, what: Seen, now: datetime) -> set[tuple[int, int]]:
    """What they looked at today already: most pages are opened more than once, and need no writer then."""
    today = select(Disclosure.student_id, Disclosure.object_id).where(
        Disclosure.viewer_id == by.user_id, Disclosure.what == what, Disclosure.day == now.date()
    )
    return {(row.student_id, row.object_id) for row in db.session.execute(today)}


def note_file(by: Actor, stored: StoredFile) -> None:
    """Remember a look at a file, when it is a student's."""
    if stored.owner_id in (None, by.user_id) or stored.campus_id is None:
        return
    theirs = select(Student.id).where(
        Student.user_id == stored.owner_id, Student.campus_id == stored.campus_id
    )
    if db.session.scalar(theirs):
        note(by, Seen.FILE, stored.campus_id, [(stored.owner_id, stored.id)])


def first_viewed(claim: Claim) -> datetime | None:
    """When somebody of the employer first read this application; None while nobody has."""
    return db.session.scalar(
        select(func.min(Disclosure.at)).where(
            Disclosure.what == Seen.APPLICATION, Disclosure.object_id == claim.id
        )
    )


def mine(actor: Actor, before: int | None = None) -> Page:
    """Twenty looks at the own, at this campus: id, at, what, viewer, employer, title, file, claim_id."""
    query = (
        select(*COLUMNS)
        .join(User, User.id == Disclosure.viewer_id)
        .outerjoin(Employer, Employer.id == Disclosure.employer_id)
        .outerjoin(Claim, and_(Disclosure.what == Seen.APPLICATION, Claim.id == Disclosure.object_id))
        .outerjoin(Project, Project.id == Claim.project_id)
        .outerjoin(StoredFile, and_(Disclosure.what == Seen.FILE, StoredFile.id == Disclosure.object_id))
        .where(Disclosure.student_id == actor.user_id, Disclosure.campus_id == actor.campus_id)
    )
    if before is not None:
        query = query.where(Disclosure.id < before)
    found = rows(query.order_by(Disclosure.id.desc()).limit(PAGE + 1))
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


COLUMNS = (
    Disclosure.id,
    Disclosure.at,
    Disclosure.what,
    User.name.label("viewer"),
    Employer.name.label("employer"),
    Project.title,
    Claim.id.label("claim_id"),
    StoredFile.name.label("file"),
)
