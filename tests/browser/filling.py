"""Fills a portal for the journeys: `filling FOLDER`, to be named by PORTAL_FILLED."""

import sys
from pathlib import Path

from tests.browser.site import Site


def fill(folder: Path) -> Path:
    """Return the folder of a portal that holds the demo, made unless it is there."""
    done = folder / "done"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        Site(folder).fill("demo")
        done.touch()
    return folder


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
