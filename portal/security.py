"""What every answer carries and what no request may bring: headers, senders, and malformed input."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
from flask_babel import gettext as _
from werkzeug.routing import IntegerConverter

from portal.database import SAFE_METHODS

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(POLICY),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "max-age=31536000; includeSubDomains"
SINGLE = {"csrf_token", "form_key", "next", "q", "after", "page", "step", "email", "password"}
LARGEST_TEXT = 1_000_000
"""Bytes of a form without files."""
LARGEST_KEY = 2**63 - 1
LINK_PAGES = ("/e/", "/f/", "/feed/", "/invitation/", "/p/", "/reset/", "/partner/")


class KeyConverter(IntegerConverter):
    """`<int:...>` in a rule: only what a 64-bit key can hold; anything larger is a page that is not there."""

    def __init__(self, url_map, *args, **options):
        super().__init__(url_map, *args, **{"max": LARGEST_KEY, **options})


def key(text: str) -> int:
    """A record's number out of an address, as `args.get(..., type=key)`; ValueError for what cannot be one."""
    number = int(text)
    if not 0 <= number <= LARGEST_KEY:
        raise ValueError(text)
    return number


def init_app(app: Flask) -> None:
    """Bind the guards; call before the CSRF extension, so that these speak first."""
    app.url_map.converters["int"] = KeyConverter
    app.before_request(refuse_malformed)
    app.before_request(refuse_foreign_sender)
    app.after_request(add_headers)


def refuse_malformed() -> None:
    """NUL bytes, lone surrogates and repeated single-valued keys are answered with 400."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = LARGEST_TEXT
    if not clean(request.path) or not fields_clean(request.args):
        abort(400, _("The address contains characters that cannot be used."))
    if request.method not in SAFE_METHODS and not fields_clean(request.form):
        abort(400, _("The form contains characters that cannot be used, or a field twice."))


def fields_clean(fields) -> bool:
    """No forbidden character in names or values, and no single-valued name given twice."""
    return all(
        clean(name) and all(map(clean, values)) and (len(values) == 1 or name not in SINGLE)
        for name, values in fields.lists()
    )


def clean(text: str) -> bool:
    """Text that both databases can store."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def refuse_foreign_sender() -> None:
    """An unsafe request must come from our own pages, as far as the browser tells."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is None and own_origin(request.headers.get("Origin")):
        return
    if site not in {"same-origin", "none"}:
        abort(403, _("This form was sent from another website."))


def own_origin(origin: str | None) -> bool:
    """Is this Origin ours? A browser that sends neither header leaves it to the CSRF token."""
    ours = {request.host_url.rstrip("/"), current_app.config["PORTAL_URL"]}
    return origin is None or origin in ours


def add_headers(response: Response) -> Response:
    """The same headers on every answer; a view that set one itself (files, the board) keeps its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["PORTAL_HSTS"]:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if private() else "private, no-cache"
    return response


def private() -> bool:
    """A page of somebody signed in, of a mailed link or of a visitor's application: never kept by the browser."""
    return "_user_id" in session or request.path.startswith(LINK_PAGES)


def local_path(text: str | None, otherwise: str) -> str:
    """`text` if it is a path within the portal, else `otherwise`."""
    if not text or not text.startswith("/") or text.startswith("//"):
        return otherwise
    if "\\" in text or any(ord(letter) < 33 or ord(letter) == 127 for letter in text):
        return otherwise
    parts = urlsplit(text)
    return otherwise if parts.scheme or parts.netloc else text
