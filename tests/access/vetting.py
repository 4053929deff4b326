"""Vetting: a checklist worked through, a change that waits, a student at work with a suspended employer."""

from portal.database import db
from portal.services import claims, employer_profiles, partnerships
from tests.access.working import seen
from tests.access.world import World
from tests.factories import claims as claiming
from tests.factories import employers as hiring


def fill(here: World) -> None:
    """Everything, through the verbs."""
    desk = here.actors["staff"]
    hiring.tick(here.records["reviewed"], desk)
    change(here)
    resting(here)
    db.session.flush()


def change(here: World) -> None:
    """Another employer of the north wants another name and address."""
    crest, by = here.partners["crest"].employer, here.actors["other_employer"]
    typed = employer_profiles.profile(crest) | {"name": "Crest and Sons", "address": "9 New Street"}
    here.add("change", employer_profiles.edit(crest, typed | {"reason": "We have moved."}, by=by))


def resting(here: World) -> None:
    """Somebody began to work before the partnership was suspended."""
    record, desk, who = here.records["suspended"], here.actors["staff"], here.actors["other_student"]
    partnerships.resume(record, by=desk)
    project = claiming.project(here.records["north"], here.partners["suspended"])
    claim = claims.hold(seen(here, "other_student", project), by=who)
    here.add("resting", claims.accept(claim, by=who))
    partnerships.suspend(record, by=desk, note="A complaint is being looked at.")
