"""The fee: its whole lifecycle, and what it does to the placement."""

from datetime import timedelta

import pytest

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.services import fees
from portal.vocabulary import FeeStatus as F
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import end, miss, move, pay, world

PEOPLE = ("student", "other", "far", "staff", "supervisor", "colleague", "stranger", "system")
EMPLOYER = {"supervisor", "colleague"}
BOTH = {"student", *EMPLOYER}
MAY = {
    "fall_due": {"system"},
    "report_paid": EMPLOYER,
    "confirm": {"student"},
    "dispute": BOTH,
    "resolve": BOTH,
    "amend": {"system"},
    "void": {"system"},
}
LEADS = {
    ("fall_due", F.AGREED): F.DUE,
    ("report_paid", F.DUE): F.REPORTED_PAID,
    ("report_paid", F.AMENDED): F.REPORTED_PAID,
    ("confirm", F.REPORTED_PAID): F.CONFIRMED,
    ("dispute", F.DUE): F.DISPUTED,
    ("dispute", F.AMENDED): F.DISPUTED,
    ("dispute", F.REPORTED_PAID): F.DISPUTED,
    ("resolve", F.DISPUTED): F.RESOLVED,
    ("amend", F.AGREED): F.AMENDED,
    ("void", F.AGREED): F.VOID,
}


def actor(here, name):
    return SYSTEM if name == "system" else getattr(here, name).actor


@pytest.mark.parametrize("verb", MAY)
def test_the_whole_lifecycle(app, verb):
    """Each state, step and person."""
    here = world()
    fee = fees.of(here.placement)
    for status in F:
        for name in PEOPLE:
            fee.status = status
            if name in MAY[verb] and (verb, status) in LEADS:
                fees.LIFECYCLE.take(verb, fee, by=actor(here, name), note="Because.")
                assert fee.status is LEADS[verb, status]
            else:
                with pytest.raises((NotAllowed, RuleBroken)):
                    fees.LIFECYCLE.take(verb, fee, by=actor(here, name), note="Because.")
                assert fee.status is status


def test_it_falls_due_with_the_acceptance(app):
    here = world()
    placement = move(here, S.ACCEPTED)
    fee = fees.of(placement)
    assert fee.status is F.DUE
    assert fee.due_on == clock.today(placement.zone) + timedelta(days=here.project.days_to_pay)


@pytest.mark.parametrize("verb", ["dispute", "resolve"])
def test_disputes_need_words(app, verb):
    here = world()
    placement = move(here, S.ACCEPTED)
    if verb == "resolve":
        fees.move(placement, "dispute", "Half is missing.", by=here.student.actor)
    with pytest.raises(RuleBroken):
        fees.move(placement, verb, " ", by=here.student.actor)


def test_either_side_settles_a_dispute(app):
    here = world()
    placement = move(here, S.ACCEPTED)
    fees.move(placement, "dispute", "Half is missing.", by=here.student.actor)
    fees.move(placement, "resolve", "The rest came.", by=here.colleague.actor)
    assert fees.of(placement).status is F.RESOLVED


@pytest.mark.parametrize(("ending", "left"), [(end, F.AMENDED), (miss, F.VOID)])
def test_an_ending_leaves_a_part_or_nothing(app, ending, left):
    here = world()
    ending(here.placement, here)
    assert fees.of(here.placement).status is left


def test_a_paid_fee_is_not_cut(app):
    here = world()
    placement = move(here, S.ACCEPTED)
    pay(placement, here)
    fees.cut(fees.of(placement), 0)
    db.session.flush()
    assert (fees.of(placement).status, fees.of(placement).amount) == (F.CONFIRMED, 48000)
