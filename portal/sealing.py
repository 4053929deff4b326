"""The institution's seal and its credentials' keys, as this deployment is configured."""

import json
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from flask import current_app

from portal import clock
from portal.certificates import authority, multibase, proof, signing
from portal.certificates.keyring import Keyring, private


def ring() -> Keyring:
    """The keys in the state folder."""
    return Keyring(Path(current_app.config["PORTAL_STATE"]) / "keys", clock.now)


def sign(content: bytes, university: str) -> bytes:
    """A printed certificate with its seal signed. Raises Exposed or BadSeal; only the worker calls it."""
    given, password = current_app.config["PORTAL_SEAL"], current_app.config["PORTAL_SEAL_PASSWORD"]
    if not given:
        return signing.sign(content, ring().seal(university), "", university)
    ring().trust(authority.top(private(Path(given)).read_bytes(), password))
    return signing.sign(content, Path(given), password, university)


def roots() -> list[bytes]:
    """Every root under which a seal of ours ever signed, as PEM, the latest first."""
    return ring().roots()


def did() -> str:
    """Who signs credentials: the name under which their keys are found (did:web), from PORTAL_URL."""
    place = urlsplit(current_app.config["PORTAL_URL"])
    path = [quote(part, safe="") for part in place.path.split("/") if part]
    return ":".join(["did:web", quote(place.netloc, safe=""), *path])


def prove(document: dict) -> dict:
    """A credential with its proof. Raises Exposed; only the worker calls it."""
    path = ring().credential_key()
    key = _key(path, path.stat().st_mtime_ns)
    return proof.sign(document, key, f"{did()}#{multibase.multikey(key.public_key())}", clock.now())


def text(document: dict) -> str:
    """A signed credential as it is kept, served and attached."""
    return json.dumps(document, ensure_ascii=False, indent=1)


@lru_cache(maxsize=4)
def _key(path: Path, _changed: int) -> Ed25519PrivateKey:
    return load_pem_private_key(path.read_bytes(), None)  # type: ignore[return-value]


def credential_keys() -> list[str]:
    """Every key with which a credential of ours was ever signed, as Multikey, the latest first."""
    return ring().credential_keys()


def did_document() -> dict:
    """What `did()` stands for: its keys for ever, older ones too (W3C DID Core 1.0, Multikey)."""
    name = did()
    keys = [
        {"id": f"{name}#{key}", "type": "Multikey", "controller": name, "publicKeyMultibase": key}
        for key in credential_keys()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": name,
        "verificationMethod": keys,
        "assertionMethod": [key["id"] for key in keys],
    }
