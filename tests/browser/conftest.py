"""Fixtures for journeys: a filled portal that runs, Chromium, people with their own browsers."""

import fcntl
import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.people import VIEWS, People, launch, shoot
from tests.browser.site import ROOT, Site

PICTURES = ROOT / ".cache" / "pictures"
SEED = ("demo",)


def pytest_collection_modifyitems(items):
    """Mark all of this folder, and give the long ones their turn."""
    here = Path(__file__).parent
    ours = [item for item in items if here in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    journeys = [item for item in ours if item.path.stem == "test_journey"]
    order = {item: turn(item, journeys) for item in ours}
    items.sort(key=lambda item: order.get(item, 0))


def turn(item, journeys) -> int:
    """The first process gets two journeys, which wait for the demo to be filled. The second one meanwhile does
    what needs no demo. The other journeys follow: a long one at the end would leave one process idle."""
    if item in journeys[:2]:
        return 1
    if item.path.stem == "test_parts":
        return 2
    return 3 if item in journeys else 4


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """Return the folder of a filled portal, made once for all test processes; PORTAL_FILLED names one to use."""
    if os.environ.get("PORTAL_FILLED"):
        return Path(os.environ["PORTAL_FILLED"])
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if root.name.startswith("popen-") else root
    folder = shared / "filled"
    with (shared / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            folder.mkdir(exist_ok=True)
            Site(folder).fill(*SEED)
            (folder / "done").touch()
    return folder


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
