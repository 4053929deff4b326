"""The seal of every design on both papers, judged by poppler and pyHanko; one changed bit is refused by both."""

from io import BytesIO

import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from portal.certificates import serial as serials
from portal.certificates.checking import Verdict, check
from portal.certificates.signing import FIELD
from tests.verifiers.sheets import USUAL
from tests.verifiers.tools import flipped, pdfsig

every_sheet = pytest.mark.parametrize("sheet", USUAL, ids=str)


def pyhanko(content: bytes, root: bytes):
    """pyHanko's status of the only signature."""
    (signature,) = PdfFileReader(BytesIO(content)).embedded_signatures
    assert signature.field_name == FIELD
    roots = list(load_certs_from_pemder_data(root))
    return validate_pdf_signature(signature, ValidationContext(trust_roots=roots, allow_fetching=False))


@every_sheet
def test_poppler_trusts_it_once_the_root_is_imported(sheet, sealed, ring, tmp_path):
    content, root = sealed[sheet].read_bytes(), ring.roots()[0]
    said = pdfsig(tmp_path, content, root)
    for words in ("Signature is Valid.", "Certificate is Trusted.", "Total document signed"):
        assert words in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Digest Mismatch" in pdfsig(tmp_path, flipped(content), root)


@every_sheet
def test_pyhanko_trusts_it_and_allows_no_change(sheet, sealed, ring):
    content, root = sealed[sheet].read_bytes(), ring.roots()[0]
    status = pyhanko(content, root)
    assert status.bottom_line
    assert status.docmdp_ok
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert not pyhanko(flipped(content), root).intact


@every_sheet
def test_we_say_the_same_and_read_its_serial(sheet, sealed, ring):
    content = sealed[sheet].read_bytes()
    found = check(content, ring.roots())
    assert (found.verdict, found.serial) == (Verdict.INTACT, serials.normalise(sheet.facts.serial))
    assert check(flipped(content), ring.roots()).verdict is Verdict.ALTERED
