"""The office's pages: the checklist, an approval with a limit, reviews due, students at work, changed profiles."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.employers import Employer, Partnership
from portal.services import board, care, claims, employer_profiles, partnerships, vetting
from portal.vocabulary import PartnershipStatus as P
from portal.vocabulary import VettingItem as I
from tests.client import soup
from tests.factories import claims as claiming
from tests.factories import employers, student

WEB = "https://register.example/1"


@pytest.fixture
def here(app):
    made = employers.world()
    made.moor = employers.partner(
        made.north, P.IN_REVIEW, made.desk, name="Moor", website="moor.example", email="mo@moor.example"
    )
    made.id = made.moor.partnership.id
    made.page = f"/staff/review/partnership/{made.id}"
    made.list = f"/staff/partnerships/{made.id}/checklist"
    return made


def lines(here) -> dict:
    db.session.expire_all()
    return {line.item: line for line in vetting.checklist(here.id)}


def test_the_paper_says_what_is_open_and_the_checklist_closes_it(here, client_for):
    client = client_for(here.officer)
    assert "0 of 8 required" in client.get(here.page).text
    answer = client.fill(
        here.list,
        {"website_ticked": "y", "website_note": "Named.", "website_evidence": WEB},
        action=here.list,
    )
    assert answer.location == here.page
    shown = client.get(here.page).text
    assert "1 of 8 required" in shown
    marked = soup(client.get(here.list))
    link = marked.select_one(f'a[href="{WEB}"]')
    assert "noreferrer" in link["rel"]
    assert marked.select_one("[name=website_note]")["value"] == "Named."
    assert lines(here)[I.WEBSITE].mark.author


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"terms_ticked": "y"}, "terms_note"),
        (
            {"terms_ticked": "y", "terms_note": "Yes", "terms_evidence": "javascript:alert(1)"},
            "terms_evidence",
        ),
        ({"terms_evidence": "register.example"}, "terms_evidence"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(here, client_for, sent, field):
    answer = client_for(here.officer).fill(here.list, {"website_note": "Kept", **sent}, action=here.list)
    assert answer.status_code == 422
    assert f"#{field}" in [link["href"] for link in soup(answer).select(".summary-errors a")]
    assert soup(answer).select_one("[name=website_note]")["value"] == "Kept"
    assert lines(here)[I.TERMS].mark is None


def test_a_page_from_before_a_colleagues_mark_is_told(here, client_for):
    client = client_for(here.officer)
    sent = {"website_ticked": "y", "website_note": "Named.", "seen": "0"}
    assert client.fill(here.list, sent, action=here.list).status_code == 303
    answer = client.fill(here.list, {**sent, "website_note": "Mine."}, action=here.list)
    assert answer.status_code == 409
    assert "Mine." in answer.text


def test_approving_asks_why_for_each_item_left_open(here, client_for):
    client = client_for(here.officer)
    answer = client.fill(here.page, {"decision": "approve"}, action=here.page)
    assert answer.status_code == 422
    assert len(soup(answer).select("[name^=why_]")) == 8
    reasons = {f"why_{item.value}": "We know them." for item in vetting.REQUIRED}
    later = clock.today(here.north.zone) + timedelta(days=100)
    day = {"review_on-day": later.day, "review_on-month": later.month, "review_on-year": later.year}
    sent = {"decision": "approve", "open_limit": "2", **reasons, **day}
    assert client.fill(here.page, sent, action=here.page).status_code == 303
    record = db.session.get(Partnership, here.id, populate_existing=True)
    assert (record.status, record.open_limit, record.review_on) == (P.APPROVED, 2, later)
    assert "at most 2 projects" in client.get(here.page).text
    own = client_for(here.moor.member).get(f"/employer/partnerships/{here.id}").text
    assert "at most 2 projects" in own
    assert "We know them" not in own


def test_declining_asks_for_no_reason_about_the_checklist(here, client_for):
    sent = {"decision": "decline", "code": "other", "comment": "No."}
    assert client_for(here.officer).fill(here.page, sent, action=here.page).status_code == 303


@pytest.mark.parametrize("limit", ["0", "many", "-3"])
def test_a_bad_limit_is_refused_in_words(here, client_for, limit):
    employers.tick(here.moor.partnership, here.desk)
    db.session.commit()
    answer = client_for(here.officer).fill(
        here.page, {"decision": "approve", "open_limit": limit}, action=here.page
    )
    assert answer.status_code == 422
    assert soup(answer).select_one("[name=open_limit]")["value"] == limit


def test_reviews_due_and_reviewed(here, client_for):
    client = client_for(here.officer)
    here.brook.partnership.review_on = clock.today(here.north.zone) + timedelta(days=9)
    db.session.commit()
    assert here.brook.employer.name in client.get("/staff/partnerships/due").text
    assert "1 due" in client.get("/staff/review").text
    page = f"/staff/partnerships/{here.brook.partnership.id}/review"
    past = {"next_on-day": "1", "next_on-month": "1", "next_on-year": "2020"}
    assert client.fill(page, past, action=page).status_code == 422
    assert client.fill(page, {"note": "As before."}, action=page).location == "/staff/partnerships/due"
    assert "No review is due" in client.get("/staff/partnerships/due").text


def test_suspending_leads_to_the_students_at_work(here, client_for):
    project = claiming.project(here.north, here.brook)
    who = claiming.acting(student(here.north, "Amara Okafor"))
    placement = claims.accept(claims.hold(board.get(who, project.id), by=who), by=who)
    db.session.commit()
    client, record = client_for(here.officer), here.brook.partnership.id
    verb = f"/staff/partnerships/{record}/suspend"
    listed = client.fill(verb, {"note": "Two fees are overdue."}).location
    assert listed == f"/staff/partnerships/{record}/students"
    assert "1 student" in client.get("/staff/review").text
    one = f"{listed}/{placement.id}"
    assert client.fill(one, {"choice": "office", "note": ""}, action=one).status_code == 422
    assert client.fill(one, {"choice": "end_early"}, action=one).location.endswith("/steps/end_early")
    assert client.fill(one, {"choice": "go_on"}, action=one).location == listed
    assert "Everything is decided" in client.get(listed).text
    db.session.expire_all()
    assert not care.undecided(here.desk)


def test_a_changed_profile_waits_in_the_queue(here, client_for):
    crest = here.crest.employer
    typed = employer_profiles.profile(crest) | {"address": "9 New Street", "reason": "We moved."}
    change = employer_profiles.edit(crest, typed, by=here.crest.actor)
    db.session.commit()
    client, page = client_for(here.officer), f"/staff/review/change/{change.id}"
    shown = soup(client.get(page))
    assert shown.select_one(".diff ins").text.strip().endswith("9 New Street")
    assert client.fill(page, {"decision": "decline"}, action=page).status_code == 422
    assert client.fill(page, {"decision": "accept"}, action=page).status_code == 303
    assert db.session.get(Employer, crest.id, populate_existing=True).address == "9 New Street"
    assert "Accepted" in client.get(page).text


def test_a_change_that_was_replaced_meanwhile_is_told(here, client_for):
    crest = here.crest.employer
    typed = employer_profiles.profile(crest) | {"address": "9 New Street", "reason": ""}
    change = employer_profiles.edit(crest, typed, by=here.crest.actor)
    db.session.commit()
    client, page = client_for(here.officer), f"/staff/review/change/{change.id}"
    answer = client.fill(page, {"decision": "accept", "version": "0"}, action=page)
    assert answer.status_code == 409
    assert db.session.get(Employer, crest.id, populate_existing=True).address != "9 New Street"


def test_the_review_of_a_suspended_one_is_refused_in_words(here, client_for):
    partnerships.suspend(here.brook.partnership, by=here.desk, note="A complaint.")
    db.session.commit()
    page = f"/staff/partnerships/{here.brook.partnership.id}/review"
    assert client_for(here.officer).fill(page, {}, action=page).status_code == 422
