"""Certificates asked for together, on the world of the placements."""

from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace

import pikepdf

from portal.actor import SYSTEM
from portal.certificates.facts import Facts
from portal.database import db
from portal.models.certificates import CertificateOrder
from portal.models.cohorts import CertificateCohort
from portal.models.placements import Placement
from portal.services import certificate_orders, cohorts, policies
from portal.vocabulary import Role
from tests.factories import records
from tests.factories.placements import Person, begun, person


def two_officers(here: SimpleNamespace) -> Person:
    """The campus asks for a second officer from now on; there is one."""
    policies.adopt(here.north.id, policies.Policy(second_officer=True), by=SYSTEM)
    here.second = person("second@north.example", Role.STAFF, campus_id=here.north.id)
    return here.second


def ready(here: SimpleNamespace, count: int) -> list[Placement]:
    """Accepted work of so many students, reflected on: certificates may be issued."""
    here.project.seats = count + 1
    return [
        finished(here, person(f"student{number}@north.example", Role.STUDENT, campus_id=here.north.id))
        for number in range(count)
    ]


def finished(here: SimpleNamespace, student: Person) -> Placement:
    """One student's work, accepted and reflected on."""
    there = SimpleNamespace(**{**vars(here), "student": student, "placement": begun(here.project, student)})
    records.ready(there)
    return there.placement


def asked(here: SimpleNamespace, placements: list[Placement], name: str = "Spring") -> CertificateCohort:
    made = cohorts.begin([one.id for one in placements], name, by=here.staff.actor)
    db.session.flush()
    return made


def run(cohort: CertificateCohort, drawn: Callable[[str], bytes] = lambda serial: serial.encode()) -> None:
    """The worker's turns: orders, then documents whose bytes stand for them."""
    cohorts.go_on({"cohort": cohort.id})
    db.session.flush()
    waiting = db.session.scalars(db.select(CertificateOrder).where(CertificateOrder.done_at.is_(None)))
    for order in waiting.all():
        certificate_orders.finish(order.id, Facts.from_json(order.facts), drawn(order.serial))
    db.session.flush()


def paper(text: str) -> bytes:
    """A page that says this."""
    with pikepdf.new() as drawn:
        drawn.add_blank_page(page_size=(300, 200))
        drawn.pages[0].Contents = drawn.make_stream(f"BT /F1 12 Tf ({text}) Tj ET".encode())
        written = BytesIO()
        drawn.save(written)
        return written.getvalue()
