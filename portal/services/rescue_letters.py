"""Letters about work at risk: to the office, to whoever looks after it, to whoever reported."""

from sqlalchemy import select

from portal import mail
from portal.database import db
from portal.models.campuses import Campus
from portal.models.people import User
from portal.models.rescues import Problem, Rescue
from portal.vocabulary import Side

PAGES = {Side.STUDENT: "student.problems_show", Side.EMPLOYER: "employer.problems_show"}


def to_owner(letter: str, rescue: Rescue) -> None:
    """To whoever looks after it; to the office while nobody does."""
    campus = db.session.get_one(Campus, rescue.campus_id)
    owner = db.session.get(User, rescue.owner_id) if rescue.owner_id else None
    mail.send(
        letter,
        owner.email if owner else campus.office_email,
        name=owner.name if owner else campus.office,
        campus_id=campus.id,
        link=mail.url("staff.rescues_show", rescue_id=rescue.id),
    )


def to_reporter(letter: str, problem: Problem) -> None:
    """To whoever reported, at the address they sign in with."""
    who = db.session.execute(select(User.name, User.email).where(User.id == problem.author_id)).one()
    link = mail.url(PAGES[problem.side], problem_id=problem.id)
    mail.send(letter, who.email, name=who.name, campus_id=problem.campus_id, link=link)
