"""Work the portal gave up: the office hears of it."""

from flask_babel import gettext as _
from sqlalchemy import select

from portal import clock, jobs, mail
from portal.database import db
from portal.models.campuses import Campus
from portal.models.jobs import Job
from portal.models.people import Membership, User
from portal.services.signin import live
from portal.vocabulary import Role

NOTICE = "job-dead"


@jobs.on_death
def tell_office(job: Job) -> None:
    """Write to the campus's office, or to the administrators; a notice that died itself tells nobody."""
    if job.payload.get("template") == NOTICE:
        return
    for name, address in readers(job.campus_id):
        mail.send(
            NOTICE,
            address,
            name=name,
            campus_id=job.campus_id,
            kind=job.kind,
            number=job.id,
            key=f"{NOTICE}:{job.id}:{address}",
        )


def readers(campus_id: int | None) -> list[tuple[str, str]]:
    """Name and address of those who should know."""
    campus = db.session.get(Campus, campus_id) if campus_id else None
    if campus:
        return [(campus.office or _("career office"), campus.office_email)]
    admins = select(User.name, User.email).join(Membership, Membership.user_id == User.id)
    rows = db.session.execute(admins.where(Membership.role == Role.ADMIN, live(clock.now())))
    return [(row.name, row.email) for row in rows]
