"""The word across a sheet that certifies nothing."""

import math
from functools import lru_cache

from .drawing import Drawing
from .faces import LABEL
from .lettering import Lettering
from .palette import mix, palette
from .paper import Paper

WORD = "SPECIMEN"
SIZE = 46.0  # millimetres


@lru_cache(maxsize=16)
def across(paper: Paper, brand: str) -> bytes:
    """Outlined letters from corner to corner, over everything else; decoration to those who listen to the page."""
    drawing, lettering = Drawing(paper.height), Lettering(LABEL, SIZE, 6)
    colour = mix(palette(brand).ink, 0.55)
    with drawing.placed(paper.width / 2, paper.height / 2):
        turn = math.atan2(paper.height, paper.width) * 0.72
        cos, sin = math.cos(turn), math.sin(turn)
        drawing.write(f"{cos:.4f} {-sin:.4f} {sin:.4f} {cos:.4f} 0 0 cm")
        drawing.stroke(lettering.straight(WORD, 0, lettering.cap_height / 2), colour, 0.45)
    return b"/Artifact BMC q " + drawing.content + b" Q EMC"
