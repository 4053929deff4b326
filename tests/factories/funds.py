"""Funds to test with: opened, paid in and named for a project through their verbs."""

from types import SimpleNamespace

from portal.database import db
from portal.models.funds import Fund
from portal.models.projects import Project
from portal.services import fund_promises, funds
from portal.vocabulary import Payer


def fund(
    here: SimpleNamespace, holds: int = 0, name: str = "Alumni fund", kind: Payer = Payer.UNIVERSITY
) -> Fund:
    """A fund of the north with so much in it."""
    donor = "The Vane family" if kind is Payer.DONOR else ""
    made = funds.begin(kind, name, donor, "", by=here.staff.actor)
    if holds:
        funds.pay_in(made, holds, "Voucher 7", by=here.staff.actor)
    return made


def pays(here: SimpleNamespace, made: Fund, project: Project | None = None) -> Project:
    """Let it pay for an open project."""
    project = project or here.project
    project.payer = made.kind
    fund_promises.name(project, made.id, by=here.staff.actor)
    db.session.flush()
    return project
