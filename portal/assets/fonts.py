"""Web fonts cut to what a page needs, and print fonts copied for the certificates."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from portal.assets.places import MODULES, PRINT_FONTS

LATIN = (
    "U+0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+2013-2014, U+2018-201A, U+201C-201E, "
    "U+2020-2022, U+2026, U+202F, U+2030, U+2032-2033, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+2212"
)
LATIN_EXT = "U+100-130, U+132-151, U+154-17F, U+218-21B, U+1E9E"
FACES = {
    "display": "@fontsource-variable/familjen-grotesk/files/familjen-grotesk",
    "text": "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next",
}
PRINT = {
    "amiri": ["400Regular"],
    "cormorant-garamond": ["600SemiBold", "600SemiBold_Italic", "700Bold"],
    "eb-garamond": ["400Regular", "400Regular_Italic", "600SemiBold"],
    "source-sans-3": ["300Light", "400Regular", "600SemiBold", "900Black"],
    **{
        f"noto-sans-{script}": ["500Medium"]
        for script in ("arabic", "devanagari", "hebrew", "thai", "jp", "kr", "sc")
    },
}


def web_fonts() -> dict[str, bytes]:
    """File name -> WOFF2 bytes, one file for Latin and one for Latin Extended-A per face."""
    built = {}
    for name, stem in FACES.items():
        built[f"{name}.woff2"] = _cut(MODULES / f"{stem}-latin-wght-normal.woff2", LATIN)
        built[f"{name}-ext.woff2"] = _cut(MODULES / f"{stem}-latin-ext-wght-normal.woff2", LATIN_EXT)
    return built


def _cut(source: Path, ranges: str) -> bytes:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=["kern", "liga", "tnum", "mark", "ccmp"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(ranges.replace("U+", "")))
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def copy_print_fonts() -> None:
    """Place the certificates' TTF files, and their licences, where the renderer reads them."""
    wanted = dict(_print_files())
    PRINT_FONTS.mkdir(parents=True, exist_ok=True)
    for name, source in wanted.items():
        shutil.copyfile(source, PRINT_FONTS / name)
    for path in PRINT_FONTS.iterdir():
        if path.name not in wanted:
            path.unlink()


def _print_files() -> Iterator[tuple[str, Path]]:
    for family, styles in PRINT.items():
        package = MODULES / "@expo-google-fonts" / family
        yield f"{family}.LICENCE.txt", package / "LICENSE_FONT"
        for style in styles:
            yield from ((file.name, file) for file in (package / style).glob("*.ttf"))
