"""How a seat is found besides being quick: the office proposes, lots decide, a list waits; and who could see it all."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.journey.letters import Letters
from tests.browser.journey.staff import Staff
from tests.browser.journey.story import Story
from tests.browser.journey.student import Student
from tests.browser.people import View, overflow
from tests.browser.test_desks import every, first

STAFF, STUDENT = "staff@demo.example", "student@demo.example"
NUMBERS = count(100)
VIEWS = [View(1280), View(390, scheme="dark", script=False)]
pytestmark = pytest.mark.parametrize("view", VIEWS, ids=str)


@pytest.fixture
def office(people, shot):
    return Staff(people.signed_in(STAFF), shot)


@pytest.fixture
def newcomer(people, site, office, shot):
    """A student whom the roster just brought, with an account and nothing else."""
    story = Story(next(NUMBERS))
    office.imports(story)
    student = Student(people(), shot)
    student.comes_in(Letters(site).link(story.email, r"/invitation/\S+"), story)
    student.name = story.student
    return student


def titled(office, address: str) -> tuple[str, str]:
    """A page of the office; its address and the project's title."""
    office.go(address)
    return address, office.page.locator("main h1 + p, main .lead").first.inner_text()


def wanted(office, newcomer) -> tuple[str, str]:
    """The match of the first project that still has a seat for somebody interested; its address and title."""
    for address in every(office.page, "/staff/filling", r"/staff/projects/\d+/match"):
        newcomer.go(f"/student/projects/{address.split('/')[3]}")
        interest = newcomer.page.get_by_role("button", name=re.compile("^I am interested"))
        if interest.count():
            interest.click()
            return titled(office, address)
    pytest.fail("No project of the match has a free seat.")


def test_the_office_proposes_and_the_student_accepts(office, newcomer):
    address, title = wanted(office, newcomer)
    newcomer.reads("You are interested")
    newcomer.keep("match-interested")
    office.go(f"{address}?q={newcomer.name.split()[-1]}&only=interested")
    office.keep("match-candidates")
    assert overflow(office.page) <= 0
    office.tick(newcomer.name)
    office.page.fill("[name=message]", "Your course is close to this.")
    office.page.get_by_role("button", name="Propose for").click()
    office.told("Proposed.")
    newcomer.go("/student/placements")
    newcomer.follow(title)
    newcomer.reads("Your course is close to this.")
    newcomer.keep("match-proposed")
    newcomer.tick("I accept these terms, the hours and the dates")
    newcomer.press("Accept the seat")
    newcomer.told("The seat is yours.")
    office.go(f"{address}?q={newcomer.name.split()[-1]}")
    assert office.page.locator("ul.candidates li", has_text="Accepted").count()


def test_lots_are_drawn_in_the_open(office, newcomer):
    titled(office, first(office.page, "/staff/filling", r"/staff/projects/\d+/draw"))
    office.reads("SHA-256 of the seed", "The order")
    assert overflow(office.page) <= 0
    office.keep("draw-over")
    ahead = office.page
    ahead.goto("/staff/filling")
    ahead.get_by_role("link", name="in the draw on").first.click()
    office.reads("Not yet")
    newcomer.go(ahead.url.replace("/staff/", "/student/"))
    newcomer.reads("Not yet", "so that nobody could change it afterwards")
    newcomer.keep("draw-ahead")
    newcomer.page.locator("main a").first.click()
    newcomer.reads("Lots decide")


def test_the_waiting_list_is_seen_from_both_sides(office, newcomer):
    address, _title = titled(office, first(office.page, "/staff/filling", r"/staff/projects/\d+/waiting"))
    waited = office.page.locator("main tbody tr").count()
    office.keep("waiting-list")
    newcomer.go(f"/student/projects/{address.split('/')[3]}")
    newcomer.reads("All seats are taken")
    newcomer.keep("waiting-full")
    newcomer.page.locator(".tabs form button").click()
    newcomer.arrives("On the waiting list", "waiting-joined")
    office.go(address)
    assert office.page.locator("main tbody tr").count() == waited + 1
    assert newcomer.name in office.page.locator("main tbody tr").last.inner_text()
    newcomer.page.locator("summary", has_text="Leave").click()
    newcomer.press("Leave the waiting list")
    newcomer.told("Taken back.")
    office.go(address)
    assert office.page.locator("main tbody tr").count() == waited


def test_who_could_see_a_project_when_and_why(office):
    page = office.page
    page.goto(first(page, "/staff/projects?q=Brightwater", r"/staff/projects/\d+/audience"))
    office.reads("Its time so far", "Now,")
    office.keep("proof")
    assert overflow(page) <= 0
    page.fill("[name=who]", STUDENT)
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".verdict")).to_contain_text("Amara Okafor could")
    office.keep("proof-of-one")
    page.fill("[name=who]", "nobody@northmoor.example")
    page.get_by_role("button", name="Show").click()
    office.reads("No student of Northmoor University has this address or number.")
    csv = page.get_by_role("link", name="As a table (CSV)").get_attribute("href")
    assert "text/csv" in page.context.request.get(csv).headers["content-type"]


def test_which_fits_leads_on(people, shot):
    page = people()
    page.goto("/c/northmoor/which-fits")
    shot(page, "which-fits")
    assert overflow(page) <= 0
    assert page.locator(".way").count() == 3
    page.get_by_role("link", name="Sign in to see projects").click()
    page.wait_for_url("**/sign-in**")
