"""A folder of bytes under their own hash, outside the web root: put, open, delete."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from flask import current_app

SHA256 = re.compile(r"[0-9a-f]{64}")


def put(data: bytes) -> str:
    """Keep the bytes (once, however often they come) and return their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write(path, data)
    return sha256


def write(path: Path, data: bytes) -> None:
    """All or nothing: under a passing name first, on the disk, then renamed."""
    handle, passing = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(passing).replace(path)
    except OSError:
        Path(passing).unlink(missing_ok=True)
        raise


def open_bytes(sha256: str) -> BinaryIO:
    """A stream of the kept bytes; FileNotFoundError when they are gone."""
    return path_of(sha256).open("rb")


def delete(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)


def path_of(sha256: str) -> Path:
    """`ab/cd/<sha256>` under the folder of uploads; ValueError for anything that is not a hash."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return Path(current_app.config["PORTAL_FILES"]) / sha256[:2] / sha256[2:4] / sha256
