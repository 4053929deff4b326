"""A board to claim from: two campuses, two employers, students, and projects open by first come or application."""

from datetime import timedelta
from types import SimpleNamespace

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.campuses import Campus
from portal.models.employers import Contact, Employer, Partnership
from portal.models.people import Membership
from portal.models.projects import Deliverable, Project, ProjectAudience
from portal.services import asking, board, claims, matches, offers, people
from portal.services.asking import Application
from portal.vocabulary import (
    ActorKind,
    ClosedReason,
    Field,
    PartnershipStatus,
    Place,
    ProjectStatus,
    Role,
    Selection,
)
from portal.vocabulary import ClaimStatus as S
from tests.factories import campus, officer, student

APPLICATION = Application(statement="I love maps.", answers=["Often."], shared=["skills", "email"])


def acting(membership: Membership, contact_id: int | None = None) -> Actor:
    """The actor that a person is in a membership."""
    return Actor(
        ActorKind.USER,
        "Somebody",
        user_id=membership.user_id,
        role=membership.role,
        campus_id=membership.campus_id,
        employer_id=membership.employer_id,
        contact_id=contact_id,
    )


def partner(at: Campus, domain: str, status=PartnershipStatus.APPROVED) -> SimpleNamespace:
    """An employer with one contact, and its partnership with a campus."""
    employer = Employer(name=domain.partition(".")[0].title(), domain=domain, website=f"https://{domain}")
    db.session.add(employer)
    db.session.flush()
    email = f"lead@{domain}"
    user = people.create(email, "Lee Lead", by=acting_system())
    member = people.grant(user, Role.CONTACT, by=acting_system(), employer_id=employer.id)
    contact = Contact(
        employer_id=employer.id, user_id=user.id, name="Lee Lead", email=email, email_key=email, title="Lead"
    )
    db.session.add(contact)
    db.session.flush()
    join(at, employer, contact, status)
    actor = acting(member, contact.id)
    return SimpleNamespace(employer=employer, contact=contact, member=member, actor=actor)


def acting_system() -> Actor:
    return Actor(ActorKind.CLI, "Test", role=Role.ADMIN)


def join(at: Campus, employer: Employer, contact: Contact, status=PartnershipStatus.APPROVED) -> Partnership:
    """A partnership in this state, from now on."""
    made = Partnership(
        campus_id=at.id,
        employer_id=employer.id,
        applicant_id=contact.id,
        status=status,
        applied_at=clock.now(),
        approved_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


PLAIN = {
    "status": ProjectStatus.OPEN,
    "title": "Map the footpaths",
    "summary": "One clear map of 30 paths.",
    "field": Field.DESIGN,
    "minutes": 1200,
    "fee": 48000,
    "currency": "GBP",
    "seats": 2,
    "place": Place.REMOTE,
    "selection": Selection.CLAIM,
}


def project(at: Campus, by: SimpleNamespace, **columns) -> Project:
    """A project open to a campus, on its board for a week more."""
    today = clock.today(at.zone)
    days = {
        "starts_on": today + timedelta(days=14),
        "due_on": today + timedelta(days=34),
        "apply_by": today + timedelta(days=7),
        "apply_by_at": clock.end_of_day(today + timedelta(days=7), at.zone),
        "submitted_at": clock.now(),
        "zone": at.zone,
    }
    whose = {"campus_id": at.id, "employer_id": by.employer.id, "supervisor_id": by.contact.id}
    made = Project(**whose, **{**PLAIN, **days, **columns})
    made.created_by_id = by.contact.id
    made.deliverables = [
        Deliverable(position=1, name="The map", format="PDF", criterion="Every path is on it")
    ]
    db.session.add(made)
    db.session.flush()
    open_to(made, at)
    return made


def open_to(made: Project, at: Campus, until=None) -> None:
    """Show the project to a campus's students."""
    audience = ProjectAudience(
        project_id=made.id, campus_id=at.id, from_at=clock.now(), until_at=until, approved_by="Office"
    )
    db.session.add(audience)
    db.session.flush()


def world() -> SimpleNamespace:
    """Everything at once; `first` fills by first come, `choice` by application with one question."""
    north, south = campus("north"), campus("south")
    brook, crest = partner(north, "brook.example"), partner(north, "crest.example")
    members = {
        "amara": student(north, "Amara Okafor", {"skills": ["Excel", "Writing"], "ceiling_minutes": 900}),
        "bela": student(north, "Bela Nagy"),
        "cato": student(south, "Cato Far"),
    }
    return SimpleNamespace(
        north=north,
        south=south,
        brook=brook,
        crest=crest,
        members=members,
        **{name: acting(member) for name, member in members.items()},
        desk=acting(officer(north)),
        first=project(north, brook, must_skills=["Excel"]),
        choice=project(
            north, brook, title="Edit a guide", selection=Selection.APPLY, questions=["How often?"]
        ),
        match=project(north, brook, title="Host an open day", selection=Selection.MATCH),
    )


def hold(on: Project, by: Actor):
    return claims.hold(board.get(by, on.id), by=by)


def wait(on: Project, by: Actor, application: Application | None = None):
    return claims.join(board.get(by, on.id), application, by=by)


def apply(on: Project, by: Actor, application: Application = APPLICATION):
    return claims.submit(board.get(by, on.id), application, by=by)


def soon() -> object:
    return clock.now().date() + timedelta(days=3)


def held(here):
    return hold(here.first, here.amara)


def submitted(here):
    return apply(here.choice, here.amara)


def shortlisted(here):
    claim = submitted(here)
    offers.shortlist(claim, by=here.brook.actor)
    return claim


def offered(here):
    claim = shortlisted(here)
    offers.offer(claim, "Welcome", soon(), by=here.brook.actor)
    return claim


def proposed(here):
    matches.propose(here.match, [here.amara.user_id], "It would suit you.", by=here.desk)
    return asking.live_on(here.match.id, here.amara)


def waitlisted(here):
    """Behind the only seat, which somebody holds."""
    full = project(here.north, here.brook, title="Count the birds", seats=1)
    hold(full, here.bela)
    return wait(full, here.amara)


def accepted(here):
    claim = held(here)
    claims.accept(claim, by=here.amara)
    return claim


def ended(verb: str, begin):
    """A road to an end by a verb of the student, the employer or the portal."""

    def road(here):
        claim = begin(here)
        END[verb](claim, here)
        return claim

    return road


REASON = ClosedReason.CANCELLED
END = {
    "lapse": lambda claim, here: claims.lapse(claim),
    "withdraw": lambda claim, here: claims.withdraw(claim, by=here.amara),
    "decline_offer": lambda claim, here: claims.decline_offer(claim, by=here.amara),
    "refuse": lambda claim, here: offers.refuse(claim, "Thank you.", by=here.brook.actor),
    "auto_close": lambda claim, here: claims.auto_close(claim),
    "close": lambda claim, here: claims.close_all(claim.project, REASON, by=here.brook.actor),
}
ROADS = {
    S.HELD: held,
    S.SUBMITTED: submitted,
    S.SHORTLISTED: shortlisted,
    S.OFFERED: offered,
    S.PROPOSED: proposed,
    S.WAITLISTED: waitlisted,
    S.ACCEPTED: accepted,
    S.LAPSED: ended("lapse", held),
    S.WITHDRAWN: ended("withdraw", held),
    S.DECLINED_BY_STUDENT: ended("decline_offer", offered),
    S.NOT_SELECTED: ended("refuse", submitted),
    S.AUTO_CLOSED: ended("auto_close", submitted),
    S.CLOSED: ended("close", held),
}
