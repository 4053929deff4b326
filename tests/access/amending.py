"""Changes of what was agreed in the world: one that waits for the employer, one that waits for the office."""

from dataclasses import replace

from portal.database import db
from portal.services import amendment_terms, amendments, placements
from tests.access.world import World


def fill(here: World) -> None:
    """Both proposed by the student."""
    student, boss = here.actors["student"], here.actors["supervisor"]
    for name, on, fee in (("proposed", "active", 50000), ("agreed", "silent", 47000)):
        made = placements.get(student, here.names[on])
        wanted = replace(amendment_terms.in_force(made), fee=fee)
        here.add(name, amendments.propose(made, wanted, "It grew.", by=student))
    made = placements.get(boss, here.names["silent"])
    amendments.accept(here.records["agreed"], made, "Gladly.", by=boss)
    db.session.flush()
