"""One SVG sprite holding only the icons named in icons.txt."""

import re

from portal.assets.places import HERE, MODULES

HEAD = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->'


def names() -> list[str]:
    """The icons in use, in the order of icons.txt."""
    return (HERE / "icons.txt").read_text().split()


def sprite() -> bytes:
    """The sprite's bytes; each icon is a symbol with its name as id."""
    return (HEAD + "".join(map(_symbol, names())) + "</svg>").encode()


def _symbol(name: str) -> str:
    drawing = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text()
    body = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S)
    if body is None:
        raise ValueError(f"the icon {name} is not a drawing")
    lines = re.sub(r"\n\s*", "", body[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{lines}</symbol>'
