"""Everything on the sheet that no fact changes, drawn once for each design, paper and campus."""

from functools import lru_cache

from .designs import Design
from .designs.design import Motif
from .drawing import Drawing
from .palette import palette
from .paper import Paper

SEAL_BOX = 50.0  # millimetres: what seals are drawn in before they are put down


@lru_cache(maxsize=64)
def art(design: Design, paper: Paper, brand: str, motif: Motif) -> bytes:
    """The content stream of ornament and seal."""
    colours, drawing = palette(brand), Drawing(paper.height)
    design.beneath(drawing, paper, colours)
    where = design.place(paper)
    with drawing.placed(where.left, where.top, where.side / SEAL_BOX):
        design.seal(drawing, motif, colours)
    return drawing.content
