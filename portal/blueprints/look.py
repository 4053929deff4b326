"""The campus's colours as a style sheet, and the visitor's choice of light or dark."""

import re

from flask import Blueprint, Response, current_app, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from portal import theme
from portal.blueprints.door import public
from portal.htmx import theme_mode
from portal.security import local_path

bp = Blueprint("look", __name__)

CODE = re.compile(r"[a-z]{2,3}")
LANGUAGE = "reading"
NEXT_MODE = {"": "dark", "dark": "light", "light": ""}
YEAR = 31_536_000


@bp.get("/theme.css")
@public
def theme_css():
    """Colours made from `brand`; the address names all that decides them, so they may be kept for ever."""
    response = Response(theme.css("#" + request.args.get("brand", "")), mimetype="text/css")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@bp.get("/theme/swatches")
@public
def swatches():
    """The piece that shows what a brand colour would look like."""
    return render_template("theme/_swatches.html", brand=request.args.get("brand", ""))


@bp.post("/theme")
@public
def set_theme():
    """Device, dark, light in turn; the choice is a cookie that the next page is rendered with."""
    response = redirect(readable(local_path(request.form.get("next"), "/")), 303)
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    mode = NEXT_MODE[theme_mode()]
    response.set_cookie("theme", mode, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


@bp.post("/language")
@public
def set_language():
    """Which of a form's two languages to read it in; a cookie that the next page is rendered with."""
    response = redirect(readable(local_path(request.form.get("next"), "/")), 303)
    code = request.form.get("language", "")
    if CODE.fullmatch(code):
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(LANGUAGE, code, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


def reading(own: str, second: str) -> str:
    """The language this visitor reads a form in: as chosen, as the browser asks, else the campus's own."""
    first = own.partition("_")[0]
    if not second or second == first:
        return first
    chosen = request.cookies.get(LANGUAGE, "")
    asked = request.accept_languages.best_match([first, second])
    return chosen if chosen in (first, second) else asked or first


def readable(address: str) -> str:
    """The address, or the nearest one above it that is a page: the answer to a sent form has none of its own."""
    path = address.partition("?")[0]
    if opens(path):
        return address
    while path and not opens(path):
        path = path.rpartition("/")[0]
    return path or "/"


def opens(path: str) -> bool:
    """Does somebody answer a GET here?"""
    try:
        current_app.create_url_adapter(request).match(path, method="GET")
    except HTTPException:
        return False
    return True
