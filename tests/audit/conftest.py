"""Fixtures for the audit: the pages each reader meets on a filled portal."""

from functools import cache

import pytest

from tests.audit.crawl import Crawl
from tests.audit.pages import READERS
from tests.browser.conftest import browser, filled, site  # noqa: F401 - fixtures
from tests.browser.people import People, View

PHONE, DESK = View(390), View(1280)


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


@pytest.fixture
def enter(people):
    """`enter(reader, view)` is the reader's page, signed in where they have an account."""

    def enter(reader, view=DESK):
        return people.signed_in(reader.email, view) if reader.email else people(view)

    return enter


@pytest.fixture(scope="session")
def crawled(browser, site):  # noqa: F811
    """`crawled(reader)` walks once and gives {shape: (address, HTML)}."""

    @cache
    def walk(reader):
        people = People(browser, site.url, View(1280, script=False))
        page = people.signed_in(reader.email) if reader.email else people()
        found = Crawl(page.context.request, site.url).walk(reader).found
        people.leave()
        return found

    return walk
