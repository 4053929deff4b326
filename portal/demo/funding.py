"""Funds of both campuses: what the university and a family of donors give, and what became of it."""

from portal.demo.world import Place, World
from portal.services import fund_promises, funds, projects
from portal.vocabulary import Payer

GIVEN = {
    Payer.UNIVERSITY: ("Student opportunity fund", "", 6_000_000),
    Payer.DONOR: ("Harbour family fund", "The Harbour family", 5_000_000),
}
"""{whose: (name, donor, minor units at the start)}."""


def open_funds(world: World) -> None:
    """One of each kind, before anything is posted."""
    for place in world.places.values():
        place.funds = {kind: begun(place, kind) for kind in GIVEN}


def begun(place: Place, kind: Payer) -> int:
    name, donor, amount = GIVEN[kind]
    fund = funds.begin(kind, name, donor, "For fees of charities and small employers.", by=place.staff)
    funds.pay_in(fund, amount, "First gift", by=place.staff)
    return fund.id


def finish(world: World) -> None:
    """This year's gift, and a correction of what the bank took."""
    for place in world.places.values():
        for kind, fund_id in place.funds.items():
            fund = funds.get(place.staff, fund_id)
            funds.pay_in(fund, GIVEN[kind][2] // 5, "This year's gift", by=place.staff)
            funds.correct(fund, -1250, "The bank's charges for the year.", by=place.staff)
        tried(place, place.funds[Payer.UNIVERSITY])


def tried(place: Place, usual: int) -> None:
    """A fund that paid for a while, until the usual one took over again."""
    staff = place.staff
    pilot = funds.begin(Payer.UNIVERSITY, "Pilot fund", "", "For the first year only.", by=staff)
    funds.pay_in(pilot, 1_000_000, "From the Dean's budget", by=staff)
    for row in funds.projects(staff, funds.get(staff, usual))[:2]:
        for fund_id in (pilot.id, usual):
            fund_promises.choose(projects.get(staff, row.id), fund_id, by=staff)
    funds.correct(pilot, -1_000_000, "Given back to the Dean.", by=staff)
    funds.close(pilot, "The first year is over.", by=staff)
