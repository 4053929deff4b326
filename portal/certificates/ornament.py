"""The guilloche frame, the field behind the seal and the small divider."""

import math

from .curves import Placing, rose, wave
from .drawing import Drawing, box, circle, line
from .palette import WHITE, Colour, Palette

MARGIN = 9.5  # from the paper's edge to the frame
BAND = 6.0
WAVE = 7.6


def frame(drawing: Drawing, width: float, height: float, colours: Palette) -> None:
    """A woven band between fine rules, with a rosette on each corner."""
    left = top = MARGIN + BAND / 2
    right, bottom = width - left, height - top
    drawing.stroke(_band(left, top, right, bottom), colours.line, 0.16)
    for inset, thick, colour in _rules(colours):
        drawing.stroke(box(inset, inset, width - 2 * inset, height - 2 * inset), colour, thick)
    for x in (left, right):
        for y in (top, bottom):
            _rosette(drawing, x, y, colours)


def _rules(colours: Palette) -> list[tuple[float, float, Colour]]:
    """(distance from the paper's edge, thickness, colour)"""
    return [
        (MARGIN, 0.55, colours.ink),
        (MARGIN + 1, 0.14, colours.ink),
        (MARGIN + BAND, 0.14, colours.ink),
        (MARGIN + BAND + 1, 0.3, colours.gold),
    ]


def _band(left: float, top: float, right: float, bottom: float) -> str:
    across, down = round((right - left) / WAVE), round((bottom - top) / WAVE)
    strands = []
    for i in range(6):
        high = BAND * (0.40 if i % 2 == 0 else 0.26)
        strands += [wave(left, right, across, high, i / 3, _along_row(y)) for y in (top, bottom)]
        strands += [wave(top, bottom, down, high, i / 3, _along_column(x)) for x in (left, right)]
    return " ".join(strands)


def _along_row(y: float) -> Placing:
    return lambda along, off: (along, y + off)


def _along_column(x: float) -> Placing:
    return lambda along, off: (x + off, along)


def _rosette(drawing: Drawing, x: float, y: float, colours: Palette) -> None:
    size = BAND * 0.98
    drawing.fill(circle(x, y, size * 0.98), WHITE)
    drawing.stroke(circle(x, y, size * 0.98), colours.ink, 0.3)
    drawing.stroke(circle(x, y, size * 0.91), colours.gold, 0.14)
    for radius, height, phase in ((0.60, 0.26, 0), (0.60, 0.26, math.pi), (0.30, 0.16, 0)):
        drawing.stroke(rose(x, y, size * radius, size * height, 12, phase), colours.ink, 0.16)
    drawing.fill(circle(x, y, size * 0.13), colours.gold)


def field(drawing: Drawing, width: float, height: float, colours: Palette) -> None:
    """Interlaced strands falling behind the seal, closed below by a fine rule."""
    with drawing.inside(box(0, 0, width, height)):
        for x in range(0, round(width) + 5, 8):
            for off in (4.0, 2.0):
                drawing.stroke(_strands(x, off, height), colours.strand, 0.13)
    drawing.stroke(line(0, height, width, height), colours.gold, 0.3)


def _strands(x: float, off: float, height: float) -> str:
    return " ".join(wave(0, height, 3, off, phase, _along_column(x)) for phase in (0, 1))


def divider(drawing: Drawing, colours: Palette) -> None:
    """36 x 6 mm: two strands that calm down towards their ends, and a pearl."""
    for phase in (0, 1):
        drawing.stroke(wave(0, 30, 5, 1.05, phase, _calming), colours.gold, 0.22)
    drawing.fill(circle(18, 3, 0.7), colours.ink)


def _calming(along: float, off: float) -> tuple[float, float]:
    return along + 3, 3 + off * math.exp(-(((along - 15) / 9) ** 2))
