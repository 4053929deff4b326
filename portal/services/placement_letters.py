"""Letters about a placement: a purpose and a link, never a name, a reason or a word of the work."""

from collections.abc import Mapping

from sqlalchemy import Row, select

from portal import mail
from portal.database import db
from portal.models.campuses import Campus
from portal.models.employers import Contact
from portal.models.jobs import Job
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.vocabulary import Side


def to_student(letter: str, placement: Placement, key: str | None = None) -> None:
    people = _people(placement)
    _send(letter, people.student_email, people.student, "student", placement, people.title, key)


def to_supervisor(letter: str, placement: Placement, key: str | None = None) -> None:
    people = _people(placement)
    _send(letter, people.contact_email, people.contact, "employer", placement, people.title, key)


def to_both(letter: str, placement: Placement) -> None:
    to_student(letter, placement)
    to_supervisor(letter, placement)


def to_office(letter: str, placement: Placement) -> None:
    campus, people = db.session.get_one(Campus, placement.campus_id), _people(placement)
    _send(letter, campus.office_email, campus.office, "staff", placement, people.title)


def remind(letter: str, wanted: Mapping[str, tuple[Placement, Side]]) -> int:
    """Write to these sides, each key once however often it is asked for; how many letters."""
    written = set(db.session.scalars(select(Job.key).where(Job.key.in_(wanted))))
    new = {key: whom for key, whom in wanted.items() if key not in written}
    for key, (placement, side) in new.items():
        (to_student if side is Side.STUDENT else to_supervisor)(letter, placement, key)
    return len(new)


def _people(placement: Placement) -> Row:
    """Names and addresses of both sides, and the project's title."""
    return db.session.execute(
        select(
            User.name.label("student"),
            User.email.label("student_email"),
            Contact.name.label("contact"),
            Contact.email.label("contact_email"),
            Project.title,
        )
        .select_from(Placement)
        .join(Placement.student)
        .join(Placement.supervisor)
        .join(Placement.project)
        .where(Placement.id == placement.id)
    ).one()


def _send(
    letter: str, to: str, name: str, audience: str, placement: Placement, title: str, key: str | None = None
) -> None:
    pages = {"link": "placements_show", "sheet": "kick_offs_sheet"}
    told = {word: mail.url(f"{audience}.{page}", placement_id=placement.id) for word, page in pages.items()}
    mail.send(
        letter, to, name=name, campus_id=placement.campus_id, title=title, audience=audience, key=key, **told
    )
