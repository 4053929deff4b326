"""Packs pages for the way. A random length in each keeps its size from telling the secrets within."""

import gzip
import io
import secrets

from flask import Flask, Response, request

KINDS = {"text/html", "text/css", "text/csv", "text/calendar", "application/json"}
SMALLEST, LEVEL, PADDING = 500, 5, 100


def init_app(app: Flask) -> None:
    """Bind; register this before all others, so that it sees the finished answer."""
    app.after_request(pack)


def pack(response: Response) -> Response:
    """The answer packed with gzip, when that helps and the browser can."""
    if response.mimetype not in KINDS or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 304 or "gzip" not in request.accept_encodings:
        return response
    content = response.get_data()
    if len(content) >= SMALLEST:
        response.set_data(packed(content))
        response.headers["Content-Encoding"] = "gzip"
        weaken(response)
    return response


def packed(content: bytes) -> bytes:
    """Gzip with a file name of random length in its head: Heal-the-BREACH (IEEE Access 2022)."""
    out = io.BytesIO()
    name = "a" * secrets.randbelow(PADDING)
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def weaken(response: Response) -> None:
    """The tag names the page, no longer these very bytes."""
    tag, is_weak = response.get_etag()
    if tag and not is_weak:
        response.set_etag(tag, weak=True)
