"""PDF/A-3a and PDF/UA-1, judged by veraPDF."""

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from portal import clock
from portal.certificates import render, render_kick_off, render_transcript
from portal.certificates.facts import SPECIMEN
from portal.certificates.keyring import Keyring
from portal.certificates.signing import sign
from tests.certificates import awards
from tests.certificates.samples import DENSE, NAMES, PICTURES, dressed, facts, kick_off, transcript
from tests.verifiers.tools import vera

SHEETS = {
    "dense": (DENSE, "a4"),
    "Thai": ({"holder": NAMES["Thai"], "project": NAMES["Thai"]}, "letter"),
    **{theme: (dressed(theme), "letter") for theme in ("guilloche", "quiet", "engraved", "banner")},
    "specimen": (dressed("quiet", serial=SPECIMEN), "a4"),
}


def test_vera_pdf_finds_nothing(tmp_path):
    """Certificates and a transcript as issued, the kick-off list; `make audit-certificates` has every kind."""
    seal = Keyring(tmp_path / "keys", clock.now).seal("Northfield State University")
    for name, (changes, paper) in SHEETS.items():
        sealed = drawn(name, changes, paper, seal)
        (tmp_path / f"{name}.pdf").write_bytes(sealed)
    told = sign(render_transcript(transcript()), seal, "", "Northfield State University")
    (tmp_path / "transcript.pdf").write_bytes(told)
    (tmp_path / "kick-off.pdf").write_bytes(render_kick_off(kick_off(), "letter"))
    assert vera(tmp_path.glob("*.pdf")) == []


def drawn(name: str, changes: dict, paper: str, seal: Path) -> bytes:
    """As it is issued, with its credential; a specimen has neither that nor a seal."""
    told = facts(**changes)
    credential = "" if name == "specimen" else json.dumps(awards.signed(told))
    printed = render(told, paper, PICTURES, credential=credential)
    return printed if name == "specimen" else sign(printed, seal, "", "Northfield State University")


@pytest.fixture
def sheet():
    with pikepdf.open(BytesIO(render(facts()))) as pdf:
        yield pdf


def test_says_who_and_what_and_in_which_language(sheet):
    with sheet.open_metadata() as metadata:
        assert sheet.Root.Lang == "en-GB"
        assert metadata["dc:title"].startswith("Certificate of Experience: Amélie")
        assert metadata["dc:creator"] == ["Northfield State University"]
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfuaid:part"] == "1"
        assert not sheet.attachments


def test_headings_in_order_and_the_code_described(sheet):
    elements = [each for each in sheet.objects if isinstance(each, pikepdf.Dictionary)]
    tags = [str(each["/S"]) for each in elements if "/S" in each]
    assert [tags.count(tag) for tag in ("/H1", "/H2", "/H3")] == [1, 1, 2]
    described = [str(each["/Alt"]) for each in elements if "/Alt" in each]
    assert described == [
        f"QR code leading to {facts().verify_url}",
        "Digital seal of Northfield State University. Activate it to check the signature.",
    ]
