"""All experience of one person on as many pages as it takes: upright, PDF/A-3a and PDF/UA-1, the seal on the first."""

import zlib
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any

import pydyf

from . import qr
from .art import SEAL_BOX
from .drawing import Drawing
from .engine import HERE, Look, layout, template
from .kick_offs import PAPERS
from .palette import palette
from .paper import Paper, Place
from .press import form, pdf_object, stamp
from .seal import seal
from .signet import set_field
from .spelling import name_every_glyph, spell_out
from .standards import claim_accessibility
from .transcript import Transcript, faces, printable
from .words import Words

LOOK = Look((HERE / "transcript.css",))
SIDE, TOP, EDGE = 38.0, 14.0, 18.0  # millimetres: the seal, and where it lies in the upper right corner


class TranscriptWords(Words):
    """What the transcript says as a whole; of its entries, what a certificate would say."""

    def __init__(self, facts: Transcript) -> None:
        minutes = sum(entry.minutes for entry in facts.entries)
        told: Any = SimpleNamespace(**vars(facts) | {"minutes": minutes, "credits": ""})
        super().__init__(told)
        self.entries = [
            Words(SimpleNamespace(**vars(entry), language=facts.language, credits=""))  # type: ignore[arg-type]
            for entry in facts.entries
        ]

    @property
    def counted(self) -> str:
        count = len(self.facts.entries)  # type: ignore[attr-defined]
        return self._n("%(n)s experience", "%(n)s experiences", count) % {"n": count}


def press(facts: Transcript, paper: str = "a4") -> bytes:
    """See portal.certificates.render_transcript."""
    facts, sheet = printable(facts), PAPERS[paper]
    words = TranscriptWords(facts)
    html = template("transcript.html.j2", facts.language).render(
        facts=facts, words=words, code=qr.code(facts.verify_url)
    )
    document = layout(html, sheet, facts.brand, faces(facts), LOOK)
    claim_accessibility(document)
    for page in document.pages:
        spell_out(page)
    sealed = _pressed(sheet, facts.brand, facts.university, words.motto, facts.monogram)
    return document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=facts.serial.encode(),
        finisher=partial(_finish, sealed, sheet, facts.university),
    )


def place(paper: Paper) -> Place:
    """Where the seal lies."""
    return Place(paper.width - EDGE - SIDE, TOP, SIDE)


@lru_cache(maxsize=64)
def _pressed(paper: Paper, brand: str, university: str, motto: str, monogram: str) -> bytes:
    drawing = Drawing(paper.height)
    where = place(paper)
    with drawing.placed(where.left, where.top, where.side / SEAL_BOX):
        seal(drawing, university, motto, monogram, palette(brand))
    return zlib.compress(drawing.content, 9)


def _finish(sealed: bytes, paper: Paper, university: str, _document: Any, pdf: Any) -> None:
    page = pdf_object(pdf, pdf.pages["Kids"][0])
    stamp(pdf, page, pdf_object(pdf, page["Contents"]), pydyf.Stream([sealed], form(paper)))
    set_field(pdf, page, paper, place(paper), university)
    name_every_glyph(pdf)
