"""Twenty-nine ways a document can ask for a file or an address, after what WeasyPrint understands."""

import socket
import sys
from contextlib import contextmanager
from urllib.parse import quote

import pytest

SVG = "http://www.w3.org/2000/svg"


def vectors(site: str, folder: str) -> dict[str, str]:
    """HTML by name; `site` is an address that must never be asked, `folder` holds files that must never be read."""
    nested = (
        f"<svg xmlns='{SVG}' width='9' height='9'><image href='{site}/nested' width='9' height='9'/></svg>"
    )
    entity = (
        f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file://{folder}/secret.txt'>]>"
        f"<svg xmlns='{SVG}' width='90' height='20'><text y='15'>&x;</text></svg>"
    )
    host = site.removeprefix("http://")
    return {
        "img http": f'<img src="{site}/img">',
        "img file": f'<img src="file://{folder}/secret.svg">',
        "stylesheet": f"<link rel=stylesheet href={site}/css>",
        "import": f"<style>@import url({site}/import);</style>",
        "background": f"<style>body{{background:url({site}/bg)}}</style>",
        "font": f"<style>@font-face{{font-family:x;src:url({site}/font)}} p{{font-family:x}}</style><p>a",
        "list": f'<ul style="list-style-image:url({site}/li)"><li>a</ul>',
        "content": f"<style>p::before{{content:url({site}/content)}}</style><p>a",
        "attachment": f'<link rel=attachment href="file://{folder}/secret.txt">',
        "attached link": f'<a rel=attachment href="file://{folder}/secret.txt">x</a>',
        "attachment http": f"<link rel=attachment href={site}/attachment>",
        "object": f'<object data="{site}/object"></object>',
        "embed": f'<embed src="{site}/embed">',
        "iframe": f'<iframe src="{site}/iframe"></iframe>',
        "svg image": f'<svg xmlns="{SVG}" width=9 height=9><image href="{site}/image" width=9 height=9 /></svg>',
        "data": f'<img src="data:image/svg+xml,{quote(nested)}">',
        "entity": f'<img src="data:image/svg+xml,{quote(entity)}">',
        **more(site, host, folder),
    }


def more(site: str, host: str, folder: str) -> dict[str, str]:
    """Rarer ways to ask for an address."""
    return {
        "svg use": f'<svg width=9 height=9><use href="file://{folder}/secret.svg#r"/></svg>',
        "svg import": f"<svg width=9 height=9><style>@import url({site}/svg);</style><rect width=9 height=9 /></svg>",
        "base": f'<base href="{site}/"><img src="base">',
        "mask": f'<div style="mask-image:url({site}/mask);width:9px;height:9px"></div>',
        "cursor": f'<p style="cursor:url({site}/cursor)">a',
        "input": f"<input type=image src={site}/input>",
        "srcset": f'<img srcset="{site}/srcset 1x">',
        "picture": f'<picture><source srcset="{site}/picture"><img></picture>',
        "user": f'<img src="http://safe@{host}/user">',
        "capitals": f'<img src="HTTP://{host}/capitals">',
        "file capitals": f'<img src="FILE://{folder}/secret.svg">',
        "path": f'<img src="{folder}/secret.svg">',
    }


watched: list[tuple[str, str]] | None = None


def _note(event: str, arguments: tuple) -> None:
    if watched is not None and event in ("open", "socket.connect", "socket.getaddrinfo"):
        watched.append((event, str(arguments)))


sys.addaudithook(_note)


@contextmanager
def watching(folder):
    """Collects each file opened in the folder and each attempt to reach a network."""
    global watched  # noqa: PLW0603 - an audit hook cannot be taken off again, only told to rest
    watched, seen = [], []
    yield seen
    seen += [each for each in watched if each[0] != "open" or str(folder) in each[1]]
    watched = None


@pytest.fixture(scope="module")
def site():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def trap(tmp_path):
    folder = tmp_path / "trap"
    folder.mkdir()
    (folder / "secret.txt").write_text("TOPSECRET-1234567890")
    (folder / "secret.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><rect id="r" width="9" height="9"/></svg>'
    )
    return folder
