"""Nothing a person writes makes the printer read a file or ask a network: it is printed as text."""

import socket

import pytest

from portal.certificates import render
from portal.certificates.engine import Look, layout
from portal.certificates.fetcher import ClosedFetcher, Refused
from portal.certificates.paper import PAPERS
from tests.certificates.hostile import vectors, watching
from tests.certificates.samples import facts, pages, printed, squeezed, text

NAMES = list(vectors("", ""))


def test_there_are_twenty_nine():
    assert len(NAMES) == 29


@pytest.mark.parametrize("name", NAMES)
def test_markup_that_slipped_through_would_reach_nothing(name, site, trap):
    html = f"<html lang=en><title>t</title><body>{vectors(site, str(trap))[name]}"
    render(facts())
    with watching(trap) as seen:
        written = layout(html, PAPERS["a4"], "#0f3d44", (), Look(()), {}).write_pdf(uncompressed_pdf=True)
    assert seen == []
    assert b"TOPSECRET" not in written


@pytest.mark.parametrize("name", NAMES)
def test_markup_in_a_name_is_printed_as_text(name, site, trap, tmp_path):
    vector = vectors(site, "/srv/trap")[name][:400]
    with watching(trap) as seen:
        path = printed(tmp_path, holder=vector, sentence=vector)
    assert seen == []
    assert squeezed(vector) in squeezed(text(path))
    assert pages(path) == 1


def test_the_watch_sees_a_file_and_a_connection(site, trap):
    with watching(trap) as seen:
        (trap / "secret.txt").read_text()
        socket.create_connection(("127.0.0.1", int(site.rpartition(":")[2]))).close()
    assert {event for event, _ in seen} >= {"open", "socket.connect"}


@pytest.mark.parametrize(
    "address",
    [
        "font:../facts.py",
        "font:/etc/passwd",
        "font:",
        "file:///etc/passwd",
        "data:,x",
        "FONT:x",
        "x",
        "picture:logo",
    ],
)
def test_refused(address):
    with pytest.raises(Refused):
        ClosedFetcher().fetch(address)


def test_a_document_has_its_own_pictures_only():
    fetcher = ClosedFetcher({"logo": b"drawn"})
    assert fetcher.fetch("picture:logo").read() == b"drawn"
    for address in ("picture:signature", "picture:/etc/passwd", "picture:"):
        with pytest.raises(Refused):
            fetcher.fetch(address)


def test_shipped_fonts_are_served():
    assert ClosedFetcher().fetch("font:EBGaramond_400Regular.ttf").read(4) == b"\x00\x01\x00\x00"
