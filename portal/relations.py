"""How somebody stands to a record: the rules that abilities are made of. Pure: no Flask, no queries."""

from collections.abc import Callable
from typing import Any

from portal.actor import Actor
from portal.vocabulary import ActorKind, Role, Side

Rule = Callable[[Actor, Any], bool]


def system(actor: Actor, record: Any) -> bool:
    return actor.kind in (ActorKind.SYSTEM, ActorKind.CLI)


def administrator(actor: Actor, record: Any) -> bool:
    return actor.role is Role.ADMIN


def office(actor: Actor, record: Any) -> bool:
    """Staff of the record's campus."""
    return actor.role is Role.STAFF and actor.campus_id is not None and actor.campus_id == record.campus_id


def second_officer(actor: Actor, record: Any) -> bool:
    """Anybody of the office but the one who proposed it."""
    return office(actor, record) and actor.user_id not in (None, record.ordered_by_id)


def own_student(actor: Actor, record: Any) -> bool:
    return actor.role is Role.STUDENT and actor.user_id == record.student_id


def own_profile(actor: Actor, record: Any) -> bool:
    """The student at the campus whose profile it is."""
    return actor.role is Role.STUDENT and (actor.user_id, actor.campus_id) == (
        record.user_id,
        record.campus_id,
    )


def own_side(actor: Actor, record: Any) -> bool:
    """Of the side that proposed the change."""
    return own_student(actor, record) if record.side is Side.STUDENT else own_employer(actor, record)


def other_side(actor: Actor, record: Any) -> bool:
    """Of the side that a change was proposed to."""
    return own_employer(actor, record) if record.side is Side.STUDENT else own_student(actor, record)


def own_employer(actor: Actor, record: Any) -> bool:
    """Any contact of the record's employer who has an account."""
    return actor.role is Role.CONTACT and actor.employer_id == record.employer_id


def payer(actor: Actor, record: Any) -> bool:
    """Of the side that pays the fee that the record is: the office where a fund does, else the employer."""
    return own_employer(actor, record) if record.fund_id is None else office(actor, record)


def employer_of_project(actor: Actor, record: Any) -> bool:
    return actor.role is Role.CONTACT and actor.employer_id == record.project.employer_id


def own_organisation(actor: Actor, record: Any) -> bool:
    """A contact of the employer that the record is."""
    return actor.role is Role.CONTACT and actor.employer_id == record.id


def applying_employer(actor: Actor, record: Any) -> bool:
    """A contact of the partnership's employer; who applied also before anybody has confirmed them."""
    applied = actor.role is Role.CONTACT and actor.contact_id == record.applicant_id
    return applied or own_employer(actor, record)


def office_of_change(actor: Actor, record: Any) -> bool:
    """Staff of a campus whose office decides on the change; which those are was asked when it was found."""
    return actor.role is Role.STAFF and actor.campus_id in record.campus_ids


def reporter(actor: Actor, record: Any) -> bool:
    """Who reported the problem, in the role they reported it in; a student at its campus."""
    if actor.user_id is None or actor.user_id != record.author_id:
        return False
    return actor.role is Role.CONTACT or (actor.role is Role.STUDENT and actor.campus_id == record.campus_id)


def link_holder(actor: Actor, record: Any) -> bool:
    """Came by the very evaluation request the record is."""
    return actor.kind is ActorKind.LINK and actor.request_id == record.id


def asked_by_link(actor: Actor, record: Any) -> bool:
    """Came by the link of the very question the record is."""
    return actor.kind is ActorKind.LINK and actor.follow_up_id == record.id


def supervisor_of_request(actor: Actor, record: Any) -> bool:
    return actor.role is Role.CONTACT and actor.contact_id == record.contact_id


def office_of_evaluation(actor: Actor, record: Any) -> bool:
    return actor.role is Role.STAFF and actor.campus_id == record.evaluation.placement.campus_id
