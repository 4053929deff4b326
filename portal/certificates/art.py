"""Everything on the sheet that no fact changes, drawn once for each paper and campus."""

from functools import lru_cache
from typing import NamedTuple

from .drawing import POINTS, Drawing, box, line
from .ornament import divider, field, frame
from .palette import palette
from .seal import seal

PANEL = 64.0  # its width
EDGE = 18.0  # from the paper's edge to the panel
SEAL = 0.96  # 48 of 50 mm


class Paper(NamedTuple):
    """A sheet on its side, in millimetres."""

    width: float
    height: float

    @property
    def points(self) -> tuple[float, float, float, float]:
        return (0, 0, round(self.width * POINTS, 3), round(self.height * POINTS, 3))


PAPERS = {"a4": Paper(297.0, 210.0), "letter": Paper(279.4, 215.9)}


@lru_cache(maxsize=64)
def art(paper: Paper, brand: str, university: str, motto: str, monogram: str) -> bytes:
    """The content stream of frame, panel, seal and divider."""
    colours, drawing = palette(brand), Drawing(paper.height)
    left, tall = paper.width - EDGE - PANEL, paper.height - 2 * EDGE
    drawing.fill(box(left, EDGE, PANEL, tall), colours.wash)
    with drawing.placed(left, EDGE):
        field(drawing, PANEL, 60, colours)
    drawing.stroke(line(left, EDGE, left, EDGE + tall), colours.gold, 0.35)
    with drawing.placed(left + 8, EDGE + 6, SEAL):
        seal(drawing, university, motto, monogram, colours)
    with drawing.placed((EDGE + left) / 2 - 18, 55):
        divider(drawing, colours)
    frame(drawing, paper.width, paper.height, colours)
    return drawing.content
