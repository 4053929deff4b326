"""Serves the built files before the application sees the request: hashed names, kept for ever, compressed once."""

import mimetypes
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from portal.assets.places import BUILD

PREFIX = "/static/build/"
NAME = re.compile(r"\w[\w.-]{0,99}")
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
HEADERS = [
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Vary", "Accept-Encoding"),
]


class StaticFiles:
    """WSGI middleware around the application; a file's name carries its content's hash, so it never changes."""

    def __init__(self, app: WSGIApplication, folder: Path = BUILD) -> None:
        self.app = app
        self.folder = folder
        self.kept: dict[str, bytes] = {}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self.app(environ, start)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _refuse(start, "405 Method Not Allowed")
        return self._serve(path.removeprefix(PREFIX), environ, start)

    def _serve(self, name: str, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        for encoding, ending in [pair for pair in ENCODINGS if pair[0] in accepted] + [("", "")]:
            content = self._read(name + ending)
            if content is not None:
                start("200 OK", _headers(name, content, encoding))
                return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]
        return _refuse(start, "404 Not Found")

    def _read(self, name: str) -> bytes | None:
        if name not in self.kept:
            if not NAME.fullmatch(name) or not (self.folder / name).is_file():
                return None
            self.kept[name] = (self.folder / name).read_bytes()
        return self.kept[name]


def _headers(name: str, content: bytes, encoding: str) -> list[tuple[str, str]]:
    kind = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = [("Content-Type", kind), ("Content-Length", str(len(content))), *HEADERS]
    return [*headers, ("Content-Encoding", encoding)] if encoding else headers


def _refuse(start: Callable, status: str) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")])
    return [status.encode()]
