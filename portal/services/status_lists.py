"""Lists of credentials' statuses: a place for each credential, and lists signed anew when one of them changes."""

import secrets

from sqlalchemy import func, select

from portal import clock, jobs, mail, sealing
from portal.certificates.status_list import SIZE, document
from portal.database import db
from portal.errors import NotFound
from portal.models.certificates import Certificate, CertificateOrder, StatusList
from portal.models.jobs import Job
from portal.vocabulary import CertificateStatus, JobStatus

FILLED = SIZE // 2
"""A list takes so many credentials: a random place is then found at once, and tells nothing about when."""


def allot() -> int:
    """A place nobody has: the list's number times SIZE, and a random index in it."""
    orders = db.session.scalar(select(func.max(CertificateOrder.id))) or 0
    while True:
        slot = orders // FILLED * SIZE + secrets.randbelow(SIZE)
        if not db.session.scalar(select(CertificateOrder.id).where(CertificateOrder.slot == slot)):
            return slot


def place(slot: int) -> tuple[str, int]:
    """The address of the list that a credential names, and its index there."""
    return address(slot // SIZE), slot % SIZE


def address(number: int) -> str:
    return mail.url("credentials.status_list", number=number)


def changed(certificate: Certificate) -> None:
    """The worker signs the certificate's list anew; one issued before there were credentials has none."""
    if certificate.slot is not None:
        jobs.enqueue("status_list", {"number": certificate.slot // SIZE})


def begun(certificate: Certificate) -> None:
    """The first credential of a list: from now on somebody may ask for it. A whole cohort begins it once."""
    if certificate.slot is None or db.session.get(StatusList, certificate.slot // SIZE):
        return
    waiting = select(Job.payload).where(Job.kind == "status_list", Job.status == JobStatus.WAITING)
    if {"number": certificate.slot // SIZE} not in db.session.scalars(waiting).all():
        changed(certificate)


@jobs.handler("status_list")
def sign(payload: dict) -> None:
    """Sign a list as the records stand; the row is held, so that the later of two signers knows all."""
    number = payload["number"]
    kept = db.session.get(StatusList, number, with_for_update=True)
    if kept is None:
        kept = StatusList(number=number, content="")
        db.session.add(kept)
    told = document(address(number), sealing.did(), ended(number), clock.now())
    kept.content, kept.signed_at = sealing.text(sealing.prove(told)), clock.now()


def ended(number: int) -> list[int]:
    """Indexes of this list's credentials that are no longer in force, whatever the reason."""
    slots = db.session.scalars(
        select(Certificate.slot).where(
            Certificate.slot.between(number * SIZE, (number + 1) * SIZE - 1),
            Certificate.status != CertificateStatus.ISSUED,
        )
    )
    return [slot % SIZE for slot in slots]


def get(number: int) -> StatusList:
    """The list as it was last signed; NotFound for one nobody needs yet."""
    found = db.session.get(StatusList, number)
    if found is None:
        raise NotFound
    return found
