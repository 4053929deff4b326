"""The kick-off list as a sheet to print and to sign: A4 or Letter upright, PDF/A-3a and PDF/UA-1."""

from dataclasses import replace

from . import names
from .engine import HERE, Look, layout, template
from .facts import KickOff
from .paper import Paper
from .standards import claim_accessibility

LOOK = Look((HERE / "kick_off.css",))
PAPERS = {"a4": Paper(210.0, 297.0), "letter": Paper(215.9, 279.4)}


def press(sheet: KickOff, paper: str = "a4") -> bytes:
    """See portal.certificates.render_kick_off."""
    drawn = clean(sheet)
    faces = names.others(everything(drawn))
    html = template("kick_off.html.j2", drawn.language).render(sheet=drawn)
    document = layout(html, PAPERS[paper], drawn.brand, faces, LOOK)
    claim_accessibility(document)
    return document.write_pdf(pdf_variant="pdf/a-3a")


def clean(sheet: KickOff) -> KickOff:
    """Every text without invisible characters, and "?" for what no shipped face can draw."""
    return replace(
        sheet,
        **{name: names.drawable(getattr(sheet, name)) for name in ("university", "office", "title")},
        facts=[[names.drawable(text) for text in line] for line in sheet.facts],
        points=[
            [names.drawable(label), [names.drawable(text) for text in said], *ticks]
            for label, said, *ticks in sheet.points
        ],
        signers=[[names.drawable(text) for text in line] for line in sheet.signers],
    )


def everything(sheet: KickOff) -> str:
    """All the text of the sheet, for choosing the faces it needs."""
    lines = [*sheet.facts, *sheet.signers, *([label, *said] for label, said, *_ticks in sheet.points)]
    return " ".join([sheet.university, sheet.office, sheet.title, *(text for line in lines for text in line)])
