"""Letters about claims: what happened and a link, never a reason, a name or an answer."""

from portal import mail
from portal.database import db
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.employers import Contact
from portal.models.people import User


def to_student(letter: str, claim: Claim) -> None:
    """Tell the student, with a link to the request."""
    student = db.session.get_one(User, claim.student_id)
    link = mail.url("student.claims_show", claim_id=claim.id)
    _send(letter, student, claim, link)


def to_office(letter: str, claim: Claim) -> None:
    """Tell the career office that proposed the student, with a link to the project's candidates."""
    office = db.session.get_one(Campus, claim.campus_id)
    link = mail.url("staff.matches_show", project_id=claim.project_id)
    mail.send(
        letter,
        office.office_email,
        name=office.office,
        campus_id=office.id,
        campus=office.name,
        title=claim.project.title,
        link=link,
    )


def to_supervisor(letter: str, claim: Claim, **data: str) -> None:
    """Tell the project's supervisor, with a link to its applicants."""
    supervisor = db.session.get(Contact, claim.project.supervisor_id)
    if supervisor:
        link = mail.url("employer.applicants_index", project_id=claim.project_id)
        _send(letter, supervisor, claim, link, **data)


def _send(letter: str, to: User | Contact, claim: Claim, link: str, **data: str) -> None:
    campus = db.session.get_one(Campus, claim.campus_id)
    mail.send(
        letter,
        to.email,
        name=to.name,
        campus_id=campus.id,
        campus=campus.name,
        office=campus.office,
        title=claim.project.title,
        link=link,
        **data,
    )
