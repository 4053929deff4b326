"""A PDF's first page as a picture, where poppler is installed: browsers show no PDF inside a page as strict as ours."""

import shutil
import subprocess

WIDTH = 1400
SECONDS = 30


def possible() -> bool:
    """Whether this machine can do it."""
    return shutil.which("pdftoppm") is not None


def picture(pdf: bytes) -> bytes | None:
    """PNG; None where the program is missing or fails."""
    program = shutil.which("pdftoppm")
    if program is None:
        return None
    command = [program, "-png", "-singlefile", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-"]
    try:
        drawn = subprocess.run(  # noqa: S603 - a program of this machine on a document of our own
            command, input=pdf, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.SubprocessError:
        return None
    return drawn.stdout or None
