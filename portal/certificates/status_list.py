"""Which credentials are no longer in force, as one bit each (W3C Bitstring Status List 1.0)."""

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime

from .pinned import CREDENTIALS
from .proof import moment

SIZE = 131_072
"""Entries of a list: so many that asking about one tells nobody which."""
PURPOSE = "revocation"


def encode(indexes: Iterable[int]) -> str:
    """The list with these bits set, compressed, multibase base64url; index 0 is the first byte's highest bit."""
    bits = bytearray(SIZE // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), 9, mtime=0)).decode().rstrip("=")


def entry(address: str, index: int) -> dict:
    """What a credential says about where its status is found."""
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def document(address: str, issuer: str, indexes: Iterable[int], at: datetime) -> dict:
    """The list as an unsigned credential, to be served at `address`."""
    return {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment(at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encode(indexes),
        },
    }
