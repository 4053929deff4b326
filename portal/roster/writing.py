"""CSV for spreadsheets: no cell can act as a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
UNSEEN = " \n\v\f\x1c\x85\u200b\u2028\u2060\ufeff"
"""What a spreadsheet leaves out before it looks at a cell."""


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read the letters right."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutral(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """The text itself; with a quote before it when a spreadsheet would take it for a formula."""
    seen = unicodedata.normalize("NFKC", cell).lstrip(UNSEEN)
    return f"'{cell}" if cell.startswith(DANGEROUS) or seen.startswith(DANGEROUS) else cell
