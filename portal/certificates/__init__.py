"""Certificates: plain facts in, the bytes of one PDF out; knows neither the web nor the database."""

import hashlib
from collections.abc import Iterable, Mapping

from .facts import Facts, KickOff, Unfit
from .transcript import Entry, Transcript

__all__ = [
    "Entry",
    "Facts",
    "KickOff",
    "Transcript",
    "Unfit",
    "join",
    "problems",
    "render",
    "render_kick_off",
    "render_transcript",
    "sha256",
]


def render(
    facts: Facts, paper: str = "a4", pictures: Mapping[str, bytes] | None = None, *, credential: str = ""
) -> bytes:
    """One page (PDF/A-3a and PDF/UA-1), `paper` "a4" or "letter"; the same facts give the same bytes.

    `pictures`: the PNGs whose hashes the facts name, under "logo", "signature" and "cosignature".
    A `credential` (signed JSON) goes with it as the attached file credential.json.

    Raises Unfit, with a sentence for the person issuing, when a character has no glyph or the text does not fit.
    Slow to import: call it from the worker, not while somebody waits for a page.
    """
    from .press import press  # WeasyPrint stays out of processes that never print

    return press(facts, paper, pictures, credential)


def render_kick_off(sheet: KickOff, paper: str = "a4") -> bytes:
    """The kick-off list, upright (PDF/A-3a and PDF/UA-1); as slow to begin with as `render`."""
    from .kick_offs import press

    return press(sheet, paper)


def render_transcript(facts: Transcript, paper: str = "a4") -> bytes:
    """All experience of one person, upright (PDF/A-3a and PDF/UA-1); may raise Unfit as `render` does."""
    from .transcripts import press

    return press(facts, paper)


def join(documents: Iterable[tuple[str, bytes]], title: str, language: str) -> bytes:
    """Many certificates, each as (bookmark, bytes), as one file for paper; their seals are pictures in it."""
    from .joining import join

    return join(documents, title, language)


def problems() -> list[str]:
    """What this machine lacks for printing, in words; empty when all is well."""
    from .engine import missing_libraries
    from .faces import missing_files
    from .pinned import missing_contexts

    return missing_files() + missing_contexts() + missing_libraries()


def sha256(content: bytes) -> str:
    """The fingerprint stored beside the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
