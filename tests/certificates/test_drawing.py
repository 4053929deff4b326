"""The parts the page is made of: colours, curves, letters, the code's outline."""

import re

import pytest
import segno

from portal.certificates import palette, qr
from portal.certificates.art import art
from portal.certificates.designs import THEMES
from portal.certificates.designs.design import Motif
from portal.certificates.drawing import number
from portal.certificates.faces import missing_files, path
from portal.certificates.paper import PAPERS


@pytest.mark.parametrize("brand", ["#0f3d44", "#f2b705", "#ffffff", "#000000", "#e6007e", "#9ee7ff"])
def test_any_brand_colour_reads_on_paper(brand):
    assert palette.contrast(palette.palette(brand).ink) >= palette.CONTRAST


def test_a_dark_brand_colour_is_kept():
    assert palette.css(palette.palette("#0f3d44").ink) == "#0f3d44"


@pytest.mark.parametrize("text", ["https://a.example/verify/MI-7K3M9QXD2R4T5", "x" * 120])
def test_the_outline_is_the_code(text):
    """Counted by crossings to the left of each module's middle, as an even-odd fill does."""
    code, matrix = qr.code(text), segno.make(text, error="m", micro=False).matrix
    walls = _walls(code.outline)
    for y, row in enumerate(matrix):
        dark = [sum((wall, y) in walls for wall in range(x + 1)) % 2 for x in range(code.side)]
        assert dark == [module & 1 for module in row]


def _walls(outline: str) -> set[tuple[int, int]]:
    """(x, y) for each unit of vertical wall at x beside row y."""
    walls: set[tuple[int, int]] = set()
    for loop in outline.split("Z")[:-1]:
        x, y, start = 0, 0, None
        steps = [(letter, int(value)) for letter, value in re.findall(r"([MHV ])(\d+)", loop)]
        for letter, value in steps:
            if letter in "V ":
                walls ^= {(x, row) for row in range(min(y, value), max(y, value))} if letter == "V" else set()
                y = value
            else:
                x = value
            start = (x, y) if letter == " " else start
        walls ^= {(x, row) for row in range(min(y, start[1]), max(y, start[1]))} if x == start[0] else set()
    return walls


@pytest.mark.parametrize("design", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize(
    ("university", "monogram"),
    [
        ("Northfield State University", "NU"),
        ("جامعة القاهرة", "قا"),
        ("University of " + "Long " * 15, ""),
    ],
)
def test_art_is_drawn_with_balanced_states(design, paper, university, monogram):
    words = art(design, paper, "#0f3d44", Motif(university, "Verified experience", monogram)).split()
    assert words.count(b"q") == words.count(b"Q")
    assert b"nan" not in words


@pytest.mark.parametrize("design", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_seal_lies_on_the_paper(design, paper):
    left, top, side = design.place(paper)
    assert min(left, top) > 9
    assert left + side < paper.width - 9
    assert top + side < paper.height - 9


@pytest.mark.parametrize(("value", "written"), [(1.0, "1"), (-0.001, "0"), (0.5, "0.5"), (10.004, "10")])
def test_numbers_are_short(value, written):
    assert number(value) == written


def test_only_shipped_fonts_have_a_path():
    assert missing_files() == []
    with pytest.raises(KeyError):
        path("../facts.py")
