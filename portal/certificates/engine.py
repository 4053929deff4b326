"""WeasyPrint, closed and shared: one font configuration, one parsed style per look, palette, paper and scripts."""

import os
import warnings
from collections.abc import Mapping
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from . import palette
from .faces import LATIN, Face, declarations
from .paper import Paper
from .words import catalogue

HERE = Path(__file__).parent
# Pango reads this when it loads: with an empty configuration no font of the machine can change the output.
os.environ["FONTCONFIG_FILE"] = str(HERE / "fonts.conf")


class Look(NamedTuple):
    """How a document is set: its style sheets, its faces, the names the sheets use for them, and more variables."""

    sheets: tuple[Path, ...]
    faces: tuple[Face, ...] = ()
    families: tuple[tuple[str, str], ...] = (
        ("display", "Cert Display, Cert Text"),
        ("text", "Cert Text"),
        ("label", "Cert Label, Cert Text"),
    )
    measures: tuple[tuple[str, str], ...] = ()


@cache
def weasyprint() -> Any:
    """The library, imported once and only where certificates are printed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")  # left out on purpose
        import weasyprint.text.fonts
    return weasyprint


def layout(
    html: str,
    paper: Paper,
    brand: str,
    faces: tuple[Face, ...],
    look: Look,
    pictures: Mapping[str, bytes] | None = None,
) -> Any:
    """The document laid out on its pages, nothing drawn yet; `faces` are those its text needs beside the look's."""
    page = weasyprint().HTML(string=html, url_fetcher=_fetcher() if pictures is None else _with(pictures))
    return page.render(font_config=_fonts(), stylesheets=[_style(paper, brand, faces, look)])


@lru_cache
def template(name: str, language: str) -> Template:
    """A document of this folder, whose own words come in this language."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    _translate(environment, catalogue(language))
    return environment.get_template(name)


def _translate(environment: Environment, translations: NullTranslations) -> None:
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]


@cache
def _fetcher() -> Any:
    from .fetcher import ClosedFetcher

    return ClosedFetcher()


def _with(pictures: Mapping[str, bytes]) -> Any:
    from .fetcher import ClosedFetcher

    return ClosedFetcher(pictures)


@cache
def _fonts() -> Any:
    return weasyprint().text.fonts.FontConfiguration()


@lru_cache(maxsize=64)
def _style(paper: Paper, brand: str, faces: tuple[Face, ...], look: Look) -> Any:
    read = "".join(path.read_text() for path in look.sheets)
    written = declarations(LATIN + look.faces + faces) + _theme(paper, brand, faces, look) + read
    return weasyprint().CSS(string=written, font_config=_fonts(), url_fetcher=_fetcher())


def _theme(paper: Paper, brand: str, faces: tuple[Face, ...], look: Look) -> str:
    colours = palette.palette(brand)
    after = ", ".join(face.family for face in faces)
    lines = [f"--{name}: {', '.join(filter(None, (family, after)))};" for name, family in look.families]
    lines += [f"--{name}: {palette.css(getattr(colours, name))};" for name in ("ink", "gold", "line", "wash")]
    lines += [f"--{name}: {value};" for name, value in look.measures]
    return f"@page {{ size: {paper.width}mm {paper.height}mm }}\n:root {{ {' '.join(lines)} }}\n"


def missing_libraries() -> list[str]:
    """A sentence for what WeasyPrint lacks here; without HarfBuzz's subsetter it still prints, 26 times slower."""
    try:
        subsetter = weasyprint().text.ffi.harfbuzz_subset
    except OSError as error:
        return [f"WeasyPrint cannot start: {error}"]
    return [] if subsetter else ["libharfbuzz-subset0 is missing: printing would be 26 times slower."]
