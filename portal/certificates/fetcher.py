"""The only things a certificate may load: the shipped fonts, and the pictures handed in with it."""

from collections.abc import Mapping
from typing import Any

from .engine import weasyprint
from .faces import path

URLFetcher: Any = weasyprint().urls.URLFetcher
Response: Any = weasyprint().urls.URLFetcherResponse


class Refused(ValueError):
    """The document asked for something that is not part of the certificate."""


class ClosedFetcher(URLFetcher):
    """Answers `font:NAME` and `picture:NAME`; no file, no network, no data address, no redirect."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=["font", "picture"], allow_redirects=False, fail_on_errors=False)
        self._pictures = pictures or {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        scheme, _, name = url.partition(":")
        try:
            if scheme == "font":
                return Response(url, path(name).read_bytes(), {"Content-Type": "font/ttf"})
            if scheme == "picture":
                return Response(url, self._pictures[name], {"Content-Type": "image/png"})
        except KeyError:
            pass
        raise Refused(f"refused: {url[:80]}")
