"""Who: one table of abilities, each with the people it belongs to. Pure: no Flask, no queries."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from portal.actor import Actor
from portal.errors import NotAllowed
from portal.vocabulary import ActorKind, Role, Side

Rule = Callable[[Actor, Any], bool]


def system(actor: Actor, record: Any) -> bool:
    return actor.kind in (ActorKind.SYSTEM, ActorKind.CLI)


def administrator(actor: Actor, record: Any) -> bool:
    return actor.role is Role.ADMIN


def office(actor: Actor, record: Any) -> bool:
    """Staff of the record's campus."""
    return actor.role is Role.STAFF and actor.campus_id is not None and actor.campus_id == record.campus_id


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


ABILITIES: dict[str, tuple[Rule, ...]] = {
    "partnership.open": (office,),
    "partnership.approve": (office,),
    "partnership.ask_changes": (office,),
    "partnership.decline": (office,),
    "partnership.answer": (applying_employer,),
    "partnership.withdraw": (applying_employer,),
    "partnership.suspend": (office,),
    "partnership.resume": (office,),
    "partnership.end": (office,),
    "partnership.nudge": (office,),
    "partnership.note": (office,),
    "partnership.ask_again": (office,),
    "partnership.comment": (office, applying_employer),
    "partnership.vet": (office,),
    "partnership.review": (office,),
    "partnership.care": (office,),
    "partnership.confirm": (office,),
    "employer.edit": (own_organisation,),
    "employer_change.accept": (office_of_change,),
    "employer_change.decline": (office_of_change,),
    "employer_change.withdraw": (own_employer,),
    "contact.add": (own_employer,),
    "contact.confirm": (own_employer,),
    "contact.hand_over": (own_employer,),
    "project.edit": (own_employer,),
    "project.submit": (own_employer,),
    "project.approve": (office,),
    "project.ask_changes": (office,),
    "project.decline": (office,),
    "project.withdraw": (own_employer,),
    "project.close": (own_employer, office, system),
    "project.cancel": (own_employer, office),
    "project.expire": (system,),
    "project.fill": (system,),
    "project.reopen": (system,),
    "project.match": (office,),
    "interest.withdraw": (own_student,),
    "project_revision.send": (own_employer,),
    "project_revision.accept": (office,),
    "project_revision.decline": (office,),
    "project_revision.withdraw": (own_employer, system),
    "project.comment": (office, own_employer),
    "audience.approve": (office,),
    "audience.decline": (office,),
    "audience.end": (office,),
    "audience.lapse": (system,),
    "claim.accept": (own_student,),
    "claim.withdraw": (own_student,),
    "claim.decline_offer": (own_student,),
    "claim.shortlist": (employer_of_project,),
    "claim.offer": (employer_of_project,),
    "claim.refuse": (employer_of_project,),
    "claim.hold_from_list": (system,),
    "claim.offer_from_list": (system,),
    "claim.propose_from_list": (system,),
    "claim.lapse": (system,),
    "claim.auto_close": (system,),
    "claim.close": (system,),
    "placement.tick": (own_student, own_employer),
    "placement.print_list": (own_student, own_employer, office),
    "placement.start": (own_student, own_employer, office),
    "placement.deliver": (own_student,),
    "placement.revise": (own_employer,),
    "placement.accept": (own_employer,),
    "placement.accept_for_employer": (office,),
    "placement.reflect": (own_student,),
    "placement.close": (system, office),
    "placement.end_early": (office,),
    "placement.no_show": (office,),
    "placement.nudge": (office,),
    "placement.reassign": (office,),
    "placement.write": (own_student, own_employer, office),
    "placement.call_office": (own_student, own_employer),
    "placement.look_in": (office,),
    "milestone.deliver": (own_student,),
    "milestone.accept": (own_employer,),
    "milestone.rework": (own_employer,),
    "check_in.tell": (own_student,),
    "check_in.judge": (own_employer,),
    "hours.log": (own_student,),
    "placement.meet": (office,),
    "placement.hold": (office,),
    "placement.resume": (office, system),
    "placement.report": (own_student, own_employer),
    "problem.answer": (office, reporter),
    "rescue.open": (office, system),
    "rescue.take": (office,),
    "rescue.hand_over": (office,),
    "rescue.close": (office, system),
    "placement.amend": (own_student, own_employer),
    "amendment.agree": (other_side,),
    "amendment.accept": (other_side,),
    "amendment.refuse": (other_side,),
    "amendment.allow": (office,),
    "amendment.disallow": (office,),
    "amendment.withdraw": (own_side,),
    "amendment.lapse": (system,),
    "host_review.send": (own_student,),
    "host_review.approve": (office,),
    "host_review.decline": (office,),
    "host_review.settle": (office,),
    "fee.fall_due": (system,),
    "fee.report_paid": (own_employer,),
    "fee.confirm": (own_student,),
    "fee.dispute": (own_student, own_employer),
    "fee.resolve": (own_student, own_employer),
    "fee.void": (system,),
    "fee.amend": (system,),
    "fee.restore": (system,),
    "request.send": (system, office_of_evaluation),
    "request.open": (link_holder, supervisor_of_request),
    "request.type": (office_of_evaluation,),
    "request.begin": (link_holder, supervisor_of_request, office_of_evaluation),
    "request.submit": (link_holder, supervisor_of_request, office_of_evaluation),
    "request.disown": (link_holder, supervisor_of_request),
    "request.delegate": (link_holder, supervisor_of_request),
    "request.confirm": (office_of_evaluation,),
    "request.bounce": (system, office_of_evaluation),
    "request.expire": (system,),
    "request.revoke": (system, office_of_evaluation),
    "request.reissue": (link_holder, office_of_evaluation),
    "request.waive": (office_of_evaluation,),
    "certificate.issue": (office,),
    "certificate.revoke": (office,),
    "certificate.supersede": (system,),
    "certificate.withdraw": (system,),
    "certificate.publish": (own_student,),
    "outcome.record": (office, own_student),
    "outcome.strike": (office, own_student),
    "follow_up.answer": (asked_by_link,),
    "roster.apply": (office, system),
    "roster.discard": (office,),
    "profile.edit": (own_profile,),
    "commitment.edit": (own_student,),
    "campus.edit": (administrator, system),
    "policy.adopt": (office, administrator, system),
    "person.disable": (administrator,),
    "person.invite": (administrator, system),
    "person.withdraw": (administrator,),
}


def can(actor: Actor, ability: str, record: Any) -> bool:
    """Does any rule of this ability let the actor? An ability that is not in the table is nobody's."""
    return any(rule(actor, record) for rule in ABILITIES.get(ability, ()))


def require(actor: Actor, ability: str, record: Any) -> None:
    if not can(actor, ability, record):
        raise NotAllowed(_("This step is not yours to take."))
