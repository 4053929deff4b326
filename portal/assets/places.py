"""Where the assets step reads and writes."""

from pathlib import Path

HERE = Path(__file__).parent
PORTAL = HERE.parent
MODULES = HERE / "node_modules"
STATIC = PORTAL / "static"
BUILD = STATIC / "build"
MANIFEST = BUILD / "manifest.json"
PRINT_FONTS = PORTAL / "certificates" / "fonts"
CONTEXTS = PORTAL / "certificates" / "contexts"


def sources() -> list[Path]:
    """Every file whose change asks for a new build."""
    own = [*HERE.glob("*.py"), HERE / "package-lock.json", HERE / "icons.txt"]
    folders = [path for name in ("css", "js", "img") for path in (STATIC / name).rglob("*")]
    return sorted(path for path in own + folders if path.is_file())
