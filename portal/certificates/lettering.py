"""Letters as outlines: on a circle for the seal, on a line for the monogram."""

import math
from collections.abc import Iterator
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from .drawing import operator
from .faces import Face, path


class OutlinePen(BasePen):
    """Writes a glyph as PDF operators."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.outline: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.outline.append(operator("m", *point))

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.outline.append(operator("l", *point))

    def _curveToOne(self, a: tuple[float, float], b: tuple[float, float], end: tuple[float, float]) -> None:
        self.outline.append(operator("c", *a, *b, *end))

    def _closePath(self) -> None:
        self.outline.append("h")


class Lettering:
    """One face at one size, in millimetres."""

    def __init__(self, face: Face, size: float, tracking: float = 0) -> None:
        self._font = TTFont(path(face.file))
        self._glyphs = self._font.getGlyphSet()
        self._map = self._font.getBestCmap()
        self._scale = size / self._font["head"].unitsPerEm
        self._tracking = tracking

    @property
    def cap_height(self) -> float:
        return self._font["OS/2"].sCapHeight * self._scale

    def width(self, text: str) -> float:
        return sum(self._advance(letter) for letter in text)

    def straight(self, text: str, x: float, y: float) -> str:
        """Centred on x, standing on y."""
        start = x - self.width(text) / 2
        drawn = (self._draw(letter, start + mid, y, 0) for letter, mid in self._middles(text))
        return " ".join(drawn)

    def over(self, text: str, x: float, y: float, radius: float) -> str:
        """Along the top of a circle, read clockwise."""
        half = self.width(text) / 2
        angles = ((letter, (mid - half) / radius) for letter, mid in self._middles(text))
        drawn = (
            self._draw(letter, x + radius * math.sin(a), y - radius * math.cos(a), a) for letter, a in angles
        )
        return " ".join(drawn)

    def under(self, text: str, x: float, y: float, radius: float) -> str:
        """Along the bottom of a circle, read anticlockwise."""
        half = self.width(text) / 2
        angles = ((letter, (mid - half) / radius) for letter, mid in self._middles(text))
        drawn = (
            self._draw(letter, x + radius * math.sin(a), y + radius * math.cos(a), -a) for letter, a in angles
        )
        return " ".join(drawn)

    def _advance(self, letter: str) -> float:
        return self._glyphs[self._map[ord(letter)]].width * self._scale + self._tracking

    def _middles(self, text: str) -> Iterator[tuple[str, float]]:
        """Each letter with the distance of its middle from the start."""
        at = 0.0
        for letter in text:
            yield letter, at + self._advance(letter) / 2
            at += self._advance(letter)

    def _draw(self, letter: str, x: float, y: float, turn: float) -> str:
        """The letter's middle at (x, y), turned clockwise; fonts count upwards, the drawing downwards."""
        glyph = self._glyphs[self._map[ord(letter)]]
        cos, sin = self._scale * math.cos(turn), self._scale * math.sin(turn)
        middle = glyph.width / 2
        pen = OutlinePen(self._glyphs)
        glyph.draw(TransformPen(pen, (cos, sin, sin, -cos, x - cos * middle, y - sin * middle)))
        return " ".join(pen.outline)
