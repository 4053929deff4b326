"""Letters to employers and to the office about partnerships and projects: a purpose and a link."""

from sqlalchemy import select

from portal import mail
from portal.database import db
from portal.models.campuses import Campus
from portal.models.employers import Contact, Partnership
from portal.models.projects import Project


def partnership(news: str, record: Partnership) -> None:
    """Tell the applicant; `news` is approved, changes, declined, suspended or ended."""
    link = mail.url("employer.partnerships_show", partnership_id=record.id)
    _send(f"partnership-{news}", record.applicant, record.campus, link)


def project(news: str, record: Project, to: Contact) -> None:
    """Tell a contact; `news` is approved, changes, declined, closed or cancelled."""
    link = mail.url("employer.projects_show", project_id=record.id)
    _send(f"project-{news}", to, record.campus, link, title=record.title)


def waiting(campus: Campus, kind: str, record_id: int) -> None:
    """Tell the office that something waits for review."""
    link = mail.url("staff.reviews_show", kind=kind, record_id=record_id)
    mail.send(
        "review-waiting",
        campus.office_email,
        name=campus.office,
        campus_id=campus.id,
        campus=campus.name,
        link=link,
    )


def change_waits(change_id: int, campus_ids: list[int]) -> None:
    """Tell the offices that decide that an employer's profile would change."""
    for campus in db.session.scalars(
        select(Campus).where(Campus.id.in_(campus_ids)).order_by(Campus.id)
    ).all():
        waiting(campus, "change", change_id)


def profile_change(letter: str, contact_id: int | None, campus_id: int | None) -> None:
    """Tell who sent a change of the profile; `letter` is change-accepted or change-declined."""
    contact = db.session.get(Contact, contact_id) if contact_id else None
    if contact:
        campus = db.session.get_one(Campus, campus_id)
        _send(letter, contact, campus, mail.url("employer.profile_show"))


def _send(letter: str, to: Contact, campus: Campus, link: str, **data: str) -> None:
    mail.send(
        letter,
        to.email,
        name=to.name,
        campus_id=campus.id,
        campus=campus.name,
        office=campus.office,
        link=link,
        **data,
    )
