"""What a student said of the host: a comment that waits, and a note to the office."""

from portal.services import host_reviews, placements
from portal.vocabulary import HostAnswer, HostAspect
from tests.access.world import World


def fill(here: World) -> None:
    """A review of the accepted placement that waits in the office's queue."""
    actor = here.actors["student"]
    answers = dict.fromkeys(HostAspect, HostAnswer.PARTLY)
    done = placements.get(actor, here.names["accepted"])
    review = host_reviews.send(done, answers, "Kind people.", "Please call me.", by=actor)
    here.add("host_review", review)
