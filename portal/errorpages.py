"""How the portal says no: one page and one piece for each status, in words for the person."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from portal import htmx
from portal.blueprints.door import FreshSignInNeeded, SignInNeeded
from portal.database import SAFE_METHODS, db
from portal.errors import PortalError
from portal.logs import log, request_facts
from portal.visitor import Stranger
from portal.writers import DatabaseBusy

PAGES = {400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503}
RETRY_AFTER = "5"


def init_app(app: Flask) -> None:
    """Register a handler for everything the domain, Flask or the database may raise."""
    app.register_error_handler(PortalError, refused)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(SignInNeeded, sign_in)
    app.register_error_handler(FreshSignInNeeded, confirm)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(IntegrityError, taken)
    app.register_error_handler(DataError, unstorable)
    app.register_error_handler(OverflowError, unstorable)
    for away in (DatabaseBusy, OperationalError):
        app.register_error_handler(away, busy)


def answer(status: int, message: str = "") -> Response:
    """The page of a status, or its piece for htmx; `message` replaces the page's usual sentence."""
    db.session.rollback()
    name = status if status in PAGES else (500 if status >= 500 else 400)
    data = {"message": message, "reference": request_facts()["request_id"]}
    response = htmx.render(f"errors/{name}.html", f"errors/_{name}.html", status, **data)
    if htmx.is_partial():
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def refused(error: PortalError) -> Response:
    """The domain said no, in its own words; not there and not yours are the same page."""
    response = answer(error.status, "" if error.status == 404 else error.message)
    if error.status == 429:
        response.headers["Retry-After"] = str(getattr(error, "wait", 60))
    return response


def http(error: HTTPException) -> Response:
    """Flask said no. Redirects raised by routing pass through."""
    if error.code is None or error.code < 400:
        return error.get_response()
    told = error.description if error.description != type(error).description else ""
    response = answer(error.code, told or "")
    if error.code == 405:
        response.headers["Allow"] = ", ".join(error.valid_methods or ())
    return response


def sign_in(error: Exception) -> Response:
    """Nobody is signed in any more: lead there and, for a page that was only looked at, back."""
    return lead(url_for("auth.sign_in", next=came_from()))


def confirm(error: FreshSignInNeeded) -> Response:
    """The password was typed too long ago: ask once more, then back."""
    return lead(url_for("auth.confirm", next=error.back or came_from() or form_page()))


def came_from() -> str | None:
    """The page to return to; none after a form, whose content is gone."""
    if request.method not in SAFE_METHODS or htmx.is_partial():
        return None
    return request.full_path.rstrip("?")


def form_page() -> str | None:
    """The page whose form was sent, so that it can be sent again after the password."""
    sent_from = urlsplit(request.referrer or "")
    return sent_from.path if sent_from.netloc == request.host else None


def lead(address: str) -> Response:
    """Nothing of the request is kept; it goes on at another address."""
    db.session.rollback()
    return htmx.lead(address, 401)


def forged(error: CSRFError) -> Response:
    """A form without its token: mostly a session that ended in between, so lead to the sign-in page."""
    view = current_app.view_functions.get(request.endpoint)
    if not getattr(view, "is_public", False) and not current_user.is_authenticated:
        return sign_in(error)
    return answer(
        400, _("This form is too old to be sent. Please go back, reload the page and send it again.")
    )


def stale(error: StaleDataError) -> Response:
    """Two people changed one record; the second is told."""
    return answer(409)


def taken(error: IntegrityError) -> Response:
    """Two people wanted one thing at the same moment; anything else is a fault of ours."""
    if getattr(error.orig, "sqlstate", "") == "23505" or "UNIQUE" in str(error.orig):
        return answer(409)
    log.error("failed", exc_info=error)
    return answer(500)


def unstorable(error: Exception) -> Response:
    """A value that no column can hold."""
    log.warning("unstorable", exc_info=error)
    return answer(400)


def busy(error: Exception) -> Response:
    """The database is away or held by somebody for too long; nothing on the page may ask it again."""
    log.error("database busy", problem=type(error).__name__)
    if "_login_user" not in g:
        g._login_user = Stranger()
    response = answer(503)
    response.headers["Retry-After"] = RETRY_AFTER
    return response
