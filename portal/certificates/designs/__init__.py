"""The themes a certificate can be printed in: what is drawn beneath the words, and where its seal lies.

Template versions live in numbered folders and are kept for ever: a certificate names the theme and version it was
made with. A change of what is printed is a new folder.
"""

from pathlib import Path

from . import banner, engraved, guilloche, quiet
from .design import Design

__all__ = ["THEMES", "Design", "sheets"]

THEMES = {each.name: each for each in (guilloche.DESIGN, quiet.DESIGN, engraved.DESIGN, banner.DESIGN)}
HERE = Path(__file__).parent


def sheets(theme: str, version: int) -> list[Path]:
    """The style sheets of a theme, those all themes share first."""
    folder = HERE / str(version)
    return [path for path in (folder / "common.css", folder / f"{theme}.css") if path.is_file()]
