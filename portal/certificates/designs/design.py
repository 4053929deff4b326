"""What a theme has to say about itself."""

from collections.abc import Callable
from typing import NamedTuple

from ..drawing import Drawing
from ..faces import Face
from ..palette import Palette
from ..paper import Paper, Place


class Motif(NamedTuple):
    """What of the campus is drawn into the seal: the words around it and the letters in its middle."""

    university: str
    motto: str
    monogram: str


class Design(NamedTuple):
    """One theme.

    `taken`: millimetres of height that heading, signers and margins take from the main column. `faces`: what it
    needs beside the faces all share; `families`: the names its style sheet uses, each with what stands in where
    a face lacks a letter. `beneath` draws all but the seal, `seal` into a box of 50 mm that `place` puts down.
    """

    name: str
    taken: float
    faces: tuple[Face, ...]
    families: tuple[tuple[str, str], ...]
    place: Callable[[Paper], Place]
    beneath: Callable[[Drawing, Paper, Palette], None]
    seal: Callable[[Drawing, Motif, Palette], None]
    across: bool = False
    """Whether the facts stand beside each other, not below each other."""
    signers: float = 26.0
    """Millimetres of height for those who sign, and for what stands above them."""
    crowded: int = 0
    """Steps of size that a full text skips, as it would not fit: each that is tried costs a layout."""
