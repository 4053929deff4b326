"""WeasyPrint, closed and shared: one font configuration, one parsed style per palette, paper and set of scripts."""

import os
import warnings
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from . import palette
from .art import Paper
from .faces import LATIN, Face, declarations
from .words import catalogue

HERE = Path(__file__).parent
AROUND = 108.0  # millimetres above and below the main column: heading, signers, margins
# Pango reads this when it loads: with an empty configuration no font of the machine can change the output.
os.environ["FONTCONFIG_FILE"] = str(HERE / "fonts.conf")


@cache
def weasyprint() -> Any:
    """The library, imported once and only where certificates are printed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")  # left out on purpose
        import weasyprint.text.fonts
    return weasyprint


def layout(html: str, paper: Paper, brand: str, faces: tuple[Face, ...], look: str = "sheet") -> Any:
    """The document laid out on its pages after a stylesheet of this folder, nothing drawn yet."""
    page = weasyprint().HTML(string=html, url_fetcher=_fetcher())
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


@cache
def _fonts() -> Any:
    return weasyprint().text.fonts.FontConfiguration()


@lru_cache(maxsize=64)
def _style(paper: Paper, brand: str, faces: tuple[Face, ...], look: str) -> Any:
    written = declarations(LATIN + faces) + _theme(paper, brand, faces) + (HERE / f"{look}.css").read_text()
    return weasyprint().CSS(string=written, font_config=_fonts(), url_fetcher=_fetcher())


def _theme(paper: Paper, brand: str, faces: tuple[Face, ...]) -> str:
    colours = palette.palette(brand)
    after = ", ".join(face.family for face in faces)
    families = {"display": "Cert Display, Cert Text", "text": "Cert Text", "label": "Cert Label, Cert Text"}
    lines = [f"--{name}: {', '.join(filter(None, (family, after)))};" for name, family in families.items()]
    lines += [f"--ink: {palette.css(colours.ink)};", f"--gold: {palette.css(colours.gold)};"]
    lines.append(f"--room: {paper.height - AROUND}mm;")
    return f"@page {{ size: {paper.width}mm {paper.height}mm }}\n:root {{ {' '.join(lines)} }}\n"


def missing_libraries() -> list[str]:
    """A sentence for what WeasyPrint lacks here; without HarfBuzz's subsetter it still prints, 26 times slower."""
    try:
        subsetter = weasyprint().text.ffi.harfbuzz_subset
    except OSError as error:
        return [f"WeasyPrint cannot start: {error}"]
    return [] if subsetter else ["libharfbuzz-subset0 is missing: printing would be 26 times slower."]
