"""The round seal: the institution around, its monogram in the middle."""

import math

from .curves import rose
from .drawing import Drawing, circle
from .faces import DISPLAY, LABEL, TEXT, covers
from .lettering import Lettering
from .palette import WHITE, Colour, Palette

MIDDLE = 25.0  # of a 50 mm box
ABOVE, BELOW = 17.6, 19.75  # radii of the two baselines
SMALLEST = 0.6
ROOM = math.radians(205) * ABOVE


def seal(drawing: Drawing, above: str, below: str, monogram: str, colours: Palette) -> None:
    """In a 50 mm box."""
    _disc(drawing, colours)
    words_around(drawing, above, below, WHITE)
    _heart(drawing, colours)
    _monogram(drawing, monogram, colours)


def words_around(drawing: Drawing, above: str, below: str, colour: Colour) -> None:
    """On two arcs; words the label face cannot draw, or only tiny, give way to `below` on both."""
    drawing.fill(_upper(above.upper() if _legible(above.upper()) else below.upper()), colour)
    drawing.fill(Lettering(LABEL, 3.05, 0.42).under(below.upper(), MIDDLE, MIDDLE, BELOW), colour)


def _disc(drawing: Drawing, colours: Palette) -> None:
    drawing.fill(rose(MIDDLE, MIDDLE, 23.2, 0.75, 60, per_petal=6), colours.ink)
    drawing.stroke(circle(MIDDLE, MIDDLE, 21.9), WHITE, 0.2)
    drawing.stroke(circle(MIDDLE, MIDDLE, 21.45), colours.gold, 0.3)
    for side in (-1, 1):
        drawing.fill(circle(MIDDLE + side * 18.7, MIDDLE, 0.62), colours.gold)


def _heart(drawing: Drawing, colours: Palette) -> None:
    drawing.fill(circle(MIDDLE, MIDDLE, 15.9), WHITE)
    drawing.stroke(circle(MIDDLE, MIDDLE, 15.1), colours.gold, 0.28)
    for quarter in range(4):
        drawing.stroke(rose(MIDDLE, MIDDLE, 12.2, 2.5, 36, quarter * math.pi / 2, 5), colours.ink, 0.13)
    drawing.stroke(circle(MIDDLE, MIDDLE, 9.3), colours.ink, 0.3)


def _monogram(drawing: Drawing, monogram: str, colours: Palette) -> None:
    face = next((face for face in (DISPLAY, TEXT) if covers(face, monogram)), None)
    if face is None or not monogram:
        drawing.stroke(rose(MIDDLE, MIDDLE, 5, 2.4, 8), colours.ink, 0.3)
        return
    lettering = Lettering(face, 10.2)
    if (wide := lettering.width(monogram)) > 15:
        lettering = Lettering(face, 10.2 * 15 / wide)
    drawing.fill(lettering.straight(monogram, MIDDLE, MIDDLE + lettering.cap_height / 2), colours.ink)


def _upper(text: str) -> str:
    """Long names are set smaller, so that they never meet the lower arc."""
    part = _part(text)
    return Lettering(LABEL, 3.05 * part, 0.42 * part).over(text, MIDDLE, MIDDLE, ABOVE + (1 - part) * 0.9)


def _part(text: str) -> float:
    return min(1, ROOM / Lettering(LABEL, 3.05, 0.42).width(text))


def _legible(text: str) -> bool:
    return covers(LABEL, text) and _part(text) > SMALLEST
