"""Signing a certificate once (PAdES-B-B, ETSI EN 319 142-1), certified: no later change is allowed."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

FIELD = "InstitutionSeal"


class BadSeal(ValueError):
    """The PKCS#12 cannot be read; the message says which file and why."""


def sign(content: bytes, seal: Path, password: str, university: str) -> bytes:
    """The same document with its seal signed. `seal`: a PKCS#12 with key, certificate and chain.

    Raises BadSeal. Two signatures of the same bytes differ: sign once and keep the result.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.stamp.noop import NoOpStampStyle

    signer = PdfSigner(
        _terms(university),
        _signer(seal, seal.stat().st_mtime_ns, password),
        stamp_style=NoOpStampStyle(),  # a drawn stamp would break both standards
    )
    written = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), existing_fields_only=True)
    return written.getvalue()


def _terms(university: str) -> Any:
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason="Micro-internship experience certificate",
        name=university,
    )


@lru_cache(maxsize=4)
def _signer(seal: Path, _changed: int, password: str) -> Any:
    from pyhanko.sign.signers import SimpleSigner

    found = SimpleSigner.load_pkcs12(str(seal), passphrase=password.encode() or None)
    if found is None:
        raise BadSeal(f"{seal} is not a PKCS#12 file, or its password is another one.")
    return found
