"""How an evaluation comes in all the same: reminded of, passed on, with a code, or typed by the office."""

from datetime import timedelta

import pytest

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.evaluation_links import EvaluationReminder, LinkCode
from portal.models.jobs import Job
from portal.services import (
    certificate_facts,
    delegations,
    dictations,
    evaluation_clocks,
    evaluation_office,
    evaluation_requests,
    evaluations,
    link_codes,
    link_visits,
    policies,
)
from portal.vocabulary import Attestation, Channel, PlacementStatus, stages
from portal.vocabulary import RequestStatus as S
from tests.factories import records
from tests.factories.placements import accept, end, move, world

ENGINES = ("sqlite",)
DAY = timedelta(days=1)


@pytest.fixture
def here(app):
    made = world()
    move(made, PlacementStatus.DELIVERED)
    db.session.flush()
    return made


def reminded_after(days: float) -> int:
    with clock.travel(clock.now() + days * DAY):
        return evaluation_clocks.remind_due()


def newest() -> dict:
    """The newest letter in the outbox, sent or not."""
    db.session.flush()
    return (
        db.session.scalars(db.select(Job).where(Job.kind == "mail").order_by(Job.id.desc())).first().payload
    )


def test_three_reminders_each_once(here):
    counted = [reminded_after(day) for day in (2.9, 3, 5, 7.1, 13, 14.1, 20, 50)]
    assert counted == [0, 1, 0, 1, 0, 1, 0, 0]
    assert [row.number for row in db.session.scalars(db.select(EvaluationReminder))] == [1, 2, 3]


def test_a_worker_that_slept_sends_one_letter(here):
    assert (reminded_after(30), reminded_after(31)) == (1, 0)
    letter = newest()
    assert (letter["template"], letter["to"]) == ("evaluation-reminder", "priya@brook.example")
    assert "Why you get this" in letter["text"]
    assert "Amara" not in str(letter)


def test_a_reminders_link_works_beside_the_first_one(here):
    tokens = [token()]
    reminded_after(4)
    tokens.append(token())
    assert tokens[0] != tokens[1]
    assert {evaluation_requests.by_token(one) for one in tokens} == {records.asked(here)}


def token() -> str:
    """The secret of the newest letter."""
    return next(word for word in newest()["text"].split() if "/e/" in word).rpartition("/e/")[2]


@pytest.mark.parametrize("stop", [records.answered, records.bounce, records.waive])
def test_reminders_stop_when_it_is_in_or_over(here, stop):
    stop(here)
    if stop is records.answered:
        records.send(here, evaluations.of_placement(here.placement.id))
    assert reminded_after(20) == 0


def test_a_campus_chooses_its_days(here):
    policies.adopt(
        here.north.id,
        policies.Policy(evaluation_first_days=0, evaluation_second_days=10, evaluation_last_days=0),
        by=SYSTEM,
    )
    assert [reminded_after(day) for day in (9, 10.1, 40)] == [0, 1, 0]


def hand_over(here, email: str):
    asked = records.asked(here)
    return delegations.delegate(asked, "Quinn Quay", email, by=link_visits.holder(asked))


def test_a_colleague_is_asked_at_once(here, letters):
    old = records.asked(here)
    fresh = hand_over(here, "quinn.quay@Brook.example")
    assert (old.status, fresh.status, fresh.name) == (S.DELEGATED, S.SENT, "Quinn Quay")
    assert letters()[-1]["To"] == fresh.email
    with pytest.raises(RuleBroken):
        evaluation_requests.check_alive(old)


def test_what_was_answered_goes_along(here):
    whole = records.answered(here)
    fresh = hand_over(here, "quinn.quay@brook.example")
    assert fresh.evaluation_id == whole.id
    assert not evaluations.missing(whole)


@pytest.mark.parametrize("email", ["una@elsewhere.example", "una@gmail.com", "una@notbrook.example"])
def test_a_stranger_waits_for_the_office(here, letters, email):
    assert hand_over(here, email) is None
    assert letters()[-1]["To"] == here.north.office_email
    assert "una" not in letters()[-1].get_content()
    assert evaluation_office.view(here.placement)["waits"]
    asked = records.asked(here)
    with pytest.raises(NotAllowed):
        delegations.confirm(asked, by=here.supervisor.actor)
    fresh = delegations.confirm(asked, by=here.staff.actor)
    assert (fresh.status, fresh.email, letters()[-1]["To"]) == (S.SENT, email, email)
    with pytest.raises(RuleBroken):
        delegations.confirm(asked, by=here.staff.actor)


def test_the_office_sends_it_back_instead(here):
    hand_over(here, "una@elsewhere.example")
    fresh = evaluation_requests.reissue(records.asked(here), by=here.staff.actor)
    assert fresh.email == "priya@brook.example"


@pytest.mark.parametrize("email", ["amara@north.example", "Priya@brook.example", "nobody"])
def test_some_addresses_cannot_be_meant(here, email):
    with pytest.raises(RuleBroken):
        hand_over(here, email)
    assert records.asked(here).status is S.SENT


def test_a_code_has_ten_minutes_and_five_tries(here, letters):
    asked = records.asked(here)
    link_codes.send(asked)
    digits = next(word for word in letters()[-1].get_content().split() if word.isdigit() and len(word) == 6)
    wrong = f"{(int(digits) + 1) % 10**6:06}"
    assert digits not in db.session.scalars(db.select(LinkCode.hash)).one()
    assert not any(link_codes.check(asked, wrong) for _try in range(4))
    assert link_codes.check(asked, f"{digits[:3]} {digits[3:]}")
    with pytest.raises(RuleBroken):
        link_codes.check(asked, digits)


def test_an_old_code_and_a_guessed_one_are_over(here, letters):
    asked = records.asked(here)
    link_codes.send(asked)
    digits = next(word for word in letters()[-1].get_content().split() if word.isdigit() and len(word) == 6)
    with clock.travel(clock.now() + link_codes.LENGTH), pytest.raises(RuleBroken):
        link_codes.check(asked, digits)
    for _try in range(5):
        link_codes.check(asked, "x")
    with pytest.raises(RuleBroken):
        link_codes.check(asked, digits)


def test_five_codes_an_hour(here):
    asked = records.asked(here)
    for _time in range(5):
        link_codes.send(asked)
    with pytest.raises(RuleBroken, match="wait"):
        link_codes.send(asked)


@pytest.mark.parametrize("status", [S.SENT, S.OPENED, S.DRAFT, S.EXPIRED, S.BOUNCED, S.REVOKED, S.DELEGATED])
def test_the_office_types_whatever_became_of_the_link(app, status):
    here = world()
    records.request_in(here, status)
    asked = dictations.begin(here.placement, by=here.staff.actor)
    assert asked.status in stages.MAILED
    assert asked.email == "priya@brook.example"


@pytest.mark.parametrize("status", [S.SUBMITTED, S.WAIVED])
def test_nothing_is_typed_where_nothing_is_asked(app, status):
    here = world()
    records.request_in(here, status)
    with pytest.raises(RuleBroken):
        dictations.begin(here.placement, by=here.staff.actor)


@pytest.mark.parametrize("name", ["supervisor", "student", "far_staff"])
def test_only_the_office_types(here, name):
    with pytest.raises(NotAllowed):
        dictations.begin(here.placement, by=getattr(here, name).actor)


def test_what_was_typed_says_by_whom_and_tells_the_supervisor(here, letters):
    whole = records.typed(here, here.staff)
    assert (whole.typed_by_id, whole.typed_from) == (here.staff.actor.user_id, Channel.PHONE)
    assert evaluation_office.typist(whole) == here.staff.actor.label
    assert "priya@brook.example" in {letter["To"] for letter in letters()[-3:]}
    accept(here.placement, here)
    assert certificate_facts.attestation(here.placement, whole) is Attestation.A


def test_nobody_is_reminded_of_work_that_ended(app):
    here = world()
    move(here, PlacementStatus.ACTIVE)
    with clock.travel(here.placement.due_at):
        evaluation_clocks.send_due()
    end(here.placement, here)
    assert reminded_after(40) == 0
