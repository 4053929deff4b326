"""Fixtures for journeys: a filled portal that runs, Chromium, people with their own browsers."""

import fcntl
import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.filling import fill
from tests.browser.people import VIEWS, People, launch, shoot
from tests.browser.site import ROOT, Site

PICTURES = ROOT / ".cache" / "pictures"


def pytest_collection_modifyitems(items):
    """Mark all of this folder, and begin with the long ones: one at the end would leave a process idle."""
    here = Path(__file__).parent
    ours = [item for item in items if here in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    order = {item: 1 if item.path.stem == "test_journey" else 2 for item in ours}
    items.sort(key=lambda item: order.get(item, 0))


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """Return the folder of a filled portal, made once for all test processes; PORTAL_FILLED names one to use."""
    if os.environ.get("PORTAL_FILLED"):
        return Path(os.environ["PORTAL_FILLED"])
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if root.name.startswith("popen-") else root
    with (shared / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return fill(shared / "filled")


@pytest.fixture(scope="session")
def site(filled, tmp_path_factory):
    """A portal of this process, filled and running."""
    site = Site(tmp_path_factory.mktemp("site")).copy_of(filled).start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """A portal of this process with tables and nothing in them."""
    site = Site(tmp_path_factory.mktemp("bare"))
    site.command("db", "upgrade")
    yield site.start()
    site.stop()


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once a process."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(params=VIEWS, ids=str)
def view(request):
    """Each width, with and without script."""
    return request.param


@pytest.fixture
def people(browser, site, view):
    """`people()` is a new visitor, `people.signed_in(email)` somebody known; a complaint fails the test."""
    people = People(browser, site.url, view)
    yield people
    troubles = people.leave()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def shot(view):
    """`shot(page, name)` keeps a picture under .cache/pictures for somebody who asks with PORTAL_PICTURES=1.

    Drawing them costs as much as all else that the pages do.
    """
    if not os.environ.get("PORTAL_PICTURES"):
        return lambda page, name: None
    return lambda page, name: shoot(page, f"{name}-{view}", PICTURES)
