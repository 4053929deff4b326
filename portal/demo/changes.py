"""Employers who change an open project, bring a colleague in, and what offices noted about them."""

from datetime import timedelta

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo.world import Place, World
from portal.models.employers import Employer
from portal.models.projects import Project
from portal.services import colleagues, drafts, memory, partnerships, projects, revisions
from portal.vocabulary import PartnershipStatus, ProjectStatus

NOTES = (
    ("Answers the telephone before ten. Likes to meet the student once before the start.", None),
    ("Wants two more projects after the summer: ask who would supervise them.", 20),
)


def finish(world: World) -> None:
    """The present, at each campus."""
    for place in world.places.values():
        change(place, place.partners[0])
        remember(place)
    bring_in(world.places["north"].partners[0], "Robin Marsh", "Editor")


def change(place: Place, contact: Actor) -> None:
    """One change is live, one waits for the office, one is being written."""
    live, waits, written = opened(contact)[:3]
    send(live, "fee", {"fee": live.fee + 4000}, "The work takes more care than we thought.", contact)
    revisions.accept(revisions.get(place.staff, revisions.live(live).id), by=place.staff, note="Thank you.")
    send(waits, "time", {"seats": waits.seats + 1}, "A second team could use the result as well.", contact)
    propose(written, "what", {"why": f"{written.why} The board reads it in spring."}, contact)


def opened(contact: Actor) -> list[Project]:
    """The contact's open projects, as their page loads them."""
    found = [row.id for row in projects.listing(contact) if row.status is ProjectStatus.OPEN]
    return [projects.get(contact, project_id) for project_id in found]


def propose(project: Project, step: str, new: dict, by: Actor) -> revisions.Revision:
    return revisions.save(project, step, {**drafts.answers(project, step), **new}, by=by)


def send(project: Project, step: str, new: dict, why: str, by: Actor) -> None:
    revisions.send(propose(project, step, new, by), why, by=by)


def remember(place: Place) -> None:
    """A few notes, one to come back to."""
    found = [row.id for row in partnerships.listing(place.staff) if row.status is PartnershipStatus.APPROVED]
    for partnership_id in found[:2]:
        partnership = partnerships.get(place.staff, partnership_id)
        for text, days in NOTES:
            follow_up = clock.today(place.zone) + timedelta(days=days) if days else None
            memory.note(partnership, text, follow_up, by=place.staff)


def bring_in(contact: Actor, name: str, title: str) -> None:
    """A colleague at the demo supervisor's own employer."""
    domain = db.session.get_one(Employer, contact.employer_id).domain
    colleagues.add(name, f"{name.split(maxsplit=1)[0].lower()}@{domain}", title, by=contact)
