"""Is this file a certificate or credential that we signed, and is it as it was signed? Needs no network."""

import logging
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from . import reading
from . import serial as serials
from .finding import Finding, Verdict
from .signing import FIELD

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""What is wrong with a stranger's file is an answer to them, not a line in our log."""


def check(content: bytes, roots: Sequence[bytes], keys: Sequence[str] = ()) -> Finding:
    """Verify a document's seal against `roots` (PEM), or a credential's proof against `keys` (Multikey).

    Reads hostile input: call it where time and memory are limited.
    """
    return reading.check(content, keys) if reading.looks_like_one(content) else check_seal(content, roots)


def check_seal(content: bytes, roots: Sequence[bytes]) -> Finding:
    """Verify a PDF's seal against `roots`."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(content))
        sealed = [each for each in reader.embedded_signatures if each.field_name == FIELD]
        stated = _serial(reader)
    except (PdfError, ValueError, KeyError, TypeError, RecursionError):
        return Finding(Verdict.UNREADABLE)
    if len(sealed) != 1:
        return Finding(Verdict.FOREIGN, stated)
    return Finding(_verdict(sealed[0], roots), stated, sealed[0].self_reported_timestamp)


def _verdict(sealed: Any, roots: Sequence[bytes]) -> Verdict:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        status = validate_pdf_signature(sealed, _trusting(roots))
    except (SignatureValidationError, ValueError, KeyError, TypeError):
        return Verdict.ALTERED
    if not status.intact or not status.valid:
        return Verdict.ALTERED
    if not status.trusted:
        return Verdict.FOREIGN
    return Verdict.INTACT if status.bottom_line and _nothing_after(status) else Verdict.ALTERED


def _nothing_after(status: Any) -> bool:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    return status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def _trusting(roots: Sequence[bytes]) -> Any:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko_certvalidator import ValidationContext

    trusted = [one for root in roots for one in load_certs_from_pemder_data(root)]
    return ValidationContext(trust_roots=trusted, allow_fetching=False)


def _serial(reader: Any) -> str | None:
    """The serial is the document's first identifier (ISO 32000-1, 14.4), written when it was printed."""
    found = reader.trailer["/ID"][0]
    text = getattr(found, "original_bytes", found if isinstance(found, bytes) else str(found).encode())
    stated = text.decode("ascii", "replace")
    return serials.normalise(stated) if serials.valid(stated) else None
