"""The same portal on PostgreSQL: it fills, serves, and shows everybody their main pages."""

import pytest

from tests import postgres
from tests.browser.people import People, View
from tests.browser.site import Site

PAGES = {
    "student@demo.example": ("projects", "placements", "certificates", "profile"),
    "supervisor@demo.example": ("", "projects", "placements"),
    "staff@demo.example": ("review", "placements", "certificates", "rosters", "audit"),
    "admin@demo.example": ("campuses", "people", "audit"),
}
UNDER = {"supervisor@demo.example": "employer"}


@pytest.fixture
def site(tmp_path):
    """A portal filled and running on PostgreSQL."""
    cluster = postgres.Cluster().start()
    site = Site(tmp_path, postgres.fresh(str(cluster.folder), "smoke"))
    site.fill("demo")
    yield site.start()
    site.stop()
    cluster.stop()


@pytest.fixture
def people(browser, site):
    """Who signs in there; whatever their browsers complain about fails the test."""
    people = People(browser, site.url, View(1280))
    yield people
    troubles = people.leave()
    assert not troubles, "\n".join(troubles)


@pytest.mark.slow
def test_everybody_meets_their_pages(people):
    answers = {}
    for email, names in PAGES.items():
        page, under = people.signed_in(email), UNDER.get(email, email.partition("@")[0])
        answers |= {f"/{under}/{name}": page.goto(f"/{under}/{name}").status for name in names}
    assert set(answers.values()) == {200}, answers
    page = people.signed_in("student@demo.example")
    page.goto("/student/projects")
    page.locator("#results .title a").first.click()
    page.wait_for_url("**/student/projects/*")
    assert page.locator("main h1").is_visible()
