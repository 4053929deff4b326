"""Quiet modern: one voice of type on white, and rings that spread over the page from the seal."""

import math

from ..drawing import Drawing, box, circle, line
from ..faces import LABEL, LIGHT, covers
from ..lettering import Lettering
from ..palette import WHITE, Palette, mix
from ..paper import Paper, Place
from ..seal import words_around
from .design import Design, Motif

BAR = 5.0  # the bar along the left edge
RINGS = 18
FIRST, GROWTH = (
    27.0,
    1.13,
)  # millimetres from the middle to the first; how much wider each gap is than the last
MIDDLE = 25.0


def place(paper: Paper) -> Place:
    return Place(paper.width - 22 - 46, 21, 46)


def beneath(drawing: Drawing, paper: Paper, colours: Palette) -> None:
    """Rings around the seal that fade as they widen, the bar, and the short rule under the heading."""
    where = place(paper)
    x, y = where.left + where.side / 2, where.top + where.side / 2
    with drawing.inside(box(0, 0, paper.width, paper.height)):
        radius, gap = FIRST, 3.0
        for ring in range(RINGS):
            drawing.stroke(circle(x, y, radius), mix(colours.ink, 0.70 + 0.27 * math.sqrt(ring / RINGS)), 0.2)
            radius, gap = radius + gap, gap * GROWTH
    drawing.fill(box(0, 0, BAR, paper.height), colours.ink)
    drawing.fill(box(BAR, 0, 0.7, paper.height), colours.gold)
    drawing.fill(box(26, 61, 16, 1.1), colours.gold)


def emblem(drawing: Drawing, motif: Motif, colours: Palette) -> None:
    """A dial: ticks around the words, and the letters in its middle."""
    drawing.fill(circle(MIDDLE, MIDDLE, 24.6), WHITE)
    drawing.stroke(circle(MIDDLE, MIDDLE, 24.4), colours.ink, 0.45)
    for tick in range(120):
        drawing.stroke(_tick(tick), colours.ink if tick % 5 == 0 else colours.line, 0.22)
    words_around(drawing, motif.university, motif.motto, colours.ink)
    drawing.stroke(circle(MIDDLE, MIDDLE, 14.6), colours.gold, 0.35)
    face = next((face for face in (LIGHT, LABEL) if covers(face, motif.monogram)), None)
    if face is None or not motif.monogram:
        drawing.stroke(circle(MIDDLE, MIDDLE, 6), colours.ink, 0.6)
        return
    size = min(13.0, 13.0 * 20 / Lettering(face, 13.0).width(motif.monogram))
    letters = Lettering(face, size)
    drawing.fill(letters.straight(motif.monogram, MIDDLE, MIDDLE + letters.cap_height / 2), colours.ink)


def _tick(number: int) -> str:
    angle, inner = 2 * math.pi * number / 120, 22.3 if number % 5 else 21.9
    sin, cos = math.sin(angle), math.cos(angle)
    return line(MIDDLE + inner * sin, MIDDLE - inner * cos, MIDDLE + 23.2 * sin, MIDDLE - 23.2 * cos)


DESIGN = Design(
    name="quiet",
    taken=119,
    faces=(LIGHT,),
    families=(
        ("display", "Cert Light, Cert Label, Cert Text, Cert Display"),
        ("text", "Cert Label, Cert Text, Cert Display"),
        ("label", "Cert Label, Cert Text, Cert Display"),
    ),
    place=place,
    beneath=beneath,
    seal=emblem,
)
