"""Letters between officers about certificates that need two of them: a purpose and a link."""

from portal import mail
from portal.database import db
from portal.models.campuses import Campus
from portal.models.cohorts import CertificateCohort
from portal.models.people import User
from portal.services import second_officers


def proposed(cohort: CertificateCohort) -> None:
    """To each colleague who may confirm; to the office's own address where there is none."""
    found = second_officers.colleagues(cohort.campus_id, cohort.ordered_by_id)
    campus = db.session.get_one(Campus, cohort.campus_id)
    for name, email in [(who.name, who.email) for who in found] or [(campus.office, campus.office_email)]:
        _send("certificate-proposed", cohort, name, email)


def decided(cohort: CertificateCohort) -> None:
    """To who proposed them: what came of it stands behind the link."""
    officer = db.session.get(User, cohort.ordered_by_id) if cohort.ordered_by_id else None
    if officer:
        _send("certificate-decided", cohort, officer.name, officer.email)


def _send(letter: str, cohort: CertificateCohort, name: str, email: str) -> None:
    link = mail.url("staff.cohorts_show", cohort_id=cohort.id)
    mail.send(letter, email, name=name, campus_id=cohort.campus_id, link=link)
