"""From facts to the bytes of one page: the text is laid out, the art stamped beneath it."""

import math
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import Any

import pydyf

from . import names, qr
from .art import art
from .attaching import attached, list_once
from .designs import THEMES, Design, sheets
from .designs.design import Motif
from .engine import Look, layout, template
from .facts import Facts, Unfit
from .limits import everything, printable
from .paper import PAPERS, Paper
from .signet import set_field
from .specimen import across
from .spelling import name_every_glyph, spell_out
from .standards import claim_accessibility
from .words import Words

LAST_STEP = 7
MARK = 8  # millimetres a signature by hand is high
LITTLE, MUCH = 4, 7  # lines below the project's title: room for wider margins, too much for the usual size


def press(
    facts: Facts, paper: str = "a4", pictures: Mapping[str, bytes] | None = None, credential: str = ""
) -> bytes:
    """See portal.certificates.render."""
    facts, sheet, design = printable(facts), PAPERS[paper], THEMES[facts.theme]
    document = _one_page(facts, sheet, design, pictures)
    claim_accessibility(document)
    spell_out(document.pages[0])
    motif = Motif(facts.university, Words(facts).motto, facts.monogram)
    beneath = _pressed(design, sheet, facts.brand, motif)
    over = across(sheet, facts.brand) if facts.specimen else b""
    return document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=facts.serial.encode(),
        attachments=attached(credential, facts.issued_on) if credential else None,
        finisher=partial(_finish, beneath, over, sheet, None if facts.specimen else design, facts.university),
    )


def _one_page(facts: Facts, paper: Paper, design: Design, pictures: Mapping[str, bytes] | None) -> Any:
    """Laid out as large as one page allows; each step sets the main column smaller."""
    faces, look = names.others(everything(facts)), _look(design, facts.version, paper, bool(facts.signatures))
    for step in range(_first_step(facts, design), LAST_STEP + 1):
        document = layout(_html(facts, design, step), paper, facts.brand, faces, look, pictures)
        if len(document.pages) == 1:
            return document
    raise Unfit(
        "This is too much text for one page. Please shorten the title, the sentence or the deliverables."
    )


@cache
def _look(design: Design, version: int, paper: Paper, signed: bool) -> Look:
    """The design's style sheets; where somebody signed by hand, the signers take more of the height."""
    mark = MARK if signed else 0.0
    measures = {"room": paper.height - design.taken - mark, "mark": mark, "signers": design.signers + mark}
    return Look(
        tuple(sheets(design.name, version)),
        design.faces,
        design.families,
        tuple((name, f"{value}mm") for name, value in measures.items()),
    )


def _first_step(facts: Facts, design: Design) -> int:
    """Saves laying out a step that would leave the page empty or cannot fit."""
    lines = _lines(facts)
    return (lines > LITTLE) + (lines > MUCH) * (1 + design.crowded)


def _lines(facts: Facts) -> int:
    """About how many lines follow the project's title."""
    listed, said = "; ".join(facts.deliverables), facts.sentence or ""
    headings = bool(facts.competencies) + bool(facts.deliverables)
    return (
        headings
        + math.ceil(len(facts.competencies) / 2)
        + math.ceil(len(listed) / 90)
        + math.ceil(len(said) / 90)
    )


def _html(facts: Facts, design: Design, step: int) -> str:
    return template(f"designs/{facts.version}/sheet.html.j2", facts.language).render(
        facts=facts,
        design=design,
        words=Words(facts),
        code=qr.code(facts.verify_url),
        holder_size=names.size(facts.holder),
        step=step,
    )


@lru_cache(maxsize=64)
def _pressed(design: Design, paper: Paper, brand: str, motif: Motif) -> bytes:
    return zlib.compress(art(design, paper, brand, motif), 9)


def _finish(
    beneath: bytes,
    over: bytes,
    paper: Paper,
    sealed: Design | None,
    university: str,
    _document: Any,
    pdf: Any,
) -> None:
    page = pdf_object(pdf, pdf.pages["Kids"][0])
    content = pdf_object(pdf, page["Contents"])
    stamp(pdf, page, content, pydyf.Stream([beneath], form(paper)))
    if sealed:
        set_field(pdf, page, paper, sealed.place(paper), university)
    if over:  # WeasyPrint leaves its own coordinates behind
        content.stream.insert(1, b"q")
        content.stream.append(b"Q " + over)
    list_once(pdf)
    name_every_glyph(pdf)


def stamp(pdf: Any, page: Any, content: Any, form: Any) -> None:
    """Put the art under the page as one form, marked as decoration for those who listen to the page."""
    pdf.add_object(form)
    pdf_object(pdf, page["Resources"])["XObject"]["Art"] = form.reference
    content.stream.insert(0, b"/Artifact BMC q /Art Do Q EMC")


def form(paper: Paper) -> dict[str, Any]:
    """The dictionary of a drawing that covers a sheet."""
    return {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array(paper.points),
        "Resources": pydyf.Dictionary({}),
        "Filter": "/FlateDecode",
    }


def pdf_object(pdf: Any, reference: bytes | int) -> Any:
    """What a reference of the document leads to."""
    return pdf.objects[int(str(reference, "ascii").split()[0] if isinstance(reference, bytes) else reference)]
