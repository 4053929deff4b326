"""What pages say when there is nothing, when something is wrong, and when somebody else was quicker."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STAFF, STUDENT, EMPLOYER = (f"{who}@demo.example" for who in ("staff", "student", "supervisor"))
narrow_and_wide = pytest.mark.parametrize("view", [View(1280), View(390, script=False)], ids=str)


@narrow_and_wide
def test_a_missing_page_says_so_and_leads_on(people):
    page = people()
    answer = page.goto("/no-such-page")
    assert answer.status == 404
    expect(page.locator("h1")).to_contain_text("There is no page here")
    assert page.locator("main a").count()
    assert overflow(page) <= 0


@narrow_and_wide
def test_the_wrong_password_is_refused_in_words(people, shot):
    page = people()
    page.goto("/sign-in")
    page.fill("[name=email]", STUDENT)
    page.fill("[name=password]", "not this one")
    page.locator("main form button").last.click()
    expect(page.locator(".summary-errors")).to_contain_text("do not belong together")
    assert page.title().startswith("Error: ")
    assert page.input_value("[name=email]") == STUDENT
    shot(page, "state-sign-in")


@narrow_and_wide
def test_what_needs_signing_in_leads_back_after_it(people):
    page = people()
    page.goto("/student/profile")
    page.fill("[name=email]", STUDENT)
    page.fill("[name=password]", "micro-internship")
    page.locator("main form button").last.click()
    page.wait_for_url("**/student/profile")


@narrow_and_wide
def test_nothing_matches_differs_from_nothing_there(people, shot):
    page = people.signed_in(STUDENT)
    page.goto("/student/projects?q=zeppelin")
    expect(page.locator("#results")).to_contain_text("No projects match")
    shot(page, "state-empty")
    page.get_by_role("link", name="Show all projects").click()
    expect(page.locator("#results .notice").first).to_be_visible()


@narrow_and_wide
def test_a_bad_link_explains_itself(people, shot):
    page = people()
    assert page.goto(f"/invitation/{'x' * 43}").status == 404
    expect(page.locator("h1")).to_be_visible()
    shot(page, "state-link-over")


@narrow_and_wide
def test_other_peoples_pages_stay_shut(people):
    page = people.signed_in(STUDENT)
    assert page.goto("/staff/review").status == 403
    assert page.goto("/employer/").status == 403
    assert page.goto("/dev/mail").status == 200


@narrow_and_wide
def test_a_decision_without_words_keeps_what_was_chosen(people, shot):
    page = people.signed_in(STAFF)
    page.goto("/staff/review")
    waiting = page.locator(".queue a", has_text="Employer, in review").first
    page.goto(waiting.get_attribute("href"))
    page.locator(".choice label", has_text="Decline").click()
    page.get_by_role("button", name="Send decision").click()
    expect(page.locator(".summary-errors")).to_contain_text("Say why in a sentence or two.")
    expect(page.locator("[name=decision][value=decline]")).to_be_checked()
    shot(page, "state-decision")


@narrow_and_wide
def test_an_application_says_all_that_is_missing(people, shot):
    page = people()
    page.goto("/partner")
    page.get_by_role("button", name=re.compile("Start now")).click()
    page.wait_for_url("**/partner/campus")
    page.goto("/partner/check")
    page.get_by_role("button", name="Send application").click()
    expect(page.locator(".summary-errors")).to_be_visible()
    shot(page, "state-application")


@pytest.mark.parametrize("view", [View(390), View(390, scheme="dark")], ids=str)
def test_filters_are_a_sheet_on_a_phone(people, shot):
    page = people.signed_in(STUDENT)
    page.goto("/student/projects")
    page.get_by_role("button", name="Filters").click()
    page.locator("#filters label", has_text="Remote").click()
    page.get_by_role("button", name="Done").click()
    page.wait_for_url(re.compile("place=remote"))
    expect(page.locator(".chips")).to_contain_text("Remote")
    shot(page, "state-filters")


@pytest.mark.parametrize("view", [View(1280), View(1280, scheme="dark"), View(390, scheme="dark")], ids=str)
def test_main_pages_fit_by_day_and_night(people, shot):
    page = people.signed_in(STUDENT)
    for name in ("projects", "placements", "profile"):
        page.goto(f"/student/{name}")
        assert overflow(page) <= 0
        shot(page, f"look-student-{name}")
