"""Who may take which step of a placement from which state, and who sees it at all."""

from datetime import timedelta

import pytest

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.services import placements
from portal.vocabulary import EndCause
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import move, world

PEOPLE = ("student", "other", "far", "staff", "far_staff", "supervisor", "colleague", "stranger", "system")
EMPLOYER = {"supervisor", "colleague"}
MAY = {
    "start": {"student", *EMPLOYER, "staff"},
    "deliver": {"student"},
    "revise": EMPLOYER,
    "accept": EMPLOYER,
    "accept_for_employer": {"staff"},
    "close": {"staff", "system"},
    "end_early": {"staff"},
    "no_show": {"staff"},
}
LEADS = {
    ("start", S.KICKOFF): S.ACTIVE,
    ("deliver", S.ACTIVE): S.DELIVERED,
    ("deliver", S.REVISION): S.DELIVERED,
    ("revise", S.DELIVERED): S.REVISION,
    ("accept", S.DELIVERED): S.ACCEPTED,
    ("accept_for_employer", S.DELIVERED): S.ACCEPTED,
    ("close", S.ACCEPTED): S.CLOSED,
    ("end_early", S.KICKOFF): S.ENDED_EARLY,
    ("end_early", S.ACTIVE): S.ENDED_EARLY,
    ("end_early", S.DELIVERED): S.ENDED_EARLY,
    ("end_early", S.REVISION): S.ENDED_EARLY,
    ("no_show", S.KICKOFF): S.NO_SHOW,
    ("no_show", S.ACTIVE): S.NO_SHOW,
}
TAKE = {
    "start": lambda p, by: placements.start(p, "Both wrote to us.", by=by),
    "deliver": lambda p, by: placements.hand_in(p, "", [], ["https://example.org"], by=by),
    "revise": lambda p, by: placements.revise(p, "More, please.", by=by),
    "accept": lambda p, by: placements.accept(p, by=by),
    "accept_for_employer": lambda p, by: placements.accept_for_employer(p, "The map", "Silent.", by=by),
    "close": lambda p, by: placements.close(p, "Nothing more will come.", by=by),
    "end_early": lambda p, by: placements.end_early(p, EndCause.OTHER, 100, "Enough.", by=by),
    "no_show": lambda p, by: placements.no_show(p, "Never came.", by=by),
}
LATER = timedelta(days=30)


def actor(here, name):
    return SYSTEM if name == "system" else getattr(here, name).actor


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("verb", TAKE)
def test_the_whole_lifecycle(app, verb, status):
    """Each state, step and person: it leads where the table says, or is refused and changes nothing."""
    here = world()
    placement = move(here, status)
    db.session.flush()
    with clock.travel(clock.now() + LATER):
        for name in PEOPLE:
            with db.session.begin_nested() as trial:
                check(placement, verb, status, name, actor(here, name))
                trial.rollback()


def check(placement, verb, status, name, by):
    allowed = name in MAY[verb] and (verb, status) in LEADS
    if verb == "start" and name != "staff":
        allowed = False
    if not allowed:
        with pytest.raises((NotAllowed, RuleBroken)):
            TAKE[verb](placement, by)
        assert placement.status is status
        return
    TAKE[verb](placement, by)
    db.session.flush()
    assert placement.status is LEADS[verb, status]


@pytest.mark.parametrize("name", ["student", "staff", "supervisor", "colleague"])
def test_seen_by(app, name):
    here = world()
    db.session.flush()
    assert placements.get(actor(here, name), here.placement.id) is here.placement


@pytest.mark.parametrize("name", ["other", "far", "far_staff", "stranger", "system"])
def test_not_there_for(app, name):
    here = world()
    db.session.flush()
    with pytest.raises(NotFound):
        placements.get(actor(here, name), here.placement.id)
    with pytest.raises(NotFound):
        placements.get(actor(here, name), 999)
