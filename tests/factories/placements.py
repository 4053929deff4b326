"""Placements to test with: two campuses, two employers, and a placement moved on through its verbs."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from portal import clock
from portal.actor import CLI, Actor
from portal.database import db
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.employers import Contact, Employer
from portal.models.files import StoredFile
from portal.models.people import Membership
from portal.models.placements import Placement
from portal.models.projects import Deliverable, Project
from portal.services import campuses, evaluations, fees, people, placements, reflections
from portal.vocabulary import (
    ActorKind,
    ClaimStatus,
    EndCause,
    Field,
    Place,
    ProjectStatus,
    ReflectionStage,
    Role,
    Selection,
)
from portal.vocabulary import PlacementStatus as S

TEXTS = ("I drew a map.", "Maps are hard.", "Draw another.")


@dataclass(frozen=True)
class Person:
    """Somebody in one membership, and who they are as an actor."""

    membership: Membership
    actor: Actor


def campus(slug: str) -> Campus:
    details = {
        "slug": slug,
        "name": f"{slug.title()} campus",
        "university": "Northmoor University",
        "initials": "N",
        "zone": "Europe/London",
        "currency": "GBP",
        "brand": "#0f5c4d",
        "office": "Careers service",
        "office_email": f"careers@{slug}.example",
        "signatory": "Dr R. Vane",
        "signatory_title": "Director",
    }
    return campuses.create(details, [f"{slug}.example"], by=CLI)


def person(email: str, role: Role, **where) -> Person:
    """A new account with one membership; `where` is campus_id or employer_id (and contact_id)."""
    contact_id = where.pop("contact_id", None)
    user = people.create(email, email.partition("@")[0].title(), by=CLI)
    membership = people.grant(user, role, by=CLI, **where)
    db.session.flush()
    actor = Actor(ActorKind.USER, user.name, user.id, role, contact_id=contact_id, **where)
    return Person(membership, actor)


def employer(domain: str) -> Employer:
    made = Employer(name=domain.partition(".")[0].title(), domain=domain, website=f"https://{domain}")
    db.session.add(made)
    db.session.flush()
    return made


def contact(of: Employer, name: str) -> Person:
    """A contact with an account."""
    email = f"{name}@{of.domain}"
    row = Contact(employer_id=of.id, name=name.title(), email=email, email_key=email, title="Lead")
    db.session.add(row)
    db.session.flush()
    made = person(email, Role.CONTACT, employer_id=of.id, contact_id=row.id)
    row.user_id = made.actor.user_id
    return made


def project(at: Campus, of: Employer, supervisor: Person, **columns) -> Project:
    """An open project that starts tomorrow and is due in two weeks."""
    today = clock.today(at.zone)
    values = {
        "status": ProjectStatus.OPEN,
        "title": "Map the footpaths",
        "summary": "One clear map.",
        "field": Field.DESIGN,
        "minutes": 1200,
        "fee": 48000,
        "currency": "GBP",
        "seats": 3,
        "place": Place.REMOTE,
        "selection": Selection.CLAIM,
        "check_ins": 0,
        "starts_on": today + timedelta(days=1),
        "due_on": today + timedelta(days=14),
        "apply_by": today,
        "apply_by_at": clock.end_of_day(today, at.zone),
        "submitted_at": clock.now(),
        "zone": at.zone,
        **columns,
    }
    made = Project(campus_id=at.id, employer_id=of.id, supervisor_id=supervisor.actor.contact_id, **values)
    made.deliverables = [
        Deliverable(position=1, name="The map", format="PDF", criterion="Every path is on it")
    ]
    db.session.add(made)
    db.session.flush()
    return made


def begun(on: Project, student: Person) -> Placement:
    """A placement in kick-off, from an accepted claim."""
    on.seats_taken += 1
    claim = Claim(
        project_id=on.id,
        student_id=student.actor.user_id,
        campus_id=on.campus_id,
        status=ClaimStatus.ACCEPTED,
        accepted_at=clock.now(),
    )
    db.session.add(claim)
    db.session.flush()
    return placements.begin(claim, by=student.actor)


def world() -> SimpleNamespace:
    """Two campuses and two employers, somebody of each kind, and one placement in kick-off."""
    north, south = campus("north"), campus("south")
    brook, crest = employer("brook.example"), employer("crest.example")
    people_ = {
        "student": person("amara@north.example", Role.STUDENT, campus_id=north.id),
        "other": person("bela@north.example", Role.STUDENT, campus_id=north.id),
        "far": person("cato@south.example", Role.STUDENT, campus_id=south.id),
        "staff": person("desk@north.example", Role.STAFF, campus_id=north.id),
        "far_staff": person("desk@south.example", Role.STAFF, campus_id=south.id),
        "supervisor": contact(brook, "priya"),
        "colleague": contact(brook, "quinn"),
        "stranger": contact(crest, "rhea"),
    }
    there = project(north, brook, people_["supervisor"])
    placement = begun(there, people_["student"])
    return SimpleNamespace(north=north, south=south, project=there, placement=placement, **people_)


def move(here: SimpleNamespace, to: S) -> Placement:
    """Bring the world's placement into this state through the verbs."""
    placement = here.placement
    for step in ROADS[to]:
        step(placement, here)
    return placement


def file_of(here: SimpleNamespace) -> StoredFile:
    """A kept file, without its bytes."""
    kept = StoredFile(campus_id=here.north.id, sha256="0" * 64, size=1, type="text/plain", name="map.txt")
    db.session.add(kept)
    db.session.flush()
    return kept


def start(placement, here) -> None:
    placements.tick(placement, by=here.student.actor)
    placements.tick(placement, by=here.supervisor.actor)


def hand_in(placement, here) -> None:
    placements.hand_in(placement, "Done", [], ["https://example.org/map"], by=here.student.actor)


def revise(placement, here) -> None:
    placements.revise(placement, "Please add the bridge.", by=here.supervisor.actor)


def accept(placement, here) -> None:
    placements.accept(placement, by=here.supervisor.actor)


def settle(placement, here) -> None:
    """Everything that closes a placement by itself."""
    evaluations.waive(placement, "The supervisor left.", by=here.staff.actor)
    reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)
    pay(placement, here)


def pay(placement, here) -> None:
    payer = here.staff if fees.of(placement).fund_id else here.supervisor
    fees.move(placement, "report_paid", by=payer.actor)
    fees.move(placement, "confirm", by=here.student.actor)


def end(placement, here) -> None:
    placements.end_early(placement, EndCause.SCOPE, 12000, "It grew too large.", by=here.staff.actor)


def miss(placement, here) -> None:
    placements.no_show(placement, "No answer for a week.", by=here.staff.actor)


ROADS = {
    S.KICKOFF: (),
    S.ACTIVE: (start,),
    S.DELIVERED: (start, hand_in),
    S.REVISION: (start, hand_in, revise),
    S.ACCEPTED: (start, hand_in, accept),
    S.CLOSED: (start, hand_in, accept, settle),
    S.ENDED_EARLY: (start, end),
    S.NO_SHOW: (miss,),
}
