"""The two curves all ornament is made of: waves along a line and roses around a point."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from .drawing import operator

Point = tuple[float, float]
Placing = Callable[[float, float], Point]
HANDLE = 0.3642  # of half a wave: the Bezier handle closest to a cosine


def wave(start: float, end: float, waves: int, height: float, phase: float, at: Placing) -> str:
    """A cosine from `start` to `end`; `phase` counts half waves, `at(along, off)` says where a point lies."""
    half = (end - start) / (waves * 2)
    turns = [
        (start + (i + phase) * half, height if i % 2 == 0 else -height) for i in range(-4, waves * 2 + 5)
    ]
    kept = [turn for turn in turns if start - 1.05 * half <= turn[0] <= end + 1.05 * half]
    arcs = [_arc(a, b, HANDLE * half, at) for a, b in pairwise(kept)]
    return " ".join([operator("m", *at(*kept[0])), *arcs])


def _arc(a: Point, b: Point, handle: float, at: Placing) -> str:
    return operator("c", *at(a[0] + handle, a[1]), *at(b[0] - handle, b[1]), *at(*b))


def rose(
    x: float, y: float, radius: float, height: float, petals: int, phase: float = 0, per_petal: int = 8
) -> str:
    """A closed ring of petals around (x, y)."""
    count = petals * per_petal
    angles = [2 * math.pi * i / count for i in range(count)]
    reach = [radius + height * math.cos(petals * angle + phase) for angle in angles]
    return closed([(x + r * math.sin(a), y - r * math.cos(a)) for r, a in zip(reach, angles, strict=True)])


def closed(points: Sequence[Point]) -> str:
    """A smooth closed curve through the points (Catmull-Rom)."""
    count = len(points)
    around = [[points[(i + j) % count] for j in (-1, 0, 1, 2)] for i in range(count)]
    return " ".join([operator("m", *points[0]), *(_through(*four) for four in around), "h"])


def _through(before: Point, a: Point, b: Point, after: Point) -> str:
    leave = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
    arrive = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
    return operator("c", *leave, *arrive, *b)
