"""Asking for an evaluation: who may take which step from which state, one live link, time passing."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.evaluations import EvaluationRequest
from portal.services import evaluation_clocks, evaluation_requests, evaluations, link_visits
from portal.services.evaluation_requests import DEAD, LIFECYCLE
from portal.vocabulary import PlacementStatus, stages
from portal.vocabulary import RequestStatus as S
from tests.factories import records
from tests.factories.placements import begun, hand_in, move, start, world

OFFICE, LINK = {"staff"}, {"link", "supervisor"}
MAY = {
    "send": {"system", "staff"},
    "open": LINK,
    "begin": LINK | OFFICE,
    "submit": LINK | OFFICE,
    "type": OFFICE,
    "disown": LINK,
    "delegate": LINK,
    "bounce": {"system", "staff"},
    "expire": {"system"},
    "revoke": {"system", "staff"},
    "waive": OFFICE,
}
LEADS = {
    ("send", S.SCHEDULED): S.SENT,
    ("open", S.SENT): S.OPENED,
    ("begin", S.OPENED): S.DRAFT,
    ("submit", S.OPENED): S.SUBMITTED,
    ("submit", S.DRAFT): S.SUBMITTED,
    **{("type", state): S.OPENED for state in (S.SCHEDULED, S.SENT)},
    **{("delegate", state): S.DELEGATED for state in (S.SENT, S.OPENED, S.DRAFT)},
    **{("disown", state): S.REVOKED for state in (S.SENT, S.OPENED, S.DRAFT)},
    **{("bounce", state): S.BOUNCED for state in (S.SENT, S.OPENED, S.DRAFT)},
    **{("expire", state): S.EXPIRED for state in (S.SENT, S.OPENED, S.DRAFT)},
    **{("revoke", state): S.REVOKED for state in stages.UNANSWERED},
    **{("waive", state): S.WAIVED for state in (*stages.UNANSWERED, *DEAD)},
}
PEOPLE = "student other far staff far_staff supervisor colleague stranger system link strange_link".split()


def actors(here):
    """Everybody who might try, each as an actor; a strange link is that of another placement."""
    other = begun(here.project, here.other)
    db.session.flush()
    special = {
        "system": SYSTEM,
        "link": link_visits.holder(records.asked(here)),
        "strange_link": link_visits.holder(evaluation_requests.newest(other.id)),
    }
    return {name: special.get(name) or getattr(here, name).actor for name in PEOPLE}


def test_the_table_is_whole():
    assert set(MAY) == {step.verb for step in LIFECYCLE.steps}
    assert {(s.verb, state) for s in LIFECYCLE.steps for state in s.sources} == set(LEADS)


@pytest.mark.parametrize("status", records.ROADS)
def test_the_whole_lifecycle(app, status):
    """Each state, step and person: it leads where the table says, or is refused and changes nothing."""
    here = world()
    people = actors(here)
    request = records.request_in(here, status)
    for verb, allowed in MAY.items():
        for name in PEOPLE:
            if name in allowed and (verb, status) in LEADS:
                LIFECYCLE.take(verb, request, by=people[name], note="Because.")
                assert request.status is LEADS[verb, status]
                request.status = status
            else:
                with pytest.raises((NotAllowed, RuleBroken)):
                    LIFECYCLE.take(verb, request, by=people[name], note="Because.")
                assert request.status is status


@pytest.mark.parametrize("verb", ["bounce", "waive"])
def test_words_are_needed(app, verb):
    here = world()
    request = records.request_in(here, S.SENT)
    with pytest.raises(RuleBroken):
        LIFECYCLE.take(verb, request, by=here.staff.actor, note="  ")


def test_one_request_is_live_at_a_time(app):
    here = world()
    request = records.request_in(here, S.SENT)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        evaluation_requests.schedule(request.evaluation, request.contact, by=SYSTEM)


def test_a_new_link_ends_the_old_one(app):
    here = world()
    old = records.request_in(here, S.DRAFT)
    fresh = evaluation_requests.reissue(old, by=here.staff.actor)
    db.session.flush()
    assert (old.status, fresh.status, fresh.email) == (S.REVOKED, S.SENT, old.email)
    assert fresh.hash != old.hash
    with pytest.raises(RuleBroken):
        evaluation_requests.check_alive(old)


def test_an_old_link_renews_only_once(app):
    here = world()
    old = records.request_in(here, S.EXPIRED)
    evaluation_requests.reissue(old, by=link_visits.holder(old))
    with pytest.raises(RuleBroken, match="newer link"):
        evaluation_requests.reissue(old, by=link_visits.holder(old))
    live = select(EvaluationRequest).where(EvaluationRequest.status.in_(stages.UNANSWERED))
    assert len(db.session.scalars(live).all()) == 1


@pytest.mark.parametrize("status", [S.SUBMITTED, S.WAIVED])
def test_nothing_is_asked_again_once_it_is_in(app, status):
    here = world()
    request = records.request_in(here, status)
    with pytest.raises(RuleBroken):
        evaluation_requests.reissue(request, by=here.staff.actor)


def test_nothing_is_asked_of_work_that_ended(app):
    here = world()
    move(here, PlacementStatus.ENDED_EARLY)
    with pytest.raises(RuleBroken):
        evaluation_requests.reissue(records.asked(here), by=here.staff.actor)


def test_links_expire_by_themselves(app):
    here = world()
    request = records.request_in(here, S.OPENED)
    with clock.travel(request.expires_at - timedelta(seconds=1)):
        assert evaluation_clocks.expire_due() == 0
        evaluation_requests.check_alive(request)
    with clock.travel(request.expires_at):
        with pytest.raises(RuleBroken, match="expired"):
            evaluation_requests.check_alive(request)
        assert evaluation_clocks.expire_due() == 1
        assert evaluation_clocks.expire_due() == 0
    assert request.status is S.EXPIRED


def test_the_link_lives_as_long_as_the_campus_says(app):
    here = world()
    request = records.request_in(here, S.SENT)
    assert request.expires_at - request.sent_at == timedelta(days=60)


def test_the_due_day_sends_what_no_hand_in_sent(app):
    here = world()
    start(here.placement, here)
    request = records.asked(here)
    with clock.travel(here.placement.due_at - timedelta(seconds=1)):
        assert evaluation_clocks.send_due() == 0
    with clock.travel(here.placement.due_at):
        assert evaluation_clocks.send_due() == 1
        assert request.status is S.SENT
        hand_in(here.placement, here)
        assert evaluation_clocks.send_due() == 0
    assert records.asked(here) is request


@pytest.mark.parametrize("over", [PlacementStatus.ENDED_EARLY, PlacementStatus.NO_SHOW])
def test_nobody_is_asked_about_work_that_ended(app, over):
    here = world()
    move(here, over)
    db.session.flush()
    with clock.travel(here.placement.due_at + timedelta(days=1)):
        assert evaluation_clocks.send_due() == 0


def test_only_the_contact_who_was_asked_reaches_it(app):
    here = world()
    request = records.request_in(here, S.SENT)
    assert evaluation_requests.asked_of(here.placement.id, here.supervisor.actor) is request
    assert evaluation_requests.asks(here.placement.id, here.supervisor.actor)
    for name in set(PEOPLE[:8]) - {"supervisor"}:
        assert not evaluation_requests.asks(here.placement.id, getattr(here, name).actor)
        with pytest.raises(NotFound):
            evaluation_requests.asked_of(here.placement.id, getattr(here, name).actor)


def test_a_scheduled_request_is_sent_once(app):
    here = world()
    request = records.request_in(here, S.SENT)
    sent_at, hash_ = request.sent_at, request.hash
    evaluations.send_for(here.placement)
    assert (request.sent_at, request.hash) == (sent_at, hash_)


def test_a_visit_ends(app):
    here = world()
    request = records.opened(here) if move(here, PlacementStatus.DELIVERED) else None
    value = link_visits.begin(request)
    db.session.flush()
    assert link_visits.find(value).request is request
    with clock.travel(clock.now() + link_visits.LENGTH), pytest.raises(NotFound):
        link_visits.find(value)
    with pytest.raises(NotFound):
        link_visits.find("x" * 43)
