"""The worker's side of a certificate: render, store the bytes by their hash, then insert the row."""

from collections.abc import Callable, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from portal import certificates as document
from portal import clock, jobs, mail, sealing
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.jobs import Job
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import certificates, credentials, designs, files, status_lists
from portal.services.sight import rows
from portal.vocabulary import Attestation, CertificateStatus, Role, stages

PDF = "application/pdf"


@jobs.handler("certificate", slow=True)
def make(payload: dict) -> Callable[[], None] | None:
    """Render outside of any transaction; what is returned stores the result in the job's own."""
    order = db.session.get_one(CertificateOrder, payload["order"])
    if order.done_at:
        return None
    order_id, slot, facts = order.id, order.slot, document.Facts.from_json(order.facts)
    paper, email = db.session.get_one(Campus, order.campus_id).paper, recipient(order)
    db.session.rollback()
    try:
        with force_locale(facts.language.replace("-", "_")):
            credential = credentials.signed(facts, slot, email)
            content = sealed(facts, paper, credential=credential)
    except document.Unfit as problem:
        words = str(problem)
        return lambda: refuse(order_id, words)
    return lambda: finish(order_id, facts, content, credential)


def recipient(order: CertificateOrder) -> str:
    """The address under which the student may later prove that the credential is theirs."""
    asked = select(User.email).join(Placement, Placement.student_id == User.id)
    return db.session.scalars(asked.where(Placement.id == order.placement_id)).one()


def sealed(facts: document.Facts, paper: str, credential: str = "") -> bytes:
    """The document as it will be kept: printed with its credential attached, then signed once."""
    printed = document.render(facts, paper, designs.pictures(facts), credential=credential)
    return sealing.sign(printed, facts.university)


def refuse(order_id: int, problem: str) -> None:
    """The document cannot be made: say why on the office's page."""
    order = db.session.get_one(CertificateOrder, order_id)
    order.done_at, order.problem = clock.now(), problem
    remember(order, "fail", SYSTEM, problem)


@jobs.on_death
def give_up(job: Job) -> None:
    """A document that could not be made for days is said to have failed, so that it can be asked for again."""
    if job.kind == "certificate":
        refuse(job.payload["order"], _("The portal tried again and again, and could not make the document."))


def finish(order_id: int, facts: document.Facts, content: bytes, credential: str = "") -> None:
    """Store the bytes and issue. The serial is unique, so a second run of the job changes nothing."""
    order = db.session.get_one(CertificateOrder, order_id)
    placement = db.session.get_one(Placement, order.placement_id, options=[joinedload(Placement.student)])
    if order.replaces:
        supersede(order)
    name = f"certificate-{order.serial}.pdf"
    stored = files.put(content, name, PDF, campus_id=order.campus_id, owner_id=placement.student_id)
    certificate = Certificate(
        serial=order.serial,
        placement_id=placement.id,
        campus_id=order.campus_id,
        student_id=placement.student_id,
        attestation=Attestation(facts.attestation),
        issuer=f"{facts.university}, {facts.office}",
        facts=order.facts,
        slot=order.slot,
        credential=credential or None,
        template_version=facts.template,
        sha256=document.sha256(content),
        file=stored,
        issued_at=clock.now(),
        issued_by_id=order.ordered_by_id,
    )
    db.session.add(certificate)
    order.done_at = clock.now()
    remember(certificate, "issue", SYSTEM, after={"serial": order.serial})
    status_lists.begun(certificate)
    tell(certificate, placement.student)


def supersede(order: CertificateOrder) -> None:
    """The certificate this one corrects goes on existing and says where the new one is.

    One that was revoked while the new one was being made stays revoked.
    """
    old = db.session.scalars(select(Certificate).where(Certificate.serial == order.replaces)).one()
    if old.status is not CertificateStatus.ISSUED:
        return
    certificates.LIFECYCLE.take("supersede", old, by=SYSTEM)
    old.successor = order.serial
    remember(old, "supersede", SYSTEM, after={"successor": order.serial})
    status_lists.changed(old)
    db.session.flush()


def tell(certificate: Certificate, student: User) -> None:
    link = mail.url("student.certificates_show", serial=certificate.serial)
    mail.send(
        "certificate-issued", student.email, name=student.name, campus_id=certificate.campus_id, link=link
    )


def board(actor: Actor) -> dict[str, Sequence[Row]]:
    """The office's page: `ready` placements without a certificate, `failed` orders, and what was `issued`."""
    if actor.role is not Role.STAFF:
        return {"ready": [], "failed": [], "issued": []}
    return {
        "ready": rows(_READY.where(Placement.campus_id == actor.campus_id)),
        "failed": rows(_FAILED.where(CertificateOrder.campus_id == actor.campus_id)),
        "issued": rows(_ISSUED.where(Certificate.campus_id == actor.campus_id)),
    }


_HAS_ONE = select(Certificate.id).where(
    Certificate.placement_id == Placement.id, Certificate.status == certificates.S.ISSUED
)
_ORDERED = select(CertificateOrder.id).where(
    CertificateOrder.placement_id == Placement.id, CertificateOrder.done_at.is_(None)
)
_READY = (
    select(Placement.id, Placement.accepted_at, User.name, Project.title)
    .join(User, User.id == Placement.student_id)
    .join(Project, Project.id == Placement.project_id)
    .where(Placement.status.in_(stages.DONE), ~_HAS_ONE.exists(), ~_ORDERED.exists())
    .order_by(Placement.accepted_at, Placement.id)
    .limit(50)
)
_FAILED = (
    select(CertificateOrder.placement_id, CertificateOrder.problem, CertificateOrder.done_at, User.name)
    .join(Placement, Placement.id == CertificateOrder.placement_id)
    .join(User, User.id == Placement.student_id)
    .where(CertificateOrder.problem != "", ~_HAS_ONE.exists())
    .order_by(CertificateOrder.id.desc())
    .limit(20)
)
_ISSUED = (
    select(
        Certificate.serial,
        Certificate.status,
        Certificate.issued_at,
        Certificate.attestation,
        User.name,
        Project.title,
    )
    .join(Placement, Placement.id == Certificate.placement_id)
    .join(User, User.id == Certificate.student_id)
    .join(Project, Project.id == Placement.project_id)
    .order_by(Certificate.id.desc())
    .limit(50)
)
