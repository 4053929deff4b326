"""Any brand colour gives a theme that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import theme

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
KNOWN = [
    "#0f5c4d",
    "#7a1530",
    "#002147",
    "#f26a1b",
    "#ffc72c",
    "#582c83",
    "#00aeef",
    "#cc0000",
    "#ffffff",
    "#000000",
]


@given(COLOURS)
def test_every_colour_gives_readable_text(brand):
    found = theme.tokens(brand)
    assert theme.contrast(found["on_bar"], found["bar"]) >= 4.5
    assert theme.contrast(theme.WHITE, found["solid"]) >= 4.5
    assert theme.contrast(found["text"], theme.LIGHT_PAGE) >= 4.5
    assert theme.contrast(found["text_dark"], theme.DARK_SHEET) >= 4.5
    assert theme.contrast(theme.INK, found["wash"]) >= 7
    assert theme.contrast("#eaf0ec", found["wash_dark"]) >= 7
    assert theme.contrast("#f4f7f4", found["deep"]) >= 4.5
    assert theme.contrast("#0e1716", found["text_dark"]) >= 4.5
    assert theme.contrast(found["on_mark"], found["mark"]) >= 4.5


@given(COLOURS)
def test_colours_survive_the_way_to_oklch_and_back(brand):
    there_and_back = theme.from_oklch(theme.to_oklch(brand))
    pairs = zip(brand[1:], there_and_back[1:], strict=True)
    assert there_and_back == brand or sum(a != b for a, b in pairs) <= 4


@pytest.mark.parametrize("brand", KNOWN)
def test_the_mark_in_the_bar_is_seen(brand):
    found = theme.tokens(brand)
    assert theme.contrast(found["mark"], found["bar"]) >= 3


def test_known_contrast():
    assert round(theme.contrast("#ffffff", "#000000"), 2) == 21
    assert round(theme.contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("nonsense", ["", "red", "#12", "#zzzzzz", "}body{display:none}", "#0F5C4D;"])
def test_what_is_no_colour_becomes_the_default(nonsense):
    assert theme.css(nonsense) == theme.css(theme.DEFAULT)


def test_capital_letters_mean_the_same():
    assert theme.css("#0F5C4D") == theme.css("#0f5c4d")


def test_the_address_changes_with_the_colour():
    assert theme.version("#7a1530") != theme.version("#002147")


def test_figures_are_shown_before_saving():
    assert all(ratio >= 4.5 for _what, _colour, _ground, ratio in theme.figures("#ffc72c"))
