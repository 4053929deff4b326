"""What students show: a page that is on and one that is off."""

from portal.services import portfolios, records
from portal.services.portfolios import About, Shown
from tests.access.world import World


def fill(here: World) -> None:
    student = here.actors["student"]
    portfolios.put(records.get(student, here.names["paid"]), Shown("I drew it."), True, by=student)
    portfolios.switch_on(True, by=student)
    here.names["shown_portfolio"] = portfolios.begun(student).secret
    off = portfolios.write(About("Later"), by=here.actors["ineligible_student"])
    here.names["portfolio_off"] = off.secret
