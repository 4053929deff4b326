"""The institution's seal as this deployment is configured: its own keys, or a PKCS#12 from an authority."""

from pathlib import Path

from flask import current_app

from portal import clock
from portal.certificates import authority, signing
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
