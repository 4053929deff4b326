"""The only things a certificate may load: the shipped fonts. Every other address is refused."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

from .faces import path


class Refused(ValueError):
    """The document asked for something that is not part of the certificate."""


class ClosedFetcher(URLFetcher):
    """Answers `font:NAME`; no file, no network, no data address, no redirect."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["font"], allow_redirects=False, fail_on_errors=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        try:
            if scheme == "font":
                return URLFetcherResponse(url, path(name).read_bytes(), {"Content-Type": "font/ttf"})
        except KeyError:
            pass
        raise Refused(f"refused: {url[:80]}")
