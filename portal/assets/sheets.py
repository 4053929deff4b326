"""Joins and shrinks the style sheets and scripts written here."""

import re
from pathlib import Path

from portal.assets.places import STATIC

ORDER = ["fonts", "reset", "tokens", "base", "layout", "parts", "state"]


def stylesheet() -> bytes:
    """All layers in one file, in their order."""
    head = "@layer " + ",".join(ORDER[1:]) + ";"
    return (head + shrink("\n".join(path.read_text() for path in layer_files()))).encode()


def layer_files() -> list[Path]:
    """The source files, layer by layer; a layer is a file or a folder of parts."""
    css = STATIC / "css"
    return [
        path
        for name in ORDER
        for path in [css / f"{name}.css", *sorted((css / name).glob("*.css"))]
        if path.exists()
    ]


def shrink(css: str) -> str:
    """Take comments and needless white space out of a style sheet."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return css.replace(";}", "}").strip()


def script(path: Path) -> bytes:
    """A script without its comment lines and indents."""
    lines = (line.strip() for line in path.read_text().splitlines())
    return ("\n".join(line for line in lines if line and not line.startswith("//")) + "\n").encode()
