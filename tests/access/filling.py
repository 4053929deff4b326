"""Projects that fill in other ways than first come: a full one, one that the office fills, one by draw."""

from datetime import timedelta

from portal import clock
from portal.services import claims, clocks, matches, placements
from portal.vocabulary import EndCause, Selection
from tests.access.working import seen, started
from tests.access.world import World, posted


def fill(here: World) -> None:
    """Through the verbs; the seat of `ended` was begun and can be passed on."""
    full(here)
    match(here)
    drawn(here)
    placements.end_early(
        started(here, "ended"), EndCause.SCOPE, 0, "It grew too large.", by=here.actors["staff"]
    )


def full(here: World) -> None:
    """One seat, which the other student holds."""
    project = here.add("full", posted(here, "brook", time={"seats": 1}))
    claims.hold(seen(here, "other_student", project), by=here.actors["other_student"])


def match(here: World) -> None:
    """The office proposes; the student is interested."""
    way = {"selection": {"selection": Selection.MATCH}}
    project = here.add("match", posted(here, "brook", **way))
    matches.register(seen(here, "student", project), by=here.actors["student"])


def drawn(here: World) -> None:
    """Lots were drawn, and both seats are held for those who asked."""
    project = here.add("drawn", posted(here, "brook", selection={"by_draw": True}))
    claims.hold(seen(here, "student", project), by=here.actors["student"])
    with clock.travel(clock.now() + timedelta(hours=73)):
        clocks.draw_due()
