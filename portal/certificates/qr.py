"""A QR code as one outline, so that no viewer shows seams between its modules."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import segno

Corner = tuple[int, int]
Matrix = tuple[bytearray, ...]


class Code(NamedTuple):
    """An SVG path for an even-odd fill, in a square of `side` modules."""

    outline: str
    side: int


def code(text: str) -> Code:
    """Error correction M or better."""
    matrix = segno.make(text, error="m", micro=False).matrix
    return Code("".join(_written(loop) for loop in _loops(_edges(matrix))), len(matrix))


def _edges(matrix: Matrix) -> dict[Corner, list[Corner]]:
    """Where each border of a dark module leads, clockwise around it."""
    edges: dict[Corner, list[Corner]] = {}
    for y, row in enumerate(matrix):
        for x in (x for x, dark in enumerate(row) if dark):
            for start, end in _borders(matrix, x, y):
                edges.setdefault(start, []).append(end)
    return edges


def _borders(matrix: Matrix, x: int, y: int) -> Iterator[tuple[Corner, Corner]]:
    if not _dark(matrix, x, y - 1):
        yield (x, y), (x + 1, y)
    if not _dark(matrix, x + 1, y):
        yield (x + 1, y), (x + 1, y + 1)
    if not _dark(matrix, x, y + 1):
        yield (x + 1, y + 1), (x, y + 1)
    if not _dark(matrix, x - 1, y):
        yield (x, y + 1), (x, y)


def _dark(matrix: Matrix, x: int, y: int) -> bool:
    side = len(matrix)
    return 0 <= x < side and 0 <= y < side and bool(matrix[y][x] & 1)


def _loops(edges: dict[Corner, list[Corner]]) -> Iterator[list[Corner]]:
    while edges:
        start = corner = next(iter(edges))
        loop: list[Corner] = []
        while not loop or corner != start:
            loop.append(corner)
            corner = _leave(edges, corner)
        yield loop


def _leave(edges: dict[Corner, list[Corner]], corner: Corner) -> Corner:
    """Where two dark modules touch at a corner either way on is right: the fill is even-odd."""
    onward = edges[corner].pop()
    if not edges[corner]:
        del edges[corner]
    return onward


def _written(loop: list[Corner]) -> str:
    steps = (f"H{x}" if y == before[1] else f"V{y}" for before, (x, y) in pairwise(loop))
    return f"M{loop[0][0]} {loop[0][1]}{''.join(steps)}Z"
