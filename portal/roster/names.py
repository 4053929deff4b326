"""People's names as written in exports: order, spaces and letters put right, nothing else changed."""

import re
import unicodedata

COMMAS = re.compile(r"\s*[,،]\s*")
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


def clean(text: str) -> str:
    """NFC, single spaces, without control and direction characters (joiners inside words stay)."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return "".join(filter(harmless, text)).strip()


def harmless(letter: str) -> bool:
    return letter in "\u200c\u200d" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def full(name: str) -> tuple[str, str]:
    """(name as spoken, name for sorting) from `Ada Lovelace` or `Lovelace, Ada`."""
    parts = [part for part in COMMAS.split(clean(name)) if part]
    if len(parts) < 2 or parts[1].lower() in SUFFIXES:
        spoken = ", ".join(parts)
        return spoken, sort_key(parts[0] if parts else "")
    last, first, *rest = parts
    return " ".join([first, last, *rest]), f"{last}, {first}"


def split(first: str, last: str) -> tuple[str, str]:
    """(name as spoken, name for sorting) from columns of their own."""
    first, last = clean(first), clean(last)
    return " ".join(filter(None, (first, last))), ", ".join(filter(None, (last, first)))


def sort_key(spoken: str) -> str:
    """`Lovelace, Ada` for `Ada Lovelace`: a guess, for order in lists only."""
    first, _space, last = spoken.rpartition(" ")
    return ", ".join(filter(None, (last, first)))
