"""Files whose names try to be something else, and links that lead elsewhere."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from tests.access import personas

NAMES = (
    "../../../../etc/passwd.txt",
    "C:\\windows\\notes.txt",
    'a"; filename="evil.html.txt',
    "a\r\nSet-Cookie: session=stolen\r\n.txt",
    "\u202etxt.exe.txt",
    "a\x00b.txt",
    "<img src=x onerror=alert(1)>.txt",
    "n" * 900 + ".txt",
    "Übung 😀.txt",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_only_a_name(site, name):
    answer = handed(site, name)
    if "\n" in name:
        assert answer.status_code == 422
        return
    assert answer.status_code == 303
    page = browser(site, "supervisor").get("/employer/placements/{active}".format_map(site.names))
    assert page.status_code == 200
    assert "<img" not in page.text
    link = page.text.rpartition('href="/files/')[2].partition('"')[0]
    file = browser(site, "supervisor").get(f"/files/{link}")
    site.state.back()
    assert file.headers["Content-Disposition"].startswith("attachment; filename")
    assert "Set-Cookie" not in file.headers or "stolen" not in file.headers["Set-Cookie"]
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"].startswith("sandbox;")
    assert "/" not in file.headers["Content-Disposition"]


@pytest.mark.parametrize("name", NAMES)
def test_a_roster_s_name_is_only_a_name(site, name):
    upload = FileStorage(BytesIO(b"Student ID;E-mail Address\n1;a@north.example.edu"), name)
    answer = browser(site, "staff").send("/staff/rosters", {"file": upload, "encoding": ""})
    listed = browser(site, "staff").get("/staff/rosters")
    site.state.back()
    assert answer.status_code == (422 if "\n" in name else 303)
    assert listed.status_code == 200
    assert "<img src=x" not in listed.text


def browser(site, who):
    return site.people[who].browser(site.app)


def handed(site, name):
    upload = FileStorage(BytesIO(b"The map"), name)
    address = "/student/placements/{active}/hand-in".format_map(site.names)
    return browser(site, "student").send(address, {"files": upload, "links": "", "note": ""})


LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "//example.org/x",
    "https://user:password@example.org/",
    "https://",
    "http://[::1",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_the_web_or_nowhere(site, link):
    address = "/student/placements/{active}/hand-in".format_map(site.names)
    answer = browser(site, "student").send(address, {"links": link, "note": ""})
    assert answer.status_code == 422
    assert not site.state.written()


RAW = (
    b'filename="\xff\xed\xa0\x80.txt"',
    b'filename="a\x00b.txt"',
    b"filename*=UTF-8''%00%0d%0aX:%20y.txt",
    b"filename*=UTF-8''%ed%a0%80.txt",
    b"filename*=utf-7''+ADw-.txt",
    b'filename="",',
    b"filename",
)


@pytest.mark.parametrize("named", RAW)
@pytest.mark.parametrize(
    ("who", "address", "field"),
    [
        ("student", "/student/placements/{active}/hand-in", "files"),
        ("student", "/student/profile", "resume"),
        ("staff", "/staff/rosters", "file"),
    ],
)
def test_a_name_in_no_alphabet_is_no_failure(site, who, address, field, named):
    token = personas.csrf(site.app).encode()
    parts = [
        b'Content-Disposition: form-data; name="csrf_token"\r\n\r\n' + token,
        b"Content-Disposition: form-data; name=" + field.encode() + b"; " + named + b"\r\n\r\nStudent ID\n1",
    ]
    body = b"--x\r\n" + b"\r\n--x\r\n".join(parts) + b"\r\n--x--\r\n"
    answer = browser(site, who).post(
        address.format_map(site.names), data=body, content_type="multipart/form-data; boundary=x"
    )
    pages = [browser(site, who).get(address.format_map(site.names).replace("/hand-in", "")) for _ in "x"]
    site.state.back()
    assert answer.status_code < 500
    assert {page.status_code for page in pages} == {200}
