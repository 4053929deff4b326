"""Classic engraved: a rayed border with roses in its corners, a swelled rule, all in balance about the middle."""

import math

from ..curves import Point, rose
from ..drawing import Drawing, box, circle, line, operator
from ..faces import BOLD, DISPLAY, SLANTED, TEXT, covers
from ..lettering import Lettering
from ..palette import WHITE, Palette
from ..paper import Paper, Place
from ..seal import words_around
from .design import Design, Motif

OUTER = 9.0  # from the paper's edge to the frame
RAYS = 13.0  # where the rays begin
INNER = 19.5  # the inner rule
NOTCH = 13.0  # the radius that is taken out of its corners
STEP, SCALLOP = 0.62, 9.3  # between two rays; how wide a scallop is
MIDDLE = 25.0
HANDLE = 0.5523  # of the radius: the Bezier handle of a quarter circle


def place(paper: Paper) -> Place:
    return Place(paper.width - 29.5 - 43, paper.height - 25.5 - 43, 43)


def beneath(drawing: Drawing, paper: Paper, colours: Palette) -> None:
    """The frame with its corners, and the rule under the heading."""
    wide, high = paper.width, paper.height
    for inset, thick in ((OUTER, 1.15), (OUTER + 1.7, 0.2), (RAYS - 0.7, 0.2)):
        drawing.stroke(box(inset, inset, wide - 2 * inset, high - 2 * inset), colours.ink, thick)
    drawing.stroke(_rays(wide, high), colours.line, 0.17)
    drawing.stroke(_notched(wide, high, INNER, NOTCH), colours.gold, 0.4)
    drawing.stroke(_notched(wide, high, INNER + 1.3, NOTCH), colours.ink, 0.16)
    for x, right in ((RAYS, 1), (wide - RAYS, -1)):
        for y, down in ((RAYS, 1), (high - RAYS, -1)):
            _corner(drawing, x, y, right, down, colours)
    _rule(drawing, wide / 2, 55.5, colours)


def _rays(wide: float, high: float) -> str:
    """Short lines inwards from the frame whose ends rise and fall in scallops."""
    found = []
    for at, reach in _scalloped(wide):
        found += [line(at, RAYS, at, RAYS + reach), line(at, high - RAYS, at, high - RAYS - reach)]
    for at, reach in _scalloped(high):
        found += [line(RAYS, at, RAYS + reach, at), line(wide - RAYS, at, wide - RAYS - reach, at)]
    return " ".join(found)


def _scalloped(length: float) -> list[tuple[float, float]]:
    """(along, reach) of every ray of an edge, the scallops whole between the corners."""
    free = length - 2 * (RAYS + NOTCH)
    scallops, rays = max(1, round(free / SCALLOP)), round(free / STEP)
    places = [index / rays for index in range(rays + 1)]
    return [
        (RAYS + NOTCH + free * part, 1.1 + 3.3 * abs(math.sin(math.pi * scallops * part))) for part in places
    ]


def _notched(wide: float, high: float, inset: float, radius: float) -> str:
    """A rectangle whose corners are taken out by quarter circles."""
    left, top, right, bottom = inset, inset, wide - inset, high - inset
    corners = [
        _quarter(right, top, (-radius, 0), (0, radius)),
        _quarter(right, bottom, (0, -radius), (-radius, 0)),
        _quarter(left, bottom, (radius, 0), (0, -radius)),
        _quarter(left, top, (0, radius), (radius, 0)),
    ]
    return f"{operator('m', left + radius, top)} {' '.join(corners)} h"


def _quarter(x: float, y: float, start: Point, end: Point) -> str:
    """A line to `start` from the corner (x, y), and on to `end` around it."""
    begin, finish = (x + start[0], y + start[1]), (x + end[0], y + end[1])
    leave = (begin[0] + HANDLE * end[0], begin[1] + HANDLE * end[1])
    arrive = (finish[0] + HANDLE * start[0], finish[1] + HANDLE * start[1])
    return f"{operator('l', *begin)} {operator('c', *leave, *arrive, *finish)}"


def _corner(drawing: Drawing, x: float, y: float, right: int, down: int, colours: Palette) -> None:
    """A rose in the notch."""
    middle = 7.6
    for radius, height, phase in ((4.2, 1.5, 0.0), (4.2, 1.5, math.pi), (2.1, 1.0, 0.0)):
        drawing.stroke(
            rose(x + right * middle, y + down * middle, radius, height, 10, phase), colours.ink, 0.16
        )
    drawing.fill(circle(x + right * middle, y + down * middle, 0.8), colours.gold)
    drawing.stroke(circle(x + right * middle, y + down * middle, 6.6), colours.gold, 0.25)


def _rule(drawing: Drawing, x: float, y: float, colours: Palette) -> None:
    """Swelled rules to both sides of a lozenge, each thick in its middle and thin at its ends."""
    for side in (-1, 1):
        drawing.fill(_swelled(x + side * 5.5, x + side * 66, y, 0.5), colours.ink)
        drawing.fill(circle(x + side * 68.4, y, 0.5), colours.gold)
    drawing.fill(_lozenge(x, y, 2.6, 3.1), colours.ink)
    drawing.fill(_lozenge(x, y, 1.9, 2.3), WHITE)
    drawing.fill(_lozenge(x, y, 1.2, 1.5), colours.gold)


def _swelled(start: float, end: float, y: float, half: float) -> str:
    third = (end - start) / 3
    return " ".join(
        [
            operator("m", start, y),
            operator("c", start + third, y - 1.33 * half, end - third, y - 1.33 * half, end, y),
            operator("c", end - third, y + 1.33 * half, start + third, y + 1.33 * half, start, y),
            "h",
        ]
    )


def _lozenge(x: float, y: float, wide: float, high: float) -> str:
    points = ((x, y - high), (x + wide, y), (x, y + high), (x - wide, y))
    return " ".join([operator("m", *points[0]), *(operator("l", *each) for each in points[1:]), "h"])


def emblem(drawing: Drawing, motif: Motif, colours: Palette) -> None:
    """A roped edge, the words, and rays around the letters."""
    drawing.fill(circle(MIDDLE, MIDDLE, 24.8), WHITE)
    for bead in range(84):
        angle = 2 * math.pi * bead / 84
        drawing.stroke(
            circle(MIDDLE + 23.8 * math.sin(angle), MIDDLE - 23.8 * math.cos(angle), 0.78), colours.ink, 0.22
        )
    for radius, thick in ((22.6, 0.5), (22.0, 0.16), (15.9, 0.16), (15.3, 0.5)):
        drawing.stroke(circle(MIDDLE, MIDDLE, radius), colours.ink, thick)
    words_around(drawing, motif.university, motif.motto, colours.ink)
    for side in (-1, 1):
        drawing.fill(_lozenge(MIDDLE + side * 18.8, MIDDLE, 0.8, 1.1), colours.gold)
    drawing.stroke(" ".join(_ray(number) for number in range(144)), colours.ink, 0.15)
    drawing.stroke(circle(MIDDLE, MIDDLE, 9.2), colours.gold, 0.4)
    _letters(drawing, motif.monogram, colours)


def _ray(number: int) -> str:
    angle, inner = 2 * math.pi * number / 144, (9.8, 12.4, 11.2, 12.4)[number % 4]
    sin, cos = math.sin(angle), math.cos(angle)
    return line(MIDDLE + inner * sin, MIDDLE - inner * cos, MIDDLE + 14.7 * sin, MIDDLE - 14.7 * cos)


def _letters(drawing: Drawing, monogram: str, colours: Palette) -> None:
    face = next((face for face in (BOLD, DISPLAY, TEXT) if covers(face, monogram)), None)
    if face is None or not monogram:
        drawing.stroke(rose(MIDDLE, MIDDLE, 5, 2.4, 8), colours.ink, 0.3)
        return
    size = min(10.5, 10.5 * 14 / Lettering(face, 10.5).width(monogram))
    letters = Lettering(face, size)
    drawing.fill(letters.straight(monogram, MIDDLE, MIDDLE + letters.cap_height / 2), colours.ink)


DESIGN = Design(
    name="engraved",
    taken=127,
    faces=(BOLD, SLANTED),
    families=(
        ("display", "Cert Engraved, Cert Text, Cert Display"),
        ("slanted", "Cert Slanted, Cert Text, Cert Display"),
        ("text", "Cert Text, Cert Display"),
        ("label", "Cert Label, Cert Text, Cert Display"),
    ),
    place=place,
    beneath=beneath,
    seal=emblem,
    across=True,
    signers=42,
    crowded=1,
)
