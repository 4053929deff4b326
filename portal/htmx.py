"""Full page or piece, and what every template may call."""

import json
from functools import cache
from urllib.parse import quote

from flask import Flask, Response, g, make_response, redirect, render_template, request
from flask_babel import get_locale

from portal import navigation, theme
from portal.assets.icons import names
from portal.assets.places import MANIFEST, STATIC

ADDRESS = "/static/build/"
MODES = ("light", "dark")


def init_app(app: Flask) -> None:
    """Register the globals of the templates."""
    app.add_template_global(asset)
    app.add_template_global(icon_address)
    app.add_template_global(theme_mode)
    app.add_template_global(theme_address)
    app.add_template_global(sign)
    app.add_template_global(theme.figures, "theme_figures")
    app.add_template_global(language)
    app.add_template_global(navigation.items, "nav_items")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def is_partial() -> bool:
    """Whether htmx asks for a piece; Back and plain browsers ask for the page."""
    return request.headers.get("HX-Request-Type") == "partial"


def render(page: str, piece: str, status: int = 200, **data) -> Response:
    """The same address in two sizes: `piece` for a swap, else the whole `page`."""
    response = make_response(render_template(piece if is_partial() else page, **data), status)
    response.vary.add("HX-Request-Type")
    return response


def lead(address: str, status: int = 200) -> Response:
    """Go to another page: a redirect, or for htmx an answer that names the whole page's new address."""
    if not is_partial():
        return redirect(address, 303)
    response = make_response("", status)
    response.headers["HX-Redirect"] = address
    return response


def asset(name: str) -> str:
    """The address of a built file, such as app.css; KeyError when the assets step does not make it."""
    return built()[name]


def icon_address(name: str) -> str:
    """The address of one icon in the sprite; KeyError when icons.txt does not list it."""
    return icons()[name]


def theme_mode() -> str:
    """What the visitor chose: light, dark, or nothing for the device's own."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in MODES else ""


def theme_address() -> str:
    """/theme.css of this request's campus, its version in the address so that it may be kept for ever."""
    campus = g.get("campus")
    brand = campus.brand if campus else theme.DEFAULT
    return f"/theme.css?brand={brand.removeprefix('#')}&v={_version(brand)}"


def language() -> str:
    """The page's language, as BCP 47."""
    return str(get_locale() or "en").replace("_", "-")


@cache
def built() -> dict[str, str]:
    """Name -> address of every built file; read once, so a new build wants a new start."""
    return {name: ADDRESS + hashed for name, hashed in json.loads(MANIFEST.read_text())["files"].items()}


@cache
def icons() -> dict[str, str]:
    """Name -> address of every icon."""
    return {name: f"{built()['icons.svg']}#{name}" for name in names()}


@cache
def sign() -> str:
    """The browser tab's sign as a data address: one request less on each first visit."""
    return "data:image/svg+xml," + quote((STATIC / "img" / "icon.svg").read_text().strip(), safe="='/:;,")


@cache
def _version(brand: str) -> str:
    return theme.version(brand)
