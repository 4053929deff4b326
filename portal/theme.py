"""One brand colour in, contrast-checked colours for light and dark out, as the text of /theme.css."""

import hashlib
import math
import re
from collections.abc import Iterator

WHITE, INK = "#ffffff", "#13201f"
LIGHT_PAGE, DARK_SHEET = "#eef1ec", "#1f2828"
MARKER, DARK_MARKER = "#f5e84a", "#e6d93c"
DEFAULT = "#0f5c4d"
HEX = re.compile(r"#[0-9a-f]{6}")

LINEAR_TO_CONE = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
CONE_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
LAB_TO_CONE = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
CONE_TO_LINEAR = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
"""Björn Ottosson, "A perceptual color space for image processing" (OKLab), 2020."""

Triple = tuple[float, float, float]


def css(brand: str) -> str:
    """The style sheet of one brand: flat light colours first, both schemes where the browser can."""
    pairs = list(_pairs(tokens(brand)))
    flat = ";".join(f"--{name}:{light}" for name, light, _dark in pairs)
    both = ";".join(f"--{name}:light-dark({light},{dark})" for name, light, dark in pairs)
    return f":root{{{flat}}}\n@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}\n"


def version(brand: str) -> str:
    """Changes whenever the style sheet of this brand does; for its address."""
    return hashlib.sha256(css(brand).encode()).hexdigest()[:10]


def is_colour(text: str) -> bool:
    """Whether this is a colour as #rrggbb, in lower case."""
    return HEX.fullmatch(text) is not None


def tokens(brand: str) -> dict[str, str]:
    """Colour names -> #rrggbb. Text on each reaches 4.5:1; anything that is no colour counts as the default."""
    brand = brand.lower() if is_colour(brand.lower()) else DEFAULT
    lightness, chroma, hue = to_oklch(brand)
    solid = _button(brand)
    deep = from_oklch((min(to_oklch(solid)[0], 0.34), min(chroma, 0.09), hue))
    bar, on_bar = _bar(brand, solid)
    mark = MARKER if contrast(bar, MARKER) >= 3 else on_bar
    return {
        "solid": solid,
        "deep": deep,
        "bar": bar,
        "on_bar": on_bar,
        "mark": mark,
        "on_mark": WHITE if mark == INK else INK,
        "text": _darken(solid, lambda colour: contrast(colour, LIGHT_PAGE) >= 5),
        "text_dark": _lighten((max(lightness, 0.74), min(chroma, 0.13), hue)),
        "wash": from_oklch((0.95, min(chroma, 0.025), hue)),
        "wash_dark": from_oklch((0.29, min(chroma, 0.04), hue)),
    }


def figures(brand: str) -> list[tuple[str, str, str, float]]:
    """What staff see before they save: (what, colour, on which, contrast)."""
    found = tokens(brand)
    return [
        ("bar", found["on_bar"], found["bar"], contrast(found["on_bar"], found["bar"])),
        ("button", WHITE, found["solid"], contrast(WHITE, found["solid"])),
        ("link", found["text"], LIGHT_PAGE, contrast(found["text"], LIGHT_PAGE)),
        ("link_dark", found["text_dark"], DARK_SHEET, contrast(found["text_dark"], DARK_SHEET)),
    ]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_oklch(colour: str) -> Triple:
    """#rrggbb -> lightness 0-1, chroma, hue in degrees."""
    red, green, blue = (math.cbrt(part) for part in _times(LINEAR_TO_CONE, _linear(colour)))
    lightness, a, b = _times(CONE_TO_LAB, (red, green, blue))
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(colour: Triple) -> str:
    """The nearest #rrggbb, giving up chroma until it can be shown."""
    lightness, chroma, hue = colour
    angle = math.radians(hue)
    while True:
        lab = (lightness, chroma * math.cos(angle), chroma * math.sin(angle))
        red, green, blue = (part**3 for part in _times(LAB_TO_CONE, lab))
        linear = _times(CONE_TO_LINEAR, (red, green, blue))
        if chroma < 0.001 or all(-0.0005 <= part <= 1.0005 for part in linear):
            return "#" + "".join(f"{round(255 * _gamma(part)):02x}" for part in linear)
        chroma -= 0.004


def _pairs(found: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    yield "brand", found["text"], found["text_dark"]
    yield "brand-solid", found["solid"], found["deep"]
    yield "brand-wash", found["wash"], found["wash_dark"]
    yield "btn", found["solid"], found["text_dark"]
    yield "on-btn", WHITE, "#0e1716"
    yield "bar", found["bar"], found["deep"]
    yield "on-bar", found["on_bar"], "#f4f7f4"
    yield "bar-mark", found["mark"], DARK_MARKER
    yield "on-bar-mark", found["on_mark"], INK


def _button(brand: str) -> str:
    return _darken(brand, lambda colour: contrast(colour, WHITE) >= 5.5)


def _bar(brand: str, solid: str) -> tuple[str, str]:
    for ink in (WHITE, INK):
        if contrast(brand, ink) >= 4.5:
            return brand, ink
    return solid, WHITE


def _darken(colour: str, enough) -> str:
    lightness, chroma, hue = to_oklch(colour)
    while not enough(colour):
        lightness -= 0.01
        colour = from_oklch((lightness, chroma, hue))
    return colour


def _lighten(start: Triple) -> str:
    lightness, chroma, hue = start
    colour = from_oklch(start)
    while contrast(colour, DARK_SHEET) < 6:
        lightness += 0.01
        colour = from_oklch((lightness, chroma, hue))
    return colour


def _times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _ungamma(red), _ungamma(green), _ungamma(blue)


def _ungamma(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
