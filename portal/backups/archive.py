"""One compressed tar: its last entry is a manifest with the SHA-256 of every other."""

import hashlib
import json
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from portal.errors import PortalError

FORMAT = 1
MANIFEST = "manifest.json"
NAME = re.compile(r"database|settings\.env|files/[0-9a-f]{64}|keys/[A-Za-z0-9][\w.-]*")
BROKEN = (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, KeyError)


class Damaged(PortalError):
    """The archive is not as it was written."""


class Hashed:
    """A stream whose hash is known once it was read."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.sum = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.sum.update(piece)
        return piece


class Writer:
    """Takes files in; `missing` are the hashes of those that were not there."""

    def __init__(self, tar: tarfile.TarFile):
        self.tar, self.hashes, self.missing = tar, {}, set()

    def add(self, name: str, path: Path) -> None:
        try:
            with path.open("rb") as stream:
                self._add(name, stream, os.fstat(stream.fileno()).st_size)
        except FileNotFoundError:
            self.missing.add(path.name)

    def _add(self, name: str, stream: BinaryIO, size: int) -> None:
        entry, hashed = tarfile.TarInfo(name), Hashed(stream)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, hashed)
        self.hashes[name] = hashed.sum.hexdigest()

    def finish(self, about: dict) -> None:
        told = {"format": FORMAT, **about, "entries": self.hashes}
        content = json.dumps(told, indent=1).encode()
        self._add(MANIFEST, BytesIO(content), len(content))


@contextmanager
def writing(path: Path, about: dict) -> Iterator[Writer]:
    """Whole or not at all, and nobody else's from the first byte."""
    draft = path.with_name(f"{path.name}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=4) as tar:
                writer = Writer(tar)
                yield writer
                writer.finish(about)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def examined(path: Path) -> dict:
    """The manifest, once every entry was read to its end and is as it was written. Raises Damaged."""
    try:
        about, found = read_through(path)
    except BROKEN:
        raise Damaged("This file is damaged, or no backup of the portal.") from None
    if about.get("format") != FORMAT or about["entries"] != found or not all(map(NAME.fullmatch, found)):
        raise Damaged("This backup is not as it was written: do not use it.")
    return about


def read_through(path: Path) -> tuple[dict, dict[str, str]]:
    """The manifest as it is, and the hash of every other entry."""
    found, about = {}, {}
    for name, stream in entries(path, all_of_them=True):
        if name == MANIFEST:
            about = json.load(stream)
        else:
            found[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return about, found


def entries(path: Path, all_of_them: bool = False) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and stream of each entry, one after the other; the manifest only when asked for. ValueError for a link."""
    with tarfile.open(path, "r:gz") as tar:
        for entry in tar:
            if not entry.isfile():
                raise ValueError(entry.name)
            if all_of_them or entry.name != MANIFEST:
                yield entry.name, tar.extractfile(entry)


def write_private(path: Path, content: IO[bytes]) -> None:
    """A file that only its owner reads, from the first byte."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        shutil.copyfileobj(content, file)
