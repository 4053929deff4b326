"""Builds everything the browser and the certificates are given, when an input has changed."""

import hashlib
import json

from portal.assets import contexts, fonts, icons, sheets
from portal.assets.places import BUILD, CONTEXTS, MANIFEST, MODULES, PRINT_FONTS, STATIC, sources
from portal.assets.publish import Shelf

LICENCES = {
    "htmx": "htmx.org/LICENSE",
    "lucide": "lucide-static/LICENSE",
    "familjen-grotesk": "@fontsource-variable/familjen-grotesk/LICENSE",
    "atkinson-hyperlegible-next": "@fontsource-variable/atkinson-hyperlegible-next/LICENSE",
}


def build() -> bool:
    """Build into portal/static/build and portal/certificates/{fonts,contexts}; False when all is up to date."""
    inputs = fingerprint()
    if is_current(inputs):
        return False
    fonts.copy_print_fonts()
    contexts.copy_contexts()
    shelf = Shelf()
    _fill(shelf)
    shelf.close(inputs)
    return True


def fingerprint() -> str:
    """One digest over all inputs."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_current(inputs: str) -> bool:
    """Whether the last build had the same inputs and is still there."""
    copied = any(PRINT_FONTS.glob("*.ttf")) and any(CONTEXTS.glob("*.json"))
    if not MANIFEST.exists() or not copied:
        return False
    manifest = json.loads(MANIFEST.read_text())
    return manifest["inputs"] == inputs and all(
        (BUILD / name).exists() for name in manifest["files"].values()
    )


def _fill(shelf: Shelf) -> None:
    styles = sheets.stylesheet()
    for name, content in fonts.web_fonts().items():
        styles = styles.replace(f"asset:{name}".encode(), shelf.put(name, content).encode())
    shelf.put("app.css", styles)
    shelf.put("icons.svg", icons.sprite())
    shelf.put("htmx.js", (MODULES / "htmx.org" / "dist" / "htmx.min.js").read_bytes())
    for path in sorted((STATIC / "js").glob("*.js")):
        shelf.put(path.name, sheets.script(path))
    for path in sorted((STATIC / "img").glob("*.[sp][vn]g")):
        shelf.put(path.name, path.read_bytes())
    for name, place in LICENCES.items():
        shelf.put(f"{name}-licence.txt", (MODULES / place).read_bytes())
