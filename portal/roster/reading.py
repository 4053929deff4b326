"""A registrar's file as a table: which letters, which separator, which line is the heading."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.errors import RuleBroken
from portal.roster.headers import plain, recognised

SEPARATORS = ",;\t|"
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 400
SCANNED = 15
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
ENCODINGS = {
    "": _l("Find out"),
    "utf-8": _l("UTF-8"),
    "cp1252": _l("Windows, Western Europe (1252)"),
    "cp1250": _l("Windows, Central Europe (1250)"),
    "cp1254": _l("Windows, Turkish (1254)"),
    "cp1256": _l("Windows, Arabic (1256)"),
    "cp1258": _l("Windows, Vietnamese (1258)"),
}
DISARMED = re.compile(r"'(?=[=+\-@\t\r])")


@dataclass(frozen=True)
class Line:
    """One line of the file that holds something: its number, as an editor counts, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """What was found in the file."""

    encoding: str
    separator: str
    headers: list[str]
    lines: list[Line]


def read(data: bytes, encoding: str = "") -> Table:
    """The table in `data`; RuleBroken in words when there is none."""
    text, encoding = decode(data, encoding)
    separator = told(text) or likeliest(text)
    lines = list(parsed(text, separator))
    place = heading(lines)
    if not lines[place + 1 :]:
        raise RuleBroken(_("This file has a heading but no students."))
    headers = mended(lines[place].cells, lines[place + 1 :])
    return Table(encoding, separator, named(headers), lines[place + 1 :])


def decode(data: bytes, wanted: str = "") -> tuple[str, str]:
    """Text and encoding: as asked, else by its mark, else UTF-8, else Windows-1252."""
    if data.startswith(WORKBOOKS):
        raise RuleBroken(
            _("This is a workbook. Save it as CSV (comma separated, UTF-8) and choose that file.")
        )
    mark = next((name for start, name in MARKS if data.startswith(start)), "")
    for encoding in filter(None, [mark] if mark else [wanted] if wanted else ["utf-8", "cp1252"]):
        try:
            return readable(data.decode(encoding)), encoding
        except UnicodeDecodeError:
            continue
    raise RuleBroken(_("The letters of this file cannot be read. Save it as CSV UTF-8 and choose it again."))


def readable(text: str) -> str:
    if "\x00" in text:
        raise RuleBroken(_("This is not a text file. Choose a file of comma separated values (CSV)."))
    if not text.strip():
        raise RuleBroken(_("This file is empty."))
    return text


def told(text: str) -> str:
    """The separator that spreadsheets announce in a first line `sep=;`."""
    first = text.split("\n", 1)[0].strip().lower()
    return first[4:] if first.startswith("sep=") and first[4:] in SEPARATORS else ""


def likeliest(text: str) -> str:
    """The separator under which most headings are recognised, then the one that cuts most often."""
    start = text[:20_000]

    def worth(separator: str) -> tuple[int, int]:
        lines = [line for _number, line in zip(range(SCANNED), parsed(start, separator), strict=False)]
        return max(((known(line), len(line.cells)) for line in lines), default=(0, 0))

    return max(SEPARATORS, key=worth)


def parsed(text: str, separator: str) -> Iterator[Line]:
    """Lines that hold something, cells trimmed; RuleBroken past the limits."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for count, cells in enumerate(reader):
            refuse_too_much(count, cells)
            cells = [DISARMED.sub("", cell.strip()) for cell in cells]
            if any(cells) and not told(",".join(cells)):
                yield Line(before + 1, cells)
            before = reader.line_num
    except csv.Error:
        raise RuleBroken(
            _("Line %(line)s cannot be read: a quotation mark is not closed.", line=before + 1)
        ) from None


def refuse_too_much(count: int, cells: list[str]) -> None:
    if count > MOST_ROWS:
        raise RuleBroken(_("This file has more than %(most)s lines. Split it.", most=MOST_ROWS))
    if len(cells) > MOST_COLUMNS:
        raise RuleBroken(_("This file has more than %(most)s columns.", most=MOST_COLUMNS))


def heading(lines: list[Line]) -> int:
    """Where the heading is: the line among the first with most known headers (titles may stand above it)."""
    if not lines:
        raise RuleBroken(_("This file is empty."))
    return max(range(min(SCANNED, len(lines))), key=lambda place: (known(lines[place]), -place))


def known(line: Line) -> int:
    """How many cells of this line are headers we know."""
    return len(recognised(line.cells))


def mended(headers: list[str], lines: list[Line]) -> list[str]:
    """A heading `Last Name, First Name` whose quotes were forgotten, there or in all lines, fits them again."""
    usual = Counter(len(line.cells) for line in lines).most_common(1)[0][0]
    for at, header in enumerate(headers):
        if usual == len(headers) - 1 and [plain(h) for h in headers[at : at + 2]] == [
            "last name",
            "first name",
        ]:
            return [*headers[:at], ", ".join(headers[at : at + 2]), *headers[at + 2 :]]
        if usual == len(headers) + 1 and plain(header) == "last name first name":
            return [*headers[:at], *header.split(",", 1), *headers[at + 1 :]]
    return headers


def named(headers: list[str]) -> list[str]:
    return [header.strip() or _("Column %(number)s", number=at) for at, header in enumerate(headers, 1)]
