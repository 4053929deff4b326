"""The certificate that a student downloads: archivable, accessible, readable by machines, one scan from its proof."""

import re

import pytest

from tests.audit.pages import READERS
from tests.browser.people import People, View
from tests.verifiers.tools import run, scanned, vera

STUDENT = next(reader for reader in READERS if reader.name == "student")
FILE = re.compile(r'href="(/certificates/(MI-[\w-]+)\.pdf)')


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
    assert vera([certificate[1]]) == []


def test_machines_read_it(certificate):
    serial, file = certificate
    text = run("pdftotext", "-layout", file, "-")
    assert serial.replace("-", "") in re.sub(r"[\s-]", "", text)
    assert "hours" in text
    assert run("pdfinfo", file).count("Pages:           1") == 1


@pytest.mark.parametrize("dpi", [100, 300])
def test_a_scan_leads_to_the_proof(certificate, dpi, tmp_path):
    serial, file = certificate
    address = scanned(tmp_path, file, dpi)
    assert address.startswith("http")
    assert address.replace("-", "").endswith(serial.replace("-", ""))
