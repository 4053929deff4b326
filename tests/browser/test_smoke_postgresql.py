"""The same portal on PostgreSQL: it fills, serves, and shows everybody their main pages."""

import pytest

from tests import postgres
from tests.browser.people import PASSWORD, People, View
from tests.browser.site import Site

PAGES = {
    "student@demo.example": (
        "/student/projects",
        "/student/placements",
        "/student/certificates",
        "/student/profile",
    ),
    "supervisor@demo.example": ("/employer/", "/employer/projects", "/employer/placements"),
    "staff@demo.example": (
        "/staff/review",
        "/staff/placements",
        "/staff/certificates",
        "/staff/rosters",
        "/staff/audit",
    ),
    "admin@demo.example": ("/admin/campuses", "/admin/people", "/admin/audit"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A portal filled and running on PostgreSQL."""
    cluster = postgres.Cluster().start()
    site = Site(tmp_path_factory.mktemp("smoke"), postgres.fresh(str(cluster.folder), "smoke"))
    site.fill("demo")
    site.start()
    yield site
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
@pytest.mark.parametrize("email", PAGES)
def test_everybody_meets_their_pages(people, email):
    page = people.signed_in(email, password=PASSWORD)
    answers = {path: page.goto(path).status for path in PAGES[email]}
    assert set(answers.values()) == {200}, answers


@pytest.mark.slow
def test_a_student_finds_and_claims(people):
    page = people.signed_in("student@demo.example")
    page.goto("/student/projects")
    assert page.locator("#results .notice").count()
    page.locator("#results .title a").first.click()
    page.wait_for_url("**/student/projects/*")
    assert page.locator("main h1").is_visible()
