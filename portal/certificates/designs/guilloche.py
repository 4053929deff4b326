"""The default: a woven frame, a panel with the facts, and a seal like a coin's edge."""

from ..drawing import Drawing, box, line
from ..ornament import divider, field, frame
from ..palette import Palette
from ..paper import Paper, Place
from ..seal import seal
from .design import Design, Motif

PANEL = 64.0  # its width
EDGE = 18.0  # from the paper's edge to the panel


def place(paper: Paper) -> Place:
    return Place(paper.width - EDGE - PANEL + 8, EDGE + 6, 48)


def beneath(drawing: Drawing, paper: Paper, colours: Palette) -> None:
    """Panel, divider and frame."""
    left, tall = paper.width - EDGE - PANEL, paper.height - 2 * EDGE
    drawing.fill(box(left, EDGE, PANEL, tall), colours.wash)
    with drawing.placed(left, EDGE):
        field(drawing, PANEL, 60, colours)
    drawing.stroke(line(left, EDGE, left, EDGE + tall), colours.gold, 0.35)
    with drawing.placed((EDGE + left) / 2 - 18, 55):
        divider(drawing, colours)
    frame(drawing, paper.width, paper.height, colours)


def emblem(drawing: Drawing, motif: Motif, colours: Palette) -> None:
    seal(drawing, motif.university, motif.motto, motif.monogram, colours)


DESIGN = Design(
    name="guilloche",
    taken=108,
    faces=(),
    families=(
        ("display", "Cert Display, Cert Text"),
        ("text", "Cert Text, Cert Display"),
        ("label", "Cert Label, Cert Text, Cert Display"),
    ),
    place=place,
    beneath=beneath,
    seal=emblem,
)
