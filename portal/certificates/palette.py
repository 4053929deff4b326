"""The certificate's colours, all derived from the campus's brand colour."""

import colorsys
from typing import NamedTuple

CONTRAST = 9.0
WHITE = (1.0, 1.0, 1.0)

Colour = tuple[float, float, float]


class Palette(NamedTuple):
    """Each colour as (red, green, blue) from 0 to 1."""

    ink: Colour
    line: Colour
    strand: Colour
    wash: Colour
    gold: Colour = (0.663, 0.514, 0.290)


def palette(brand: str) -> Palette:
    """From "#rrggbb"; a light brand colour is darkened until it reads on paper."""
    ink = readable(parse(brand))
    return Palette(ink, mix(ink, 0.42), mix(ink, 0.74), mix(ink, 0.955))


def parse(text: str) -> Colour:
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def css(colour: Colour) -> str:
    return "#" + "".join(f"{round(each * 255):02x}" for each in colour)


def mix(colour: Colour, white: float) -> Colour:
    red, green, blue = (each + (1 - each) * white for each in colour)
    return red, green, blue


def readable(colour: Colour) -> Colour:
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    while contrast(colour) < CONTRAST:
        lightness *= 0.95
        colour = colorsys.hls_to_rgb(hue, lightness, saturation)
    return colour


def contrast(colour: Colour) -> float:
    """Against white, as WCAG 2 counts it."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
