"""Is this JSON the credential of a certificate of ours, and is it as it was signed? Needs no network."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from . import proof
from . import serial as serials
from .finding import Finding, Verdict

LARGEST = 64_000
"""Bytes; a credential has about 15 thousand."""
ADDRESS = re.compile(r"https?://[^\s#?]{1,200}/certificates/(MI-[0-9A-Z]{13})\.json")
BOM = b"\xef\xbb\xbf"


class NotRead(ValueError):
    """It is no JSON that says one thing only."""


def looks_like_one(content: bytes) -> bool:
    """Might it be a credential? Every PDF begins otherwise."""
    return content.removeprefix(BOM).lstrip()[:1] == b"{"


def check(content: bytes, keys: Sequence[str]) -> Finding:
    """Verify a credential's proof against `keys` (Multikey). Hostile input: call it where time and memory are limited.

    Only what states an address of ours and a key of ours is read as JSON-LD at all.
    """
    try:
        document = parsed(content)
    except (ValueError, RecursionError):
        return Finding(Verdict.UNREADABLE)
    stated, method = serial(document), _method(document)
    key = next((key for key in keys if method.endswith(f"#{key}")), None)
    if stated is None or key is None:
        return Finding(Verdict.FOREIGN, stated)
    try:
        proof.verify(document, method, key)
    except proof.Broken:
        return Finding(Verdict.ALTERED, stated)
    return Finding(Verdict.INTACT, stated, _signed_at(document), digest(document))


def parsed(content: bytes) -> dict[str, Any]:
    """The object a file holds. NotRead, or another ValueError, when it is too large or says a thing twice."""
    if len(content) > LARGEST:
        raise NotRead("too large")
    found = json.loads(content.removeprefix(BOM), object_pairs_hook=_once)
    if not isinstance(found, dict):
        raise NotRead("no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise NotRead("a name twice")
    return dict(pairs)


def serial(document: dict) -> str | None:
    """The serial in the credential's own address; None when it is not an address like ours."""
    found = ADDRESS.fullmatch(str(document.get("id", "")))
    return found[1] if found and serials.valid(found[1]) else None


def _method(document: dict) -> str:
    made = document.get("proof")
    first = made[0] if isinstance(made, list) and made else made
    return str(first.get("verificationMethod", "")) if isinstance(first, dict) else ""


def _signed_at(document: dict) -> datetime | None:
    try:
        return datetime.fromisoformat(document["proof"][0]["created"])
    except (ValueError, TypeError, KeyError):
        return None


def digest(document: dict) -> str:
    """The same for the same content, however it is set in lines and in which order."""
    told = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
