"""Vector drawing straight into PDF operators, in millimetres from the top left corner."""

from collections.abc import Iterator
from contextlib import contextmanager

from .palette import Colour

POINTS = 72 / 25.4


def number(value: float) -> str:
    """Two decimals are a hundredth of a millimetre: finer than any printer."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def operator(name: str, *values: float) -> str:
    return " ".join([*map(number, values), name])


def circle(x: float, y: float, radius: float) -> str:
    """Four Bezier quarters."""
    k = radius * 0.5523
    return " ".join(
        [
            operator("m", x + radius, y),
            operator("c", x + radius, y + k, x + k, y + radius, x, y + radius),
            operator("c", x - k, y + radius, x - radius, y + k, x - radius, y),
            operator("c", x - radius, y - k, x - k, y - radius, x, y - radius),
            operator("c", x + k, y - radius, x + radius, y - k, x + radius, y),
            "h",
        ]
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{operator('m', x0, y0)} {operator('l', x1, y1)}"


def box(x: float, y: float, width: float, height: float) -> str:
    return operator("re", x, y, width, height)


class Drawing:
    """Collects operators; `content` turns them into a page's or form's stream."""

    def __init__(self, height: float) -> None:
        """`height` of the paper in millimetres: PDF counts from the bottom, designs from the top."""
        self._operators = [f"{POINTS:.5f} 0 0 {-POINTS:.5f} 0 {height * POINTS:.3f} cm"]

    def fill(self, outline: str, colour: Colour) -> None:
        self._operators += [operator("rg", *colour), outline, "f"]

    def stroke(self, outline: str, colour: Colour, width: float) -> None:
        self._operators += [operator("RG", *colour), operator("w", width), outline, "S"]

    def write(self, operators: str) -> None:
        """Operators as they are."""
        self._operators.append(operators)

    @contextmanager
    def placed(self, x: float, y: float, scale: float = 1) -> Iterator[None]:
        """Draw with (x, y) as the origin, enlarged by `scale`."""
        self._operators.append(f"q {scale:.4f} 0 0 {scale:.4f} {number(x)} {number(y)} cm")
        yield
        self._operators.append("Q")

    @contextmanager
    def inside(self, outline: str) -> Iterator[None]:
        """Draw only what falls within the outline."""
        self._operators.append(f"q {outline} W n")
        yield
        self._operators.append("Q")

    @property
    def content(self) -> bytes:
        return "\n".join(self._operators).encode()
