"""A student's weeks, what else they do, the warning before they claim; and the one question on what came of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import View, overflow

STUDENT, STAFF = "student@demo.example", "staff@demo.example"
VIEWS = [View(1280), View(390, scheme="dark", script=False)]
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)


def settle(page, shot, name: str) -> None:
    """A picture of the page, which is no wider than the screen."""
    shot(page, name)
    assert overflow(page) <= 0


def test_what_else_i_do_fills_my_weeks(people, shot, view):
    page = people.signed_in(STUDENT)
    page.goto("/student/workload")
    settle(page, shot, "weeks")
    page.get_by_role("link", name="Add something").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[role=alert]").first).to_contain_text("Choose what it is")
    page.get_by_label("A job").check()
    page.get_by_label("In your own words").fill(f"Night porter {view}")
    page.get_by_label("Hours a week").fill("30")
    for part, text in (("day", "1"), ("month", "1"), ("year", "2026")):
        page.fill(f"[name=from_on-{part}]", text)
    settle(page, shot, "commitment")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text(f"Night porter {view}")
    expect(page.locator(".banner.warn")).to_contain_text("above your ceiling")
    warned_at_the_project(page, shot)
    page.goto("/student/workload")
    page.get_by_role("link", name=f"Night porter {view}").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("main")).not_to_contain_text(f"Night porter {view}")


def warned_at_the_project(page, shot) -> None:
    """The first project with a seat to claim says which weeks get too full."""
    page.goto("/student/projects")
    page.locator("main li.notice:has(button.tab) .title a").first.click()
    expect(page.locator("main")).to_contain_text("Your weeks get full")
    settle(page, shot, "warned")


def unanswered(page, links: list[str]) -> None:
    """Open the newest letter's link that waits for its answer."""
    for link in links:
        page.goto(link)
        if page.locator("h1").inner_text() == "What came of it?":
            return
    raise LookupError("The demo has a question that waits.")


def test_one_question_one_press(people, shot, site):
    page = people()
    unanswered(page, site.links(r"/f/[\w-]+"))
    settle(page, shot, "follow-up")
    page.get_by_role("button", name="An internship").click()
    expect(page.locator("h1")).to_contain_text("Thank you")
    page.get_by_text("Answer differently").click()
    page.get_by_role("button", name="A reference").click()
    expect(page.locator("h1")).to_contain_text("Thank you")
    settle(page, shot, "follow-up-answered")
