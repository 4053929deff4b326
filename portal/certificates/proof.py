"""Data Integrity proofs of the cryptosuite eddsa-rdfc-2022 (W3C vc-di-eddsa 1.0, section 3.2) over JSON-LD."""

import hashlib
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import multibase
from .pinned import Unpinned, load

CONSTANT = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "proofPurpose": "assertionMethod",
}
MOST = 500
"""Statements of a document that is checked: a certificate's credential has about 200 of them."""
OPTIONS = {"documentLoader": load, "format": "application/n-quads"}


class Broken(ValueError):
    """The document is not what was signed, or cannot be read as what it claims to be."""


def moment(at: datetime) -> str:
    """An aware time as xsd:dateTime in UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(document: dict, key: Ed25519PrivateKey, method: str, at: datetime) -> dict:
    """The document with its proof; `method` is the address of the key."""
    config = {**CONSTANT, "created": moment(at), "verificationMethod": method}
    value = multibase.encode(key.sign(_digest(document, config)))
    return {**document, "proof": [{**config, "proofValue": value}]}


def verify(document: dict, method: str, key: str) -> None:
    """Broken unless the document's only proof was made with the Multikey `key`, known as `method`."""
    claims = dict(document)
    config = _only(claims.pop("proof", None))
    value = config.pop("proofValue", "")
    if config.get("verificationMethod") != method or CONSTANT.items() - config.items():
        raise Broken("another kind of proof")
    try:
        signature, public = multibase.decode(value), multibase.public_key(key)
        _refuse_unsigned(claims)
        public.verify(signature, _digest(claims, config, MOST))
    except (InvalidSignature, ValueError, TypeError, AttributeError, RecursionError) as problem:
        raise Broken(str(problem)) from None


def _only(proof: Any) -> dict:
    found = proof if isinstance(proof, list) else [proof]
    if len(found) != 1 or not isinstance(found[0], dict):
        raise Broken("one proof is wanted")
    return dict(found[0])


def _digest(claims: dict, config: dict, most: int | None = None) -> bytes:
    """Of the proof's own statements, then of the document's."""
    told = {"@context": claims["@context"], **config}
    return b"".join(hashlib.sha256(canonical(each, most).encode()).digest() for each in (told, claims))


def canonical(document: dict, most: int | None = None) -> str:
    """Its statements in canonical order (RDFC-1.0). Broken for JSON-LD that cannot be, or says more than `most`."""
    from pyld import jsonld

    try:
        if most is None:
            return jsonld.normalize(document, {**OPTIONS, "algorithm": "URDNA2015"})
        said = jsonld.to_rdf(document, OPTIONS)
        if said.count("\n") > most:
            raise Broken(f"more than {most} statements")
        told = {**OPTIONS, "algorithm": "URDNA2015", "inputFormat": "application/n-quads"}
        return jsonld.normalize(said, told)
    except (jsonld.JsonLdError, Unpinned) as problem:
        raise Broken(str(problem).partition("\n")[0]) from None


def _refuse_unsigned(document: dict) -> None:
    """Broken when a word of the document has no meaning in its contexts: no signature would cover it."""
    from pyld import jsonld

    unknown: list[str | None] = []
    try:
        jsonld.expand(document, {"documentLoader": load}, on_property_dropped=unknown.append)
    except (jsonld.JsonLdError, Unpinned) as problem:
        raise Broken(str(problem).partition("\n")[0]) from None
    if unknown:
        raise Broken("it holds a word that means nothing")
