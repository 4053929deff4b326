"""Certificates: staff order one, the worker makes it, and it stays checkable whatever becomes of it."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from portal import clock, jobs, mail, policy
from portal.actor import SYSTEM, Actor
from portal.certificates import serial as serials
from portal.database import db, hold_still
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.evaluations import Evaluation
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import (
    certificate_facts,
    evaluations,
    files,
    policies,
    prints,
    reflections,
    second_officers,
    status_lists,
)
from portal.services.sight import one, rows, there, through
from portal.vocabulary import CertificateStatus as S
from portal.vocabulary import PlacementStatus, RevocationReason, Role, stages
from portal.workflow import Step, Workflow

LIFECYCLE = Workflow(
    "certificate",
    Step("supersede", {S.ISSUED}, S.SUPERSEDED),
    Step("revoke", {S.ISSUED}, S.REVOKED, _l("Revoke"), needs_note=True),
    Step("withdraw", {S.ISSUED, S.SUPERSEDED}, S.WITHDRAWN_BY_HOLDER),
)

SIGHT = {
    Role.STAFF: lambda actor: Certificate.campus_id == actor.campus_id,
    Role.STUDENT: lambda actor: Certificate.student_id == actor.user_id,
}


def sight(actor: Actor):
    return through(SIGHT, actor)


def get(actor: Actor, serial: str) -> Certificate:
    """The certificate with its file and placement; NotFound for anybody it does not belong to."""
    found = select(Certificate).where(sight(actor), Certificate.serial == serials.normalise(serial))
    return one(found.options(*_WHOLE))


_WHOLE = (
    joinedload(Certificate.file),
    joinedload(Certificate.campus),
    joinedload(Certificate.placement).options(
        joinedload(Placement.student), joinedload(Placement.project).joinedload(Project.employer)
    ),
)


def stated(serial: str) -> Certificate | None:
    """The certificate of a serial that somebody's file states, if there is one."""
    return db.session.scalar(select(Certificate).where(Certificate.serial == serial).options(*_WHOLE))


def public(serial: str) -> Certificate:
    """The certificate of a serial as typed, for the verify page. What it may show is its holder's choice."""
    return there(stated(serials.normalise(serial)))


def open_to_all(certificate: Certificate) -> bool:
    """May anybody read what it says? Only while it is valid, and its holder agrees."""
    return certificate.status is S.ISSUED and certificate.published_at is not None


def of_student(actor: Actor) -> Sequence[Row]:
    """(serial, status, issued_at, published_at, placement_id, title) of the student's own, newest first."""
    return rows(_LISTED.where(sight(actor)).order_by(Certificate.id.desc()))


_LISTED = (
    select(
        Certificate.serial,
        Certificate.status,
        Certificate.issued_at,
        Certificate.published_at,
        Certificate.placement_id,
        Project.title,
    )
    .join(Placement, Placement.id == Certificate.placement_id)
    .join(Project, Project.id == Placement.project_id)
)


def obstacles(placement: Placement, evaluation: Evaluation | None) -> list[str]:
    """Why no certificate can be issued for this placement yet, in words; empty when it can."""
    if placement.status not in stages.ATTESTABLE:
        return [_("The work has not been accepted yet.")]
    if policies.current(placement.campus_id).reflection_required and not reflections.is_in(placement):
        return [_("The student's reflection is not in yet.")]
    return []


def typed_it(placement: Placement, evaluation: Evaluation | None, by: Actor) -> bool:
    """Did this person type the evaluation for the supervisor, where the campus wants two people?"""
    typed = evaluation is not None and evaluation.typed_by_id is not None
    return (
        typed
        and evaluation.typed_by_id == by.user_id
        and not policies.current(placement.campus_id).single_officer
    )


def worked(placement: Placement, evaluation: Evaluation | None, attested: int | None) -> int:
    """Minutes to state; of work that ended early, those the office attests. RuleBroken when there are none."""
    early = placement.status is PlacementStatus.ENDED_EARLY
    minutes = (attested if early else None) or certificate_facts.minutes(placement, evaluation)
    if minutes <= 0:
        raise RuleBroken(_("Say how many hours of work the office attests."))
    return minutes


def order(
    placement: Placement, *, by: Actor, attested: int | None = None, confirmed_by: int | None = None
) -> CertificateOrder:
    """Freeze the facts and have the worker make the document. RuleBroken, in words, when the guard does not hold.

    Where a valid certificate exists, the new one replaces it once its bytes are stored. `attested`: minutes
    of work the office vouches for, asked only of work that ended early. `confirmed_by`: the second officer.
    """
    policy.require(by, "certificate.issue", placement)
    second_officers.refuse_alone(placement.campus_id, by, confirmed_by)
    evaluation = evaluations.of_placement(placement.id)
    refuse_order(placement, evaluation, by)
    minutes = worked(placement, evaluation, attested)
    serial, replaced = serials.new(), issued_for(placement.id)
    made = CertificateOrder(
        placement_id=placement.id,
        campus_id=placement.campus_id,
        ordered_by_id=by.user_id,
        ordered_at=clock.now(),
        confirmed_by_id=confirmed_by,
        serial=serial,
        slot=status_lists.allot(),
        replaces=replaced.serial if replaced else "",
        facts=certificate_facts.gather(placement, evaluation, serial, minutes).to_json(),
    )
    db.session.add(made)
    remember(made, "order", by)
    jobs.enqueue("certificate", {"order": made.id}, key=f"certificate:{serial}", campus_id=made.campus_id)
    return made


def refuse_order(placement: Placement, evaluation: Evaluation | None, by: Actor) -> None:
    """RuleBroken in words when the guard does not hold, or the document is being made already."""
    found = obstacles(placement, evaluation)
    if not found and typed_it(placement, evaluation, by):
        found = [_("You typed this evaluation for the supervisor: a colleague must issue the certificate.")]
    if not found and pending(placement.id):
        found = [_("This certificate is being made.")]
    if found:
        raise RuleBroken(" ".join(found))


def office_view(placement: Placement, evaluation: Evaluation | None, logged: int | None = None) -> dict:
    """What the office's placement page shows: the valid certificate, one being made, or why there is none."""
    return {
        "issued": issued_for(placement.id),
        "pending": pending(placement.id) is not None,
        "proposed": second_officers.proposed_for(placement.id),
        "problem": last_problem(placement.id),
        "obstacles": obstacles(placement, evaluation),
        "attestation": certificate_facts.attestation(placement, evaluation),
        "minutes": certificate_facts.minutes(placement, evaluation, logged),
        "basis": certificate_facts.basis(placement, evaluation, logged),
        "asks_hours": placement.status is PlacementStatus.ENDED_EARLY,
    }


def last_problem(placement_id: int) -> str:
    """Why the newest order could not be made; empty when it could, or there was none."""
    newest = (
        select(CertificateOrder.problem)
        .where(CertificateOrder.placement_id == placement_id)
        .order_by(CertificateOrder.id.desc())
        .limit(1)
    )
    return db.session.scalar(newest) or ""


def pending(placement_id: int) -> CertificateOrder | None:
    """The order for this placement that the worker has not finished."""
    return db.session.scalar(
        select(CertificateOrder).where(
            CertificateOrder.placement_id == placement_id, CertificateOrder.done_at.is_(None)
        )
    )


def issued_for(placement_id: int) -> Certificate | None:
    """The valid certificate of a placement."""
    return db.session.scalar(
        select(Certificate).where(Certificate.placement_id == placement_id, Certificate.status == S.ISSUED)
    )


def revoke(certificate: Certificate, reason: RevocationReason, *, by: Actor, note: str) -> None:
    """Take a certificate back; its address goes on saying so for ever."""
    hold_still(certificate)
    LIFECYCLE.take("revoke", certificate, by=by, note=note)
    certificate.revoked_reason = reason
    remember(certificate, "revoke", by, note, after={"reason": reason.value})
    status_lists.changed(certificate)
    student = certificate.placement.student
    link = mail.url("verifying.show", serial=certificate.serial)
    mail.send(
        "certificate-revoked", student.email, name=student.name, campus_id=certificate.campus_id, link=link
    )


def publish(certificate: Certificate, shown: bool, *, by: Actor) -> None:
    """The holder decides whether the verify page shows more than the status."""
    policy.require(by, "certificate.publish", certificate)
    if certificate.facts is None:
        raise RuleBroken(_("This certificate was withdrawn: there is nothing left to show."))
    certificate.published_at = clock.now() if shown else None
    remember(certificate, "publish" if shown else "unpublish", by)


def withdraw(certificate: Certificate, *, by: Actor = SYSTEM) -> None:
    """Erasure: facts and bytes go; serial, hash, dates and status stay."""
    LIFECYCLE.take("withdraw", certificate, by=by)
    if certificate.file:
        files.remove(certificate.file)
    certificate.facts = certificate.credential = certificate.file = None
    certificate.published_at = certificate.successor = None
    prints.let_go_of(certificate.id)
    ordered = select(CertificateOrder).where(CertificateOrder.serial == certificate.serial)
    for made in db.session.scalars(ordered):
        made.facts = ""
    remember(certificate, "withdraw", by)
    status_lists.changed(certificate)
