"""What a line says, beside its glyphs, where a script reorders letters: for search, copying and listening."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pydyf

from .names import others


def spell_out(page: Any) -> None:
    """Let a laid-out WeasyPrint page write, when it is painted, the text of the lines whose script needs it."""
    page.paint = _spelt(page.paint)


def _spelt(paint: Callable[..., None]) -> Callable[..., None]:
    def painted(content: Any, *args: Any, **options: Any) -> None:
        paint(content, *args, **options)
        _spell(content)

    return painted


def _spell(content: Any) -> None:
    """ActualText of marked content: ISO 32000-1, 14.9.4."""
    texts = _texts(content)
    for marked in (each for each in content.stream if isinstance(each, pydyf.Dictionary)):
        if _reordered(text := texts.get(marked.get("MCID"), "")):
            marked["ActualText"] = pydyf.String(text)


def _reordered(text: str) -> bool:
    """Text from right to left is left alone: its glyphs read back in order, and some readers would turn it again."""
    return bool(others(text)) and not any(unicodedata.bidirectional(each) in ("R", "AL") for each in text)


def _texts(content: Any) -> dict[int, str]:
    """WeasyPrint keeps, for each mark, the box it was made for; a line of text knows what it says."""
    return {tag["mcid"]: getattr(box, "text", "") for box, tag in content._tags.items()}


def name_every_glyph(pdf: Any) -> None:
    """Give the glyphs that share their letters with the one before a character without width (ISO 14289-1, 7.21.7).

    What the line says is told by its ActualText.
    """
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and b"begincmap" in each.stream:
            each.stream = [_NAMELESS.sub(rb"\1 <200b>", part) for part in each.stream]


_NAMELESS = re.compile(rb"(<[0-9a-f]{4}>) <>")
