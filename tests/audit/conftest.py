"""Fixtures for the audit: the pages each reader meets on a filled portal."""

from functools import cache

import pytest

from tests.audit.crawl import Crawl
from tests.audit.pages import READERS
from tests.browser.conftest import browser, filled, site  # noqa: F401 - fixtures
from tests.browser.people import People, View

PHONE, DESK, PLAIN = View(390), View(1280), View(1280, script=False)


@pytest.fixture(params=READERS, ids=str)
def reader(request):
    """Each role in turn, and somebody without one."""
    return request.param


@pytest.fixture
def people(browser, site):  # noqa: F811
    """Who reads; whatever their browsers complain about fails the test."""
    people = People(browser, site.url, DESK)
    yield people
    troubles = people.leave()
    assert not troubles, "\n".join(troubles)


def arrive(people, site, reader, view):  # noqa: F811
    """Return the page of a reader: signed in, come by a letter's link, or a stranger's."""
    if reader.email:
        return people.signed_in(reader.email, view)
    page = people(view)
    if reader.letter:
        follow(page, site.links(reader.letter))
    return page


def follow(page, links) -> None:
    """Go in by the latest link that is still good."""
    for link in links:
        page.goto(link)
        doors = page.locator(f'main form[action$="{link}"]')
        if doors.count():
            doors.locator("button").first.click()
            return
    pytest.fail("No letter holds a link that still works.")


@pytest.fixture
def enter(people, site):  # noqa: F811
    """`enter(reader, view)` is the reader's page."""
    return lambda reader, view=DESK: arrive(people, site, reader, view)


@pytest.fixture(scope="session")
def crawled(browser, site):  # noqa: F811
    """`crawled(reader)` walks once and gives {shape: (address, HTML)}."""

    @cache
    def walk(reader):
        people = People(browser, site.url, PLAIN)
        page = arrive(people, site, reader, PLAIN)
        found = Crawl(page.context.request, site.url).walk(reader).found
        people.leave()
        return found

    return walk
