"""The shipped typefaces: which file draws what, and which characters each one has."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("fonts")


class Face(NamedTuple):
    """One font file under a family name; a face of `any` weight serves regular and bold alike."""

    family: str
    file: str
    weight: str = "any"
    style: str = "normal"


LATIN = (
    Face("Cert Display", "CormorantGaramond_600SemiBold.ttf", "600"),
    Face("Cert Text", "EBGaramond_400Regular.ttf", "400"),
    Face("Cert Text", "EBGaramond_400Regular_Italic.ttf", "400", "italic"),
    Face("Cert Text", "EBGaramond_600SemiBold.ttf", "600"),
    Face("Cert Label", "SourceSans3_400Regular.ttf", "400"),
    Face("Cert Label", "SourceSans3_600SemiBold.ttf", "600"),
)
LIGHT = Face("Cert Light", "SourceSans3_300Light.ttf", "300")
BLACK = Face("Cert Black", "SourceSans3_900Black.ttf", "900")
BOLD = Face("Cert Engraved", "CormorantGaramond_700Bold.ttf", "700")
SLANTED = Face("Cert Slanted", "CormorantGaramond_600SemiBold_Italic.ttf", "600", "italic")
THEMED = (LIGHT, BLACK, BOLD, SLANTED)
"""Spoken by some of the themes only."""
OTHERS = (
    Face("Cert Arabic", "Amiri_400Regular.ttf"),
    Face("Cert Devanagari", "NotoSansDevanagari_500Medium.ttf"),
    Face("Cert Hebrew", "NotoSansHebrew_500Medium.ttf"),
    Face("Cert Thai", "NotoSansThai_500Medium.ttf"),
    Face("Cert Korean", "NotoSansKR_500Medium.ttf"),
    Face("Cert Japanese", "NotoSansJP_500Medium.ttf"),
    Face("Cert Chinese", "NotoSansSC_500Medium.ttf"),
)
EVERY = LATIN + THEMED + OTHERS
KOREAN, JAPANESE = OTHERS[4], OTHERS[5]
ONLY_BESIDE = {KOREAN: "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]", JAPANESE: "[\u3040-\u30ff]"}
DISPLAY, TEXT, LABEL = LATIN[0], LATIN[1], LATIN[5]


def path(name: str) -> Path:
    """Where a shipped font lies; KeyError for any other name."""
    return {face.file: FOLDER / face.file for face in EVERY}[name]


@lru_cache
def characters(face: Face) -> frozenset[int]:
    """The code points this face can draw."""
    from fontTools.ttLib import TTFont  # only where names are checked or drawn

    with TTFont(path(face.file), lazy=True) as font:
        return frozenset(font.getBestCmap())


def covers(face: Face, text: str) -> bool:
    """Whether this face can draw all of it."""
    return {ord(letter) for letter in text} <= characters(face)


def declarations(faces: tuple[Face, ...]) -> str:
    """The @font-face rules of these faces."""
    return "".join(_declare(face, weight) for face in faces for weight in _weights(face))


def _weights(face: Face) -> tuple[str, ...]:
    return ("400", "600") if face.weight == "any" else (face.weight,)


def _declare(face: Face, weight: str) -> str:
    return (
        f"@font-face {{ font-family: {face.family}; src: url(font:{face.file});"
        f" font-weight: {weight}; font-style: {face.style} }}\n"
    )


def missing_files() -> list[str]:
    """A sentence for every font that is not installed."""
    return [f"The font {face.file} is missing." for face in EVERY if not path(face.file).is_file()]
