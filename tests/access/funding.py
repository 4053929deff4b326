"""Funds of the north in the world: one that pays for an open project, and two that could be used instead."""

from types import SimpleNamespace

from portal.services import projects
from portal.vocabulary import Payer
from portal.vocabulary import ProjectStatus as S
from tests.access.world import World, posted
from tests.factories import funds as making


def fill(here: World) -> None:
    """Through the verbs."""
    desk = here.actors["staff"]
    office = SimpleNamespace(staff=SimpleNamespace(actor=desk))
    for name in ("fund", "other_fund", "spare_fund"):
        here.add(name, making.fund(office, 500000, f"The {name}", Payer.DONOR))
    project = posted(here, "brook", S.SUBMITTED, fee={"payer": Payer.DONOR})
    projects.approve(project, by=desk, fund_id=here.names["fund"])
    here.add("funded", project)
