"""What the world has to show for it: a certificate with its credential, a transcript, and a file somebody checks."""

from portal import sealing
from portal.certificates.facts import Facts
from portal.certificates.status_list import SIZE
from portal.database import db
from portal.models.certificates import Certificate
from portal.services import (
    certificate_orders,
    certificates,
    inspections,
    placements,
    status_lists,
    transcripts,
)
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
    here.names["inspection"] = inspections.begin(b"%PDF-1.4 certificate")


def write_down(here: World) -> None:
    """All of the student's experience in one document, whose bytes are none."""
    told = transcripts.order(here.actors["student"])
    db.session.flush()
    transcripts.finish(told.id, b"%PDF-1.4 transcript")
    here.names["transcript"] = told.serial
