"""Graduation terms as they are met in the wild."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.roster.terms import ends_on


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[
            (text, date(2027, 5, 31))
            for text in ("Spring 2027", "2027SP", "05/2027", "2027-05", "SP27", "5.2027")
        ],
        *[
            (text, date(2027, 5, 31))
            for text in ("May-27", "Spring '27", "2027/SP", "may 2027", "2027 Spring Term")
        ],
        *[(text, date(2027, 5, 14)) for text in ("2027-05-14", "5/14/2027", "14/5/2027", "14.05.2027")],
        *[(text, date(2027, 5, 14)) for text in ("May 14, 2027", "14 May 2027", "2027-05-14 00:00:00")],
        *[
            (text, date(2026, 12, 31))
            for text in ("Fall Semester 2026", "2026FA", "Autumn 2026", "12/2026", "2026")
        ],
        ("Summer 2027", date(2027, 8, 31)),
        ("5/5/2027", date(2027, 5, 5)),
        ("Class of 2027", date(2027, 12, 31)),
        ("02/2028", date(2028, 2, 29)),
    ],
)
def test_read(text, day):
    assert ends_on(text) == day


@pytest.mark.parametrize(
    "text",
    ["05/06/2027", "2247", "202710", "Sprng 27", "2027-02-30", "13/2027", "46508", "soon", "0/2027", "-"],
)
def test_never_guessed(text):
    assert ends_on(text) is None


@given(some.text(max_size=30))
def test_no_text_breaks_it(text):
    ends_on(text)
