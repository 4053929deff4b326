"""What the demo's employers begin anew: last term's project once more, and one from the example library."""

from sqlalchemy import select

from portal.actor import Actor
from portal.database import db
from portal.demo.postings import send
from portal.demo.world import Place, World
from portal.models.placements import Placement
from portal.services import beginnings, drafts, projects, scoping
from portal.vocabulary import Exclusion, ProjectStatus, stages

EXAMPLES = ("user-interviews", "alt-text-audit")
CHECK_INS = "Our desk is staffed all day: questions are answered as they come, so we plan no fixed check-ins."


def finish(world: World) -> None:
    """At each campus the first partner posts a project again, and the second sends one from an example."""
    for place, slug in zip(world.places.values(), EXAMPLES, strict=True):
        repeat(place, place.partners[0])
        try_example(place, place.partners[1], slug)


def repeat(place: Place, contact: Actor) -> None:
    """Two drafts of projects that were done: one waits for its employer, one for the office."""
    for number, project_id in enumerate(done(place, contact)):
        made = beginnings.again(projects.get(contact, project_id), by=contact)
        db.session.flush()
        if number:
            complete(made, contact)
            send(made, contact)


def done(place: Place, contact: Actor) -> list[int]:
    """The oldest two of the employer's closed projects whose work was accepted here."""
    accepted = select(Placement.project_id).where(
        Placement.employer_id == contact.employer_id,
        Placement.campus_id == place.campus_id,
        Placement.status.in_(stages.DONE),
    )
    mine = [row.id for row in projects.listing(contact) if row.status is ProjectStatus.CLOSED]
    return sorted(set(mine) & set(db.session.scalars(accepted)))[:2]


def try_example(place: Place, contact: Actor, slug: str) -> None:
    """Send one for review, with few check-ins and a reason for that."""
    made = beginnings.from_example(beginnings.library()[slug], place.campus_id, by=contact)
    complete(made, contact)
    drafts.save(made, "people", {**drafts.answers(made, "people"), "check_ins": 0}, by=contact)
    drafts.save(made, "time", {**drafts.answers(made, "time"), "milestones": []}, by=contact)
    asked = scoping.unexplained(made, scoping.findings(made))
    projects.submit(made, by=contact, reasons={one.key: CHECK_INS for one in asked})


def complete(project, contact: Actor) -> None:
    """Tick what it is not."""
    given = drafts.answers(project, "legal")
    drafts.save(project, "legal", {**given, "exclusions": list(Exclusion)}, by=contact)
