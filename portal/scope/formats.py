"""Formats of a project: their own bounds, and what they begin with."""

from dataclasses import dataclass

from portal.vocabulary import Format, Place


@dataclass(frozen=True)
class Shape:
    """Minutes and days a format allows (none: the campus's own), and the answers it begins with."""

    minutes: int
    minutes_a_week: int
    least: int | None = None
    most: int | None = None
    days: int | None = None
    place: Place | None = None
    flexible: bool = False


SHAPES = {
    Format.MICRO_INTERNSHIP: Shape(1200, 600),
    Format.NANO: Shape(360, 360, least=240, most=600, place=Place.REMOTE),
    Format.FLASH: Shape(600, 600, least=60, most=600, days=7),
    Format.SPRINT: Shape(1200, 600, least=600, most=1200, days=14),
    Format.POP_UP: Shape(480, 480, least=60, most=960, place=Place.ONSITE),
    Format.VIRTUAL: Shape(2400, 420, most=2400, days=42, place=Place.REMOTE),
    Format.ON_DEMAND: Shape(300, 300, least=60, most=600, flexible=True),
    Format.GIG: Shape(300, 300, least=60, most=600, flexible=True),
}


def limits(kind: Format, least: int, most: int) -> tuple[int, int]:
    """The least and most minutes of a format, where `least` and `most` are the campus's."""
    shape = SHAPES[kind]
    return shape.least or least, shape.most or most
