"""Names files by their content, compresses them and writes the manifest."""

import gzip
import hashlib
import json
from pathlib import PurePath

import brotli

from portal.assets.places import BUILD, MANIFEST

COMPRESSED = {".css", ".js", ".svg"}


class Shelf:
    """Collects built files; `close` writes the manifest and drops what is no longer named in it."""

    def __init__(self) -> None:
        BUILD.mkdir(parents=True, exist_ok=True)
        self.names: dict[str, str] = {}

    def put(self, name: str, content: bytes) -> str:
        """Store one file; the answer is its name with the content's hash in it."""
        path = PurePath(name)
        hashed = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:10]}{path.suffix}"
        self._write(hashed, content)
        if path.suffix in COMPRESSED:
            self._write(f"{hashed}.gz", gzip.compress(content, 9, mtime=0))
            self._write(f"{hashed}.br", brotli.compress(content, quality=11))
        self.names[name] = hashed
        return hashed

    def close(self, inputs: str) -> None:
        """Write the manifest last, so that a half-done build is done again."""
        pending = MANIFEST.with_suffix(".new")
        pending.write_text(json.dumps({"inputs": inputs, "files": self.names}, indent=1, sort_keys=True))
        pending.replace(MANIFEST)
        keep = {MANIFEST.name} | {name + end for name in self.names.values() for end in ("", ".gz", ".br")}
        for path in BUILD.iterdir():
            if path.name not in keep:
                path.unlink()

    @staticmethod
    def _write(name: str, content: bytes) -> None:
        pending = BUILD / f"{name}.new"
        pending.write_bytes(content)
        pending.replace(BUILD / name)
