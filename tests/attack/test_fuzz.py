"""Every page and every form with what nobody in their right mind would send: refused in words, never a failure."""

import pytest

from tests.access import table
from tests.access.personas import PERSONAS
from tests.attack import hostile

pytestmark = pytest.mark.slow
WELCOME = ("nobody", "student", "supervisor", "staff", "admin", "link")
ODD_PATHS = (
    "/%00",
    "/%ff",
    "/e/%ed%a0%80",
    "/e/" + "a" * 5000,
    "/verify/..%2f..%2fetc%2fpasswd",
    "/certificates/..%5c..%5cx.pdf",
    "/files/-1",
    "/files/1.0",
    "/files/" + "9" * 30,
    "/files/٣",
    "/c/%2e%2e/",
    "/c/<script>/",
    "/partner/__class__",
    "/dev/mail/..%2f..%2fsecret",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static//etc/passwd",
    "//evil.example/x",
    "/student/projects/0/claims",
    "/sign-in/",
)


@pytest.mark.parametrize("word", ["number too large", "number too long", "markup", "search", "long"])
def test_pages_with_nonsense_in_the_address(site, word):
    asked = set()
    for who in WELCOME:
        for address in hostile.pages(site, who):
            query = hostile.encoded(
                dict.fromkeys(hostile.QUERY[: 6 if word == "long" else 99], hostile.WORDS[word])
            )
            if address in asked or address.removeprefix("/") in hostile.SAFE_AGAIN:
                continue
            asked.add(address)
            answer = site.people[who].browser(site.app).get(f"{address}?{query}")
            assert answer.status_code < 500, f"{address} as {who}"
            assert b"<script>alert" not in answer.data
            assert "alert(1)" not in answer.headers.get("Location", "")
    assert not site.state.written()


@pytest.mark.parametrize("path", ODD_PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_odd_paths(site, path, method):
    for who in ("nobody", "student"):
        answer = site.people[who].browser(site.app).open(path, method=method)
        assert answer.status_code < 500
        assert b"root:" not in answer.data
        assert "evil.example" not in answer.headers.get("Location", "")


@pytest.fixture(scope="module")
def forms(site):
    """Every form of everybody, each set of fields once."""
    found = {}
    for who in PERSONAS:
        for form in hostile.forms(site, who):
            path = form.action.partition("?")[0]
            rule = site.app.url_map.bind("").match(path, "POST", return_rule=True)[0].rule
            found.setdefault((rule, tuple(form.names)), form)
    return list(found.values())


@pytest.mark.parametrize("word", ["year", "not a number", "markup", "lone surrogate", "long"])
def test_forms_with_nonsense_in_every_field(site, forms, word):
    for form in forms:
        typed = dict.fromkeys((name for name in form.names if name != "form_key"), hostile.WORDS[word])
        answer = hostile.send(site, form, **typed)
        site.state.back()
        assert answer.status_code < 500, f"{form.action} as {form.who}"
        assert b"<script>alert" not in answer.data


def test_forms_with_nonsense_in_one_field(site, forms):
    for form in forms:
        for name in [name for name in form.names if name != "form_key"][:12]:
            answer = hostile.send(site, form, **{name: hostile.WORDS["number too long"]})
            site.state.back()
            assert answer.status_code < 500, f"{name} of {form.action} as {form.who}"
            assert b"<script>alert" not in answer.data


def test_forms_without_fields_or_with_every_field_twice(site, forms):
    for form in forms:
        empty = hostile.send(site, hostile.Form(form.who, form.action, ()))
        site.state.back()
        twice = hostile.send(site, form, **{name: ["1", "2"] for name in form.names})
        site.state.back()
        assert max(empty.status_code, twice.status_code) < 500, f"{form.action} as {form.who}"


BODIES = {
    "application/json": b'{"csrf_token": [1, {"a": null}]}',
    "multipart/form-data; boundary=x": b"--x\r\nContent-Disposition: form-data; name=a; filename=\r\n\r\n\x00\xff",
    "multipart/form-data": b"--x",
    "application/x-www-form-urlencoded; charset=utf-7": b"+ADw-script+AD4-=%ff%00",
    "text/xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
}


@pytest.mark.parametrize("kind", BODIES)
def test_bodies_of_other_kinds(site, kind):
    for row in [row for row in table.read() if row.method == "POST"]:
        who = next((who for who in PERSONAS if row.cells[who] in {"303", "422"}), "nobody")
        address = row.address(site.known(who))
        answer = site.people[who].browser(site.app).post(address, data=BODIES[kind], content_type=kind)
        assert answer.status_code in {303, 400, 403, 404, 415}, f"{row} as {who}"
    assert not site.state.written()


def test_no_address_changes_anything_by_being_looked_at(site):
    """GET with the fields of a form in the address, on every address that takes a form."""
    for row in [row for row in table.read() if row.method == "POST"]:
        who = next((who for who in PERSONAS if row.cells[who] == "303"), "nobody")
        browser = site.people[who].browser(site.app)
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = browser.open(row.address(site.known(who)), method=method, query_string={"note": "x"})
            assert answer.status_code < 500
    assert not site.state.written()
