"""What the assets step makes, and how it is served."""

import gzip
import json
import re

import brotli
import pytest

from portal.assets import sheets
from portal.assets.build import fingerprint, is_current
from portal.assets.icons import names
from portal.assets.places import BUILD, HERE, MANIFEST, PORTAL, PRINT_FONTS
from portal.static_files import PREFIX, StaticFiles

LOCK = json.loads((HERE / "package-lock.json").read_text())
FILES = json.loads(MANIFEST.read_text())["files"]


def packed(name: str) -> int:
    return (BUILD / f"{FILES[name]}.gz").stat().st_size


def ask(path: str, method: str = "GET", accept: str = "") -> tuple[str, dict, bytes]:
    """One request to the middleware; behind it is an application that only says so."""
    told = {}

    def start(status, headers):
        told.update(status=status, headers=dict(headers))

    def behind(environ, start):
        start("200 OK", [])
        return [b"application"]

    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_ACCEPT_ENCODING": accept}
    body = b"".join(StaticFiles(behind)(environ, start))
    return told["status"], told["headers"], body


def test_the_build_is_current():
    assert is_current(fingerprint()), "run python -m portal.assets"


def test_every_package_is_pinned_by_hash_and_names_no_host():
    packages = {name: found for name, found in LOCK["packages"].items() if name}
    assert all(found["integrity"].startswith("sha512-") for found in packages.values())
    assert "resolved" not in json.dumps(LOCK)
    wanted = json.loads((HERE / "package.json").read_text())
    assert all(re.fullmatch(r"[\d.]+", number) for number in wanted["dependencies"].values())


def test_sizes_hold():
    fonts = [(BUILD / FILES[name]).stat().st_size for name in ("display.woff2", "text.woff2")]
    assert packed("app.css") <= 12_000
    assert sum(packed(name) for name in ("app.js", "autosave.js", "queue.js")) <= 3_000
    assert sum(fonts) <= 45_000
    assert packed("icons.svg") <= 5_000


def test_every_icon_in_use_is_in_the_sprite():
    shown = "\n".join(path.read_text() for path in (PORTAL / "templates").rglob("*.html"))
    used = set(re.findall(r'\bicon\("([\w-]+)"', shown)) | set(re.findall(r'"icon": "([\w-]+)"', shown))
    sprite = (BUILD / FILES["icons.svg"]).read_text()
    assert used <= set(names()) == set(re.findall(r'<symbol id="([\w-]+)"', sprite))


def test_the_style_sheet_names_only_what_exists():
    css = (BUILD / FILES["app.css"]).read_text()
    assert set(re.findall(r"url\(([^)]+)\)", css)) <= set(FILES.values())
    tokens = set(re.findall(r"(--[\w-]+):", css))
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= tokens
    assert css.count("{") == css.count("}")


def test_shrinking_keeps_what_matters():
    assert sheets.shrink("a { color: red; /* x */ }\n.b > i :focus { width: calc(1px + 2px) }") == (
        "a{color:red}.b>i :focus{width:calc(1px + 2px)}"
    )


def test_print_fonts_come_with_their_licences():
    families = {path.name.split(".")[0] for path in PRINT_FONTS.glob("*.LICENCE.txt")}
    assert {"eb-garamond", "source-sans-3", "cormorant-garamond"} <= families
    assert (PRINT_FONTS / "EBGaramond_400Regular.ttf").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("accept", "unpack"), [("gzip, br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)]
)
def test_files_are_served_packed_and_kept_for_ever(accept, unpack):
    status, headers, body = ask(PREFIX + FILES["app.css"], accept=accept)
    assert status == "200 OK"
    assert unpack(body) == (BUILD / FILES["app.css"]).read_bytes()
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Type"] == "text/css; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Vary"] == "Accept-Encoding"
    assert int(headers["Content-Length"]) == len(body)


def test_a_head_request_has_no_body():
    _status, headers, body = ask(PREFIX + FILES["htmx.js"], "HEAD", "br")
    assert body == b""
    assert int(headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    "name", ["../../config.py", "..", "", "app.css", "nothing.js", "/etc/passwd", "a\0b", "x" * 5000]
)
def test_nothing_else_is_served(name):
    status, _headers, body = ask(PREFIX + name)
    assert status == "404 Not Found"
    assert body == b"404 Not Found"


def test_only_reading_is_allowed():
    assert ask(PREFIX + FILES["app.css"], "POST")[0] == "405 Method Not Allowed"


def test_other_addresses_reach_the_application():
    assert ask("/student/projects")[2] == b"application"
