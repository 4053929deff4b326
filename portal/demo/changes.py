"""Employers who change an open project, bring a colleague in, newcomers, and what offices noted about them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo.world import Place, World
from portal.models.employers import Employer, Partnership
from portal.models.projects import Project
from portal.services import applications, colleagues, drafts, memory, partnerships, projects, revisions
from portal.vocabulary import ActorKind, PartnershipStatus, ProjectStatus

NOTES = (
    ("Answers the telephone before ten. Likes to meet the student once before the start.", None),
    ("Wants two more projects after the summer: ask who would supervise them.", 20),
)
NEWCOMERS = ("Lea Brandt", "Sam Ortiz", "Noor Siddiqui", "Pia Holt")
"""They have a mailbox at a partner of the other campus and apply here; nobody has confirmed them."""


def finish(world: World) -> None:
    """The present, at each campus."""
    for place in world.places.values():
        change(place, place.partners[0])
        remember(place)
    bring_in(world.places["north"].partners[0], "Robin Marsh", "Editor")
    north, south = world.places["north"], world.places["south"]
    knock(north, south, NEWCOMERS[:2])
    knock(south, north, NEWCOMERS[2:])


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


def knock(place: Place, other: Place, names: Sequence[str]) -> None:
    """Somebody at a partner of the other campus asks for this one too, unknown to their colleagues."""
    here = select(Partnership.employer_id).where(Partnership.campus_id == place.campus_id)
    theirs = [contact.employer_id for contact in other.partners[1:]]
    strangers = (
        select(Employer).where(Employer.id.in_(theirs), Employer.id.not_in(here)).order_by(Employer.id)
    )
    for name, employer in zip(names, db.session.scalars(strangers).all(), strict=False):
        applications.apply(asked(place, employer, name), by=Actor(ActorKind.NOBODY, name))


def asked(place: Place, employer: Employer, name: str) -> dict:
    """What they typed on the public form."""
    first, _, last = name.lower().partition(" ")
    return {
        "campus_id": place.campus_id,
        "name": employer.name,
        "legal_name": employer.legal_name,
        "website": employer.website,
        "address": employer.address,
        "phone": employer.phone,
        "contact_name": name,
        "contact_title": "Team lead",
        "email": f"{first[0]}.{last}@{employer.domain}",
        "reason": "Our team has its own small pieces of work, and we would like students for them.",
        "terms_name": name,
    }
