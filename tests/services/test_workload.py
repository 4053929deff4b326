"""S5: hours by the week, the ceilings they are held against, and who reads what of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import clock
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.history import HistoryEntry
from portal.services import (
    asking,
    board,
    candidates,
    claims,
    commitments,
    fits,
    loads,
    matches,
    obstacles,
    policies,
    workload,
)
from portal.services.commitments import Told
from portal.services.loads import Load
from portal.services.policies import Policy
from portal.vocabulary import CommitmentKind, Taken
from tests.factories import claims as make

ENGINES = ("sqlite", "postgresql")
DAYS = st.dates(date(2026, 11, 1), date(2027, 2, 28))


def load(starts_on, ends_on, minutes, a_week=None, kind=Taken.PLACEMENT):
    return Load(kind, 1, 1, "Map", starts_on, ends_on, minutes, a_week)


@pytest.fixture
def here(app):
    return make.world()


def busy(here, minutes, days=200, label="Lectures", who=None):
    """Classes of so many minutes a week, from today on."""
    today = clock.today("Europe/London")
    told = Told(CommitmentKind.CLASSES, label, minutes, today, today + timedelta(days=days))
    return commitments.add(told, by=who or here.amara)


def allow(here, **numbers):
    policies.adopt(here.north.id, Policy(**numbers), by=here.desk)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(0, 120), st.integers(1, 4000))
def test_hours_over_all_weeks_add_up_to_what_was_agreed(first, days, minutes):
    work = load(first, first + timedelta(days=days), minutes)
    assert sum(work.in_week(monday) for monday in work.mondays()) == minutes
    assert max(work.in_week(monday) for monday in work.mondays()) <= work.most_in_week
    assert not work.in_week(loads.monday_of(first) - loads.WEEK)


def test_weeks_run_from_monday_across_the_turn_of_the_year():
    """2026 has a week 53: the 28th of December to the 3rd of January."""
    work = load(date(2026, 12, 30), date(2027, 1, 5), 700)
    assert work.mondays() == [date(2026, 12, 28), date(2027, 1, 4)]
    assert [monday.isocalendar()[:2] for monday in work.mondays()] == [(2026, 53), (2027, 1)]
    assert [work.in_week(monday) for monday in work.mondays()] == [500, 200]


def test_what_was_promised_by_the_week_counts_so():
    work = load(date(2026, 11, 2), date(2026, 11, 29), 1200, a_week=600)
    assert [work.in_week(monday) for monday in work.mondays()] == [600] * 4
    short = load(date(2026, 11, 3), date(2026, 11, 4), 480, a_week=480)
    assert short.in_week(date(2026, 11, 2)) == 480
    classes = load(date(2026, 11, 2), None, 600, 600)
    assert classes.in_week(date(2029, 11, 5)) == 600


def test_the_campus_refuses_and_names_the_weeks_and_what_fills_them(here):
    allow(here, weekly_ceiling=900)
    busy(here, 600)
    with pytest.raises(RuleBroken) as refusal:
        make.hold(here.first, here.amara)
    assert "Lectures 10, this 6.7" in refusal.value.message
    assert "The most at your campus is 15." in refusal.value.message


def test_where_the_campus_only_warns_the_student_decides(here):
    allow(here, weekly_ceiling=900, ceiling_refuses=False)
    busy(here, 600)
    verdict = obstacles.weigh(fits.standing(here.amara), here.first, policies.current(here.north.id))
    assert not verdict.refused
    assert "Lectures 10" in verdict.warned[0]
    claims.accept(make.held(here), by=here.amara)


def test_ones_own_ceiling_only_warns(here):
    """Amara wants fifteen hours a week at most."""
    busy(here, 600)
    stand = fits.standing(here.amara)
    verdict = obstacles.weigh(stand, here.first, Policy())
    assert not verdict.refused
    assert "You set yourself at most 15." in verdict.warned[0]
    told = fits.why(stand, board.get(here.amara, here.first.id), Policy())
    assert not [line for line in told if "free while it runs" in line]
    make.held(here)


def test_a_seat_that_waits_takes_hours_until_its_time_is_over(here):
    allow(here, weekly_ceiling=700)
    claim = make.held(here)
    other = make.project(here.north, here.brook)
    with pytest.raises(RuleBroken, match=r"Map the footpaths 6\.7"):
        make.hold(other, here.amara)
    with clock.travel(claim.until_at):
        assert make.hold(other, here.amara)


def test_accepting_an_offer_weighs_the_week_again(here):
    claim = make.offered(here)
    busy(here, 2400)
    with pytest.raises(RuleBroken, match="Lectures 40"):
        claims.accept(claim, by=here.amara)


def test_a_change_of_a_placement_is_weighed_without_what_it_was(here):
    placement = claims.accept(make.held(here), by=here.amara)
    same = workload.of_change(placement, placement.starts_on, placement.due_on, 2400)
    assert not (same.refused or same.warned)
    more = workload.of_change(placement, placement.starts_on, placement.due_on, 9000)
    with pytest.raises(RuleBroken, match="this 50"):
        workload.refuse(more)


def test_amended_hours_are_spread_and_the_old_promise_is_over(here):
    project = make.project(here.north, here.brook, minutes_a_week=1200)
    placement = claims.accept(make.hold(project, here.amara), by=here.amara)
    week = placement.starts_on + timedelta(days=7 - placement.starts_on.weekday())
    (before,) = loads.of_student(here.amara.user_id)
    placement.minutes = 600
    db.session.flush()
    (after,) = loads.of_student(here.amara.user_id)
    assert (before.in_week(week), after.in_week(week)) == (1200, 200)


def test_the_office_reads_free_hours_and_nothing_else(here):
    busy(here, 2200)
    (amara,) = candidates.listing(here.match, search="Amara")[0]
    assert "Hours a week free while it runs: 0. It takes 6.7." in amara.against
    assert "Lectures" not in str(amara)
    with pytest.raises(RuleBroken) as refusal:
        matches.propose(here.match, [here.amara.user_id], by=here.desk)
    assert "Lectures" not in refusal.value.message


def test_whoever_has_no_hours_free_comes_later(here):
    busy(here, 2200, who=here.bela)
    assert [one.name for one in candidates.listing(here.match)[0]] == ["Amara Okafor", "Bela Nagy"]
    busy(here, 600)
    assert [one.name for one in candidates.listing(here.match)[0]] == ["Bela Nagy", "Amara Okafor"]


def test_the_trail_says_that_and_never_what(here):
    entered = busy(here, 600)
    commitments.change(entered, Told(CommitmentKind.JOB, "Bar", 300, entered.from_on, None), by=here.amara)
    found = db.session.query(HistoryEntry).filter_by(subject="commitment").all()
    assert [(one.action, one.changed, one.detail.after) for one in found] == [
        ("add", [], {}),
        ("edit", [], {}),
    ]


def test_commitments_are_their_own_students(here):
    entered = busy(here, 600)
    for other in (here.bela, here.desk, here.brook.actor):
        with pytest.raises(NotFound):
            commitments.get(other, entered.id)
    commitments.remove(entered, by=here.amara)
    assert (commitments.mine(here.amara), loads.of_student(here.amara.user_id)) == ([], ())
    with pytest.raises(NotFound):
        commitments.get(here.amara, entered.id)


def test_what_cannot_be_is_refused(here):
    today = clock.today("Europe/London")
    for minutes, until in ((0, None), (10_081, None), (60, today - timedelta(days=1))):
        with pytest.raises(RuleBroken):
            commitments.add(Told(CommitmentKind.OTHER, "", minutes, today, until), by=here.amara)


def test_the_picture_reaches_to_the_end_of_what_is_promised(here):
    assert len(workload.picture(here.bela).weeks) == workload.LEAST
    claims.accept(make.held(here), by=here.amara)
    busy(here, 2400, days=80)
    shown = workload.picture(here.amara)
    assert workload.LEAST < len(shown.weeks) <= workload.LONGEST
    assert shown.over[0].total > shown.ceiling == 900
    assert asking.live_on(here.first.id, here.amara)
