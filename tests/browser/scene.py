"""Scenes that no button of the demo sets, made in the database of a site that runs.

`python -m tests.browser.scene seat TAG SELECTION`: a project with one seat, and two students who may have it.
`python -m tests.browser.scene later PROJECT`: the last moment of what its students hold has come.
"""

import json
import sys
from types import SimpleNamespace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import CLI
from portal.database import db, take_write_lock
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.employers import Contact, Partnership
from portal.models.people import User
from portal.services import clocks, invitations
from portal.vocabulary import PartnershipStatus, Selection, stages
from tests.browser.people import PASSWORD
from tests.factories import claims as make
from tests.factories import student
from wsgi import app


def seat(tag: str, selection: str) -> dict:
    """The project's number and title, its supervisor's address, and (name, address) of both students."""
    at = db.session.scalars(select(Campus).where(Campus.slug == "northmoor")).one()
    force = (Partnership.campus_id == at.id, Partnership.status == PartnershipStatus.APPROVED)
    contact = db.session.scalars(
        select(Contact)
        .join(Partnership, Partnership.applicant_id == Contact.id)
        .where(*force)
        .options(joinedload(Contact.employer))
        .order_by(Contact.id)
    ).first()
    by = SimpleNamespace(employer=contact.employer, contact=contact)
    title = f"Sort the slides of {tag}"
    made = make.project(at, by, title=title, seats=1, selection=Selection(selection))
    both = [arrived(at, f"{name} {tag.title()}") for name in ("Ilse", "Jarek")]
    told = {"project": made.id, "title": title, "boss": contact.email}
    return {**told, "students": [[one.name, one.email] for one in both]}


def arrived(at: Campus, name: str) -> User:
    """A student who may sign in."""
    user = db.session.get_one(User, student(at, name).user_id)
    invitations.set_password(user, PASSWORD, by=CLI)
    return user


def later(project: str) -> dict:
    """Only this project's clocks are moved: everybody else in the demo keeps their days."""
    for claim in db.session.scalars(
        select(Claim).where(Claim.project_id == int(project), Claim.status.in_(stages.ON_OFFER))
    ):
        claim.until_at = clock.now()
    return {"lapsed": clocks.lapse_due()}


if __name__ == "__main__":
    with app.app_context():
        take_write_lock()
        told = {"seat": seat, "later": later}[sys.argv[1]](*sys.argv[2:])
        db.session.commit()
        print(json.dumps(told))
