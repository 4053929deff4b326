"""Pages travel packed, and the size of one tells nothing."""

import gzip

import pytest
from flask import Flask, Response

from portal import compression

PAGE = "<p>A seat on the board.</p>" * 200
PACKED = {"Accept-Encoding": "br, gzip"}


@pytest.fixture
def door():
    """A visitor of an application with one page, one picture and one short word."""
    app = Flask(__name__)
    compression.init_app(app)
    app.add_url_rule("/page", "page", lambda: tagged(Response(PAGE, mimetype="text/html")))
    app.add_url_rule("/picture", "picture", lambda: Response(PAGE.encode(), mimetype="image/png"))
    app.add_url_rule("/word", "word", lambda: "yes")
    return app.test_client()


def tagged(response):
    response.set_etag("7")
    return response


def test_a_page_is_packed_for_who_can_unpack_it(door):
    answer = door.get("/page", headers=PACKED)
    assert gzip.decompress(answer.data).decode() == PAGE
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(PAGE) / 5
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert answer.headers["ETag"] == 'W/"7"'


def test_a_page_is_plain_for_who_cannot(door):
    answer = door.get("/page")
    assert answer.text == PAGE
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/picture", "/word"])
def test_other_things_stay_as_they_are(door, path):
    assert "Content-Encoding" not in door.get(path, headers=PACKED).headers


def test_the_same_page_has_many_sizes(door):
    sizes = {len(door.get("/page", headers=PACKED).data) for _visit in range(40)}
    assert len(sizes) > 10


def test_the_portal_packs_its_pages(client):
    answer = client.get("/verify", headers=PACKED)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(answer.data)
