"""Employers as they come: an application through the public verbs, and a partnership moved on by its verbs."""

from types import SimpleNamespace

from portal.actor import CLI, NOBODY, Actor
from portal.database import db
from portal.models.campuses import Campus
from portal.models.employers import Contact, Partnership
from portal.models.people import Membership
from portal.services import applications, partnerships, people, vetting
from portal.vocabulary import ActorKind, DeclineCode, Role
from portal.vocabulary import PartnershipStatus as S
from tests.factories import campus, officer, student

TYPED = {
    "name": "Riverbank Food Shelf",
    "legal_name": "Riverbank Food Shelf CIO",
    "registration": "1187402",
    "website": "https://www.riverbank.example",
    "address": "4 Quay Street, Northmoor",
    "phone": "+44 20 7946 0018",
    "contact_name": "Dana Whitlock",
    "contact_title": "Development coordinator",
    "email": "dana@riverbank.example",
    "reason": "Thank-you letters for first-time donors.",
    "terms_name": "Dana Whitlock",
}


def acting(membership: Membership, label: str, contact_id: int | None = None) -> Actor:
    return Actor(
        ActorKind.USER,
        label,
        user_id=membership.user_id,
        role=membership.role,
        campus_id=membership.campus_id,
        employer_id=membership.employer_id,
        contact_id=contact_id,
    )


def application(at: Campus, **typed) -> Partnership:
    """A partnership in `applied`; `typed` replaces answers."""
    return applications.apply({**TYPED, "campus_id": at.id, **typed}, by=NOBODY)


def member(contact: Contact) -> Membership:
    """The membership of a contact with an account."""
    user = people.find(contact.email)
    return people.grant(user, Role.CONTACT, by=CLI, employer_id=contact.employer_id)


def partner(at: Campus, status: S = S.APPROVED, by: Actor | None = None, **typed) -> SimpleNamespace:
    """An employer whose partnership was brought to this state: partnership, employer, contact, member, actor."""
    made = application(at, **typed)
    mine = member(made.applicant)
    actor = acting(mine, made.applicant.name, made.applicant_id)
    here = SimpleNamespace(
        partnership=made, employer=made.employer, contact=made.applicant, member=mine, actor=actor
    )
    move(here, status, by or acting(officer(at), "Olive Officer"))
    return here


def move(here: SimpleNamespace, to: S, desk: Actor) -> None:
    """Bring the partnership to this state through its verbs."""
    for step in ROADS[to]:
        step(here.partnership, here.actor, desk)
    db.session.flush()


def begin(record, own, desk) -> None:
    partnerships.begin_review(record, by=desk)


def tick(record, desk: Actor) -> None:
    """Work through the whole checklist."""
    found = {item: vetting.Answer(True, "Looked at it.") for item in vetting.ITEMS}
    vetting.save(record, found, vetting.seen(vetting.checklist(record.id)), by=desk)


def approve(record, own, desk) -> None:
    tick(record, desk)
    partnerships.approve(record, by=desk)


def ask(record, own, desk) -> None:
    partnerships.ask_changes(record, by=desk, note="Which register are you in?")


def decline(record, own, desk) -> None:
    partnerships.decline(record, DeclineCode.UNVERIFIED, by=desk, note="We could not reach you.")


def withdraw(record, own, desk) -> None:
    partnerships.withdraw(record, by=own)


def suspend(record, own, desk) -> None:
    partnerships.suspend(record, by=desk, note="A complaint is being looked at.")


def end(record, own, desk) -> None:
    partnerships.end(record, by=desk, note="You asked us to.")


ROADS = {
    S.APPLIED: (),
    S.IN_REVIEW: (begin,),
    S.CHANGES_REQUESTED: (begin, ask),
    S.APPROVED: (begin, approve),
    S.DECLINED: (begin, decline),
    S.WITHDRAWN: (withdraw,),
    S.SUSPENDED: (begin, approve, suspend),
    S.ENDED: (begin, approve, end),
}


def world() -> SimpleNamespace:
    """Two campuses with an office each, two employers (the second partners with both), and a student."""
    north, south = campus("north"), campus("south")
    desks = {at.slug: officer(at) for at in (north, south)}
    desk, far = (acting(desks[at.slug], "Olive Officer") for at in (north, south))
    brook = partner(north, by=desk)
    crest = partner(north, by=desk, name="Crest", website="crest.example", email="cy@crest.example")
    return SimpleNamespace(
        north=north,
        south=south,
        desk=desk,
        far=far,
        officer=desks["north"],
        far_officer=desks["south"],
        brook=brook,
        crest=crest,
        student=acting(student(north), "Sam Student"),
    )
