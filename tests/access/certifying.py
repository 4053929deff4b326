"""What the world has to show for it: a certificate with its credential, a transcript, and a file somebody checks."""

from portal import sealing
from portal.certificates.facts import Facts
from portal.certificates.status_list import SIZE
from portal.database import db
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.cohorts import CertificateCohort, CohortItem
from portal.services import (
    certificate_orders,
    certificates,
    cohorts,
    inspections,
    placements,
    prints,
    status_lists,
    transcripts,
)
from portal.vocabulary import CohortStatus, PrintSort
from tests.access.world import World


def certify(here: World) -> None:
    """A certificate whose bytes are no document: how it looks is tested elsewhere."""
    made = certificates.order(
        placements.get(here.actors["staff"], here.names["issued"]), by=here.actors["staff"]
    )
    db.session.flush()
    certificate_orders.finish(made.id, Facts.from_json(made.facts), b"%PDF-1.4 certificate", "{}")
    sealing.ring().seal("North University")
    here.names["status_list"] = made.slot // SIZE
    status_lists.sign({"number": here.names["status_list"]})
    found = db.session.scalars(db.select(Certificate)).one()
    here.records["certificate"], here.names["serial"] = found, found.serial
    here.names["serial_file"] = found.file_id
    write_down(here)
    ask_together(here, found)
    here.names["inspection"] = inspections.begin(b"%PDF-1.4 certificate")


def write_down(here: World) -> None:
    """All of the student's experience in one document, whose bytes are none."""
    told = transcripts.order(here.actors["student"])
    db.session.flush()
    transcripts.finish(told.id, b"%PDF-1.4 transcript")
    here.names["transcript"] = told.serial


def ask_together(here: World, certificate: Certificate) -> None:
    """A cohort that was issued and printed, and one that a colleague proposed."""
    desk, order = here.actors["staff"], db.session.scalars(db.select(CertificateOrder)).one()
    here.names["certificate_id"] = certificate.id
    cohort(here, "cohort", desk.user_id, order.placement_id, CohortStatus.RELEASED).order_id = order.id
    cohort(here, "proposed_cohort", here.members["temporary"].user_id, here.names["accepted"])
    run = here.add(
        "print_run", prints.of_cohort(cohorts.get(desk, here.names["cohort"]), PrintSort.NAME, by=desk)
    )
    prints.finish(run.id, b"%PDF-1.4 pages", pages=1)


def cohort(
    here: World, name: str, officer_id: int, placement_id: int, status=CohortStatus.PROPOSED
) -> CohortItem:
    """A cohort of one, put there without its history; its item."""
    made = CertificateCohort(campus_id=here.records["north"].id, ordered_by_id=officer_id, status=status)
    db.session.add(made)
    item = CohortItem(cohort_id=here.add(name, made).id, placement_id=placement_id)
    db.session.add(item)
    db.session.flush()
    return item
