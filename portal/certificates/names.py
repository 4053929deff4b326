"""People's names: cleaned without changing them, and checked against what the fonts can draw."""

import re
import unicodedata

from . import faces
from .facts import Unfit

LONGEST = 400
_JOINERS = "\u200c\u200d"
_JOINING = ("ARABIC", "DEVANAGARI")


def clean(text: str) -> str:
    """NFC, one space between words; control, bidi and other invisible characters are taken out.

    Zero-width joiners stay where spelling needs them (Persian, Hindi).
    """
    composed = unicodedata.normalize("NFC", text)
    shown = (each for i, each in enumerate(composed) if _shown(each, composed[i - 1 : i]))
    return " ".join("".join(" " if each.isspace() else each for each in shown).split())


def _shown(character: str, before: str) -> bool:
    if character.isspace():
        return True
    if character in _JOINERS:
        return unicodedata.name(before, "").startswith(_JOINING) if before else False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn") and not _selector(character)


def _selector(character: str) -> bool:
    return "VARIATION SELECTOR" in unicodedata.name(character, "")


def size(name: str) -> str:
    """The step a name of this length is set in."""
    steps = ((30, "full"), (44, "long"), (90, "longer"))
    return next((step for most, step in steps if len(name) <= most), "longest")


def others(text: str) -> tuple[faces.Face, ...]:
    """The faces beyond the Latin ones that this text needs, in the order they are asked for a glyph.

    Raises Unfit, naming the character, when no shipped face can draw it.
    """
    asked = _asked(text)
    wanted = {_drawn_by(cluster, asked) for cluster in _clusters(text)}
    return tuple(face for face in asked if face in wanted)


def drawable(text: str) -> str:
    """The cleaned text with "?" for every character that no shipped face can draw."""
    cleaned = clean(text)
    asked = _asked(cleaned)
    for cluster in _clusters(cleaned):
        if _face(cluster, asked) is None:
            cleaned = cleaned.replace(cluster, "?")
    return cleaned


def _asked(text: str) -> tuple[faces.Face, ...]:
    """Han characters take Korean or Japanese forms beside hangul or kana, and Chinese ones otherwise."""
    absent = {face for face, script in faces.ONLY_BESIDE.items() if not re.search(script, text)}
    return tuple(face for face in faces.OTHERS if face not in absent)


def _clusters(text: str) -> list[str]:
    """A letter and its marks must come from one face, so they are looked up together."""
    found: list[str] = []
    for character in text:
        if found and (unicodedata.category(character).startswith("M") or character in _JOINERS):
            found[-1] += character
        elif not character.isspace():
            found.append(character)
    return list(dict.fromkeys(found))


def _drawn_by(cluster: str, asked: tuple[faces.Face, ...]) -> faces.Face:
    face = _face(cluster, asked)
    if face is None:
        raise Unfit(_cannot_print(cluster))
    return face


def _face(cluster: str, asked: tuple[faces.Face, ...]) -> faces.Face | None:
    points = {ord(character) for character in cluster}
    chosen = (faces.DISPLAY, faces.TEXT, *asked)
    return next((face for face in chosen if points <= faces.characters(face)), None)


def _cannot_print(cluster: str) -> str:
    called = " with ".join(unicodedata.name(each, f"U+{ord(each):04X}").lower() for each in cluster)
    return f"“{cluster}” ({called}) cannot be printed with the certificate's typefaces. Please write it another way."


def require_printable(name: str) -> str:
    """The cleaned name; raises Unfit with a sentence when it is empty, too long or has a character no font has."""
    cleaned = clean(name)
    if not re.search(r"\w", cleaned):
        raise Unfit("A certificate needs the name of its holder.")
    if len(cleaned) > LONGEST:
        raise Unfit(f"This name has {len(cleaned)} characters; a certificate holds up to {LONGEST}.")
    others(cleaned)
    return cleaned
