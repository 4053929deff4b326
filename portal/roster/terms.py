"""Graduation terms as registrars write them, as the day by which that term is over."""

import calendar
import re
from datetime import date

SEASONS = {
    "spring": 5, "sp": 5, "spr": 5, "winter": 3, "wi": 3, "win": 3, "w": 3,
    "summer": 8, "su": 8, "sum": 8, "sm": 8, "fall": 12, "fa": 12, "f": 12, "fal": 12, "autumn": 12, "au": 12,
    "aut": 12, "michaelmas": 12, "mt": 12, "hilary": 3, "ht": 3, "lent": 3, "trinity": 6, "tt": 6, "easter": 6,
}  # fmt: skip
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
YEARS = range(1990, 2071)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
SLASHED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
WORD_YEAR = re.compile(r"([a-z]+)\W*(?:term|semester|quarter)?\W*(\d{4}|\d{2})")
YEAR_WORD = re.compile(r"(\d{4})\W*([a-z]+)\W*(?:term|semester|quarter)?")
DAY_WORD_YEAR = re.compile(r"(\d{1,2})\W+([a-z]+)\W+(\d{4})")
WORD_DAY_YEAR = re.compile(r"([a-z]+)\W+(\d{1,2})\W+(\d{4})")
ONLY_YEAR = re.compile(r"(?:class of )?(\d{4})")


def ends_on(text: str) -> date | None:
    """The day a term or date stands for, the last of its month where none is said; None when unreadable."""
    text = " ".join(text.lower().split())
    for pattern, read in READERS:
        if match := pattern.fullmatch(text):
            return read(*match.groups())
    return None


def numbers(year: str, month: str, day: str | None = None) -> date | None:
    """`2027-05`, `2027-05-14`."""
    return made(int(year), int(month), int(day) if day else None)


def month_first(month: str, year: str) -> date | None:
    """`05/2027`."""
    return made(int(year), int(month))


def day_first(day: str, month: str, year: str) -> date | None:
    """`14.05.2027`."""
    return made(int(year), int(month), int(day))


def day_somewhere(one: str, two: str, year: str) -> date | None:
    """`05/14/2027`, `14/05/2027`; None for `05/06/2027`, which can be read two ways."""
    readings = {made(int(year), int(one), int(two)), made(int(year), int(two), int(one))} - {None}
    return readings.pop() if len(readings) == 1 else None


def word_first(word: str, year: str) -> date | None:
    """`Spring 2027`, `May 2027`, `SP27`."""
    return made(int(year) if len(year) == 4 else 2000 + int(year), month_of(word))


def year_first(year: str, word: str) -> date | None:
    """`2027SP`, `2027 Fall`."""
    return made(int(year), month_of(word))


def day_word(day: str, word: str, year: str) -> date | None:
    """`14 May 2027`."""
    return made(int(year), MONTHS.get(word), int(day))


def word_day(word: str, day: str, year: str) -> date | None:
    """`May 14, 2027`."""
    return made(int(year), MONTHS.get(word), int(day))


def only_year(year: str) -> date | None:
    """`2027`: by the end of that year."""
    return made(int(year), 12)


def month_of(word: str) -> int | None:
    return SEASONS.get(word) or MONTHS.get(word)


def made(year: int, month: int | None, day: int | None = None) -> date | None:
    """A date, or None when there is no such day."""
    if month is None or not 1 <= month <= 12 or year not in YEARS:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if (day or last) <= last and day != 0 else None


READERS = (
    (ISO, numbers),
    (MONTH_YEAR, month_first),
    (DAY_MONTH_YEAR, day_first),
    (SLASHED, day_somewhere),
    (DAY_WORD_YEAR, day_word),
    (WORD_DAY_YEAR, word_day),
    (YEAR_WORD, year_first),
    (WORD_YEAR, word_first),
    (ONLY_YEAR, only_year),
)
