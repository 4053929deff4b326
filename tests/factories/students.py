"""Students, as a roster would have brought them in."""

from datetime import date

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.models.campuses import Campus
from portal.models.people import Membership
from portal.models.students import Enrollment, Student
from portal.services import people
from portal.vocabulary import Role
from tests.factories.campuses import address

ENROLLED = {"college": "Arts", "programme": "History", "year": "Junior", "graduates_on": date(2028, 5, 31)}


def student(campus: Campus, name: str = "Sam Student", profile: dict | None = None, **enrolled) -> Membership:
    """A student enrolled at the campus; `profile` and `enrolled` are column values."""
    user = people.create(address(name, campus), name, by=CLI, registrar_name=name)
    membership = people.grant(user, Role.STUDENT, by=CLI, campus_id=campus.id)
    number = f"S{user.id:07}"
    db.session.add(Student(user_id=user.id, campus_id=campus.id, **{"number": number, **(profile or {})}))
    db.session.add(
        Enrollment(user_id=user.id, campus_id=campus.id, from_at=clock.now(), **{**ENROLLED, **enrolled})
    )
    db.session.flush()
    return membership
