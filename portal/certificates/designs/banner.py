"""Bold banner: the campus's colour across the head of the page, tiled with arcs, and heavy type."""

import math

from ..drawing import Drawing, box, circle, operator
from ..faces import BLACK, LABEL, covers
from ..lettering import Lettering
from ..palette import WHITE, Palette, mix
from ..paper import Paper, Place
from ..seal import words_around
from .design import Design, Motif

BAND = 56.0  # how high the banner is
TILE = 14.0
FOOT = 5.0
MIDDLE = 25.0
LEFT_OUT = 13
"""Tiles that are turned the other way, one in so many: enough for the eye to find no grid."""


def place(paper: Paper) -> Place:
    return Place(paper.width - 20 - 50, 27, 50)


def beneath(drawing: Drawing, paper: Paper, colours: Palette) -> None:
    """Banner with arcs that grow denser to the right, its gold edge, and the strip at the foot."""
    drawing.fill(box(0, 0, paper.width, BAND), colours.ink)
    with drawing.inside(box(0, 0, paper.width, BAND)):
        _arcs(drawing, paper, colours)
    drawing.fill(box(0, BAND, paper.width, 1.8), colours.gold)
    drawing.fill(box(0, paper.height - FOOT, paper.width, FOOT), colours.ink)


def _arcs(drawing: Drawing, paper: Paper, colours: Palette) -> None:
    columns, rows = math.ceil(paper.width / TILE), math.ceil(BAND / TILE)
    for column in range(columns):
        tint = mix(colours.ink, 0.015 + 0.13 * column / columns)
        for row in range(rows):
            _tile(drawing, column * TILE, row * TILE, (column * 7 + row * 11) % LEFT_OUT % 2 == 0, tint)


def _tile(drawing: Drawing, x: float, y: float, turned: bool, tint: tuple[float, float, float]) -> None:
    """Two bundles of quarter circles around opposite corners: those of neighbours join into ribbons."""
    corners = ((x, y), (x + TILE, y + TILE)) if turned else ((x + TILE, y), (x, y + TILE))
    with drawing.inside(box(x, y, TILE, TILE)):
        for corner in corners:
            for radius in (TILE * 0.3, TILE * 0.5, TILE * 0.7):
                drawing.stroke(circle(*corner, radius), tint, 1.1)


def emblem(drawing: Drawing, motif: Motif, colours: Palette) -> None:
    """A flat disc with a wide white edge that cuts it out of the banner."""
    drawing.fill(circle(MIDDLE, MIDDLE, 25), WHITE)
    drawing.fill(circle(MIDDLE, MIDDLE, 23.4), colours.ink)
    drawing.stroke(circle(MIDDLE, MIDDLE, 22.3), colours.gold, 0.6)
    words_around(drawing, motif.university, motif.motto, WHITE)
    drawing.fill(circle(MIDDLE, MIDDLE, 15.4), WHITE)
    for side in (-1, 1):
        drawing.fill(_square(MIDDLE + side * 18.8, MIDDLE, 0.9), colours.gold)
    face = next((face for face in (BLACK, LABEL) if covers(face, motif.monogram)), None)
    if face is None or not motif.monogram:
        drawing.fill(circle(MIDDLE, MIDDLE, 7), colours.ink)
        return
    size = min(19.0, 19.0 * 23 / Lettering(face, 19.0).width(motif.monogram))
    letters = Lettering(face, size)
    drawing.fill(letters.straight(motif.monogram, MIDDLE, MIDDLE + letters.cap_height / 2), colours.ink)


def _square(x: float, y: float, half: float) -> str:
    """Standing on a corner."""
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return " ".join([operator("m", *points[0]), *(operator("l", *each) for each in points[1:]), "h"])


DESIGN = Design(
    name="banner",
    taken=112.5,
    faces=(BLACK,),
    families=(
        ("display", "Cert Black, Cert Label, Cert Text, Cert Display"),
        ("text", "Cert Label, Cert Text, Cert Display"),
        ("label", "Cert Label, Cert Text, Cert Display"),
    ),
    place=place,
    beneath=beneath,
    seal=emblem,
)
