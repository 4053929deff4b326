"""From facts to the bytes of one page: the text is laid out, the art stamped beneath it."""

import math
import zlib
from functools import lru_cache, partial
from typing import Any

import pydyf

from . import names, qr
from .art import PAPERS, Paper, art
from .engine import layout, template
from .facts import Facts, Unfit
from .limits import everything, printable
from .signet import set_field
from .spelling import name_every_glyph, spell_out
from .standards import claim_accessibility
from .words import Words

LAST_STEP = 6
LITTLE, MUCH = 4, 7  # lines below the project's title: room for wider margins, too much for the usual size


def press(facts: Facts, paper: str = "a4") -> bytes:
    """See portal.certificates.render."""
    facts, sheet = printable(facts), PAPERS[paper]
    document = _one_page(facts, sheet)
    claim_accessibility(document)
    spell_out(document.pages[0])
    beneath = _pressed(sheet, facts.brand, facts.university, Words(facts).motto, facts.monogram)
    return document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=facts.serial.encode(),
        finisher=partial(_finish, beneath, sheet, facts.university),
    )


def _one_page(facts: Facts, paper: Paper) -> Any:
    """Laid out as large as one page allows; each step sets the main column smaller."""
    faces = names.others(everything(facts))
    for step in range(_first_step(facts), LAST_STEP + 1):
        document = layout(_html(facts, step), paper, facts.brand, faces)
        if len(document.pages) == 1:
            return document
    raise Unfit(
        "This is too much text for one page. Please shorten the title, the sentence or the deliverables."
    )


def _first_step(facts: Facts) -> int:
    """Saves laying out a step that would leave the page empty or cannot fit."""
    lines = _lines(facts)
    return (lines > LITTLE) + (lines > MUCH)


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


def _html(facts: Facts, step: int) -> str:
    return template("sheet.html.j2", facts.language).render(
        facts=facts,
        words=Words(facts),
        code=qr.code(facts.verify_url),
        holder_size=names.size(facts.holder),
        step=step,
    )


@lru_cache(maxsize=64)
def _pressed(paper: Paper, brand: str, university: str, motto: str, monogram: str) -> bytes:
    return zlib.compress(art(paper, brand, university, motto, monogram), 9)


def _finish(beneath: bytes, paper: Paper, university: str, _document: Any, pdf: Any) -> None:
    page = _object(pdf, pdf.pages["Kids"][0])
    content = _object(pdf, page["Contents"])
    _stamp(pdf, page, content, pydyf.Stream([beneath], _form(paper)))
    set_field(pdf, page, paper, university)
    name_every_glyph(pdf)


def _stamp(pdf: Any, page: Any, content: Any, form: Any) -> None:
    """Put the art under the page as one form, marked as decoration for those who listen to the page."""
    pdf.add_object(form)
    _object(pdf, page["Resources"])["XObject"]["Art"] = form.reference
    content.stream.insert(0, b"/Artifact BMC q /Art Do Q EMC")


def _form(paper: Paper) -> dict[str, Any]:
    return {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array(paper.points),
        "Resources": pydyf.Dictionary({}),
        "Filter": "/FlateDecode",
    }


def _object(pdf: Any, reference: bytes | int) -> Any:
    return pdf.objects[int(str(reference, "ascii").split()[0] if isinstance(reference, bytes) else reference)]
