"""The sheets certificates are printed on."""

from typing import NamedTuple

from .drawing import POINTS


class Paper(NamedTuple):
    """A sheet on its side, in millimetres."""

    width: float
    height: float

    @property
    def points(self) -> tuple[float, float, float, float]:
        return (0, 0, round(self.width * POINTS, 3), round(self.height * POINTS, 3))


class Place(NamedTuple):
    """A square on the paper, in millimetres from its top left corner."""

    left: float
    top: float
    side: float


PAPERS = {"a4": Paper(297.0, 210.0), "letter": Paper(279.4, 215.9)}
