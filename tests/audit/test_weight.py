"""The first visit is light, on the phone of somebody who pays for it."""

import pytest

from tests.audit.conftest import PHONE

FIRST_VISIT, REQUESTS = 70_000, 9
LIMITS = {"document": 8_000, "stylesheet": 12_000, "font": 45_000}


def received(page, path) -> list[tuple[str, int]]:
    """Open a page with an empty cache and return (kind, bytes on the wire) of each answer.

    What the page before it still had under way is not counted: it was asked for before anybody listened.
    """
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    kinds, sizes = {}, []
    session.on("Network.requestWillBeSent", lambda e: kinds.update({e["requestId"]: e["type"].lower()}))
    session.on(
        "Network.loadingFinished", lambda e: sizes.append((e["requestId"], int(e["encodedDataLength"])))
    )
    page.goto(path, wait_until="networkidle")
    return [(kinds[request], size) for request, size in sizes if request in kinds]


@pytest.fixture
def visit(enter, reader):
    """What the reader's main page sends to a phone on the first visit."""
    return received(enter(reader, PHONE), reader.main)


def test_first_visit(visit):
    assert sum(size for _kind, size in visit) <= FIRST_VISIT
    assert len(visit) <= REQUESTS


def test_each_kind(visit):
    weighed = {kind: sum(size for k, size in visit if k == kind) for kind in LIMITS}
    assert not {kind: size for kind, size in weighed.items() if size > LIMITS[kind]}
