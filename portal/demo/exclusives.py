"""Three projects for a few: a wish for graduates, one that opened to the other campus, one that waits there."""

from datetime import timedelta

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo import arrivals, plans, postings
from portal.demo.organisations import ORGANISATIONS
from portal.demo.postings import Plan
from portal.demo.work import WORKS
from portal.demo.world import Place, World
from portal.services import applications, audiences, drafts, exclusivity_end, partnerships, projects
from portal.vocabulary import ActorKind, AfterExclusive

DAY = timedelta(days=1)
LONE = {"year": ["Final year"], "year_must": False, "graduates_within": 24, "graduates_must": False}
ENDED = {"after_exclusive": AfterExclusive.OPEN}


def finish(world: World) -> None:
    """Posted three weeks ago; exclusive for ten days; the other campus was asked after that."""
    north, south = world.places["north"], world.places["south"]
    second_home(world, south)
    ours = north.partners[0]
    with clock.travel(world.now - 21 * DAY):
        posted(world, north, ours, 0, LONE)
        until = {"exclusive_until": clock.today(north.zone) + 10 * DAY, **ENDED}
        opened = posted(world, north, ours, 1, until)
        posted(world, north, ours, 2, until)
    with clock.travel(world.now - 9 * DAY):
        exclusivity_end.end_exclusivity()
        db.session.flush()
    with clock.travel(world.now - 8 * DAY):
        agree(south.staff, opened)
    db.session.commit()


def second_home(world: World, south: Place) -> None:
    """The demo supervisor's employer works with the other campus too."""
    with clock.travel(world.now - 60 * DAY):
        told = arrivals.applied(ORGANISATIONS[0], south.campus_id)
        made = applications.apply(told, by=Actor(ActorKind.NOBODY, ORGANISATIONS[0].contact))
        contact = arrivals.contact_of(made)
        for step in (arrivals.begin, arrivals.approve):
            step(partnerships.get(south.staff, made.id), south.staff, contact)
        db.session.flush()


def posted(world: World, place: Place, contact: Actor, number: int, whom: dict) -> int:
    work = WORKS[number * 5 % len(WORKS)]
    plan: Plan = plans.plan(world, place, contact, work, work.subjects[0], 20, seats=3)
    project = drafts.begin(place.campus_id, by=contact)
    db.session.flush()
    key = project.id
    postings.write(plan, projects.get(contact, key))
    drafts.save(projects.get(contact, key), "eligibility", whom, by=contact)
    postings.send(projects.get(contact, key), contact)
    projects.approve(projects.get(place.staff, key), by=place.staff)
    db.session.flush()
    return key


def agree(staff: Actor, project_id: int) -> None:
    """The other campus's office shows one of them to its students."""
    for row in audiences.listing(staff):
        if row.project_id == project_id:
            note = "Our third years have asked for exactly this."
            audiences.approve(audiences.get(staff, row.id), by=staff, note=note)
