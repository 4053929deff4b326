"""Files that are not what they say, that are broken on purpose, or whose names try to be something else."""

import random
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from portal.errors import RuleBroken
from portal.uploads import archives, kinds
from tests.uploads import samples

MUTANTS = 40
LONG = samples.archive({"a.txt": "The map of the river. " * 400, "b.bin": random.Random(4).randbytes(3000)})
FILES = {
    **samples.GOOD,
    "long.zip": LONG,
    "long.docx": samples.docx(**{"word/long.xml": "<w:p/>" * 900}),
    "large.png": samples.picture("PNG", (90, 70), "RGBA"),
    "palette.png": samples.picture("PNG", (40, 40), "P"),
    "large.jpg": samples.picture("JPEG", (90, 70)),
}


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The same file after an accident: bytes changed, cut off, doubled or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        made[chance.randrange(len(made))] = chance.choice((0, 255, chance.randrange(256)))
    start, end = sorted(chance.randrange(len(made)) for _ in range(2))
    turn = chance.randrange(4)
    return bytes({1: made[:end], 2: made + made[start:end], 3: made[:start] + made[end:]}.get(turn, made))


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_taken_or_refused_in_words(app, name):
    chance = random.Random(name)
    for _ in range(MUTANTS):
        try:
            kinds.examine(name, mutant(FILES[name], chance) or b"x")
        except RuleBroken as refusal:
            assert refusal.message


def test_a_picture_that_is_also_an_archive_is_only_a_picture(app):
    both = samples.GOOD["shot.png"] + samples.GOOD["work.zip"]
    assert b"PK\x03\x04" not in kinds.examine("shot.png", both).data
    with pytest.raises(RuleBroken):
        kinds.examine("work.zip", both)


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "page.html.", "page.pdf.html", "run.exe", "pdf", ""]
)
def test_other_endings_are_refused(app, name):
    with pytest.raises(RuleBroken):
        kinds.examine(name, samples.GOOD["cv.pdf"])


def test_a_small_archive_that_unfolds_is_stopped(app, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 2**20)
    with pytest.raises(RuleBroken):
        kinds.examine("bomb.zip", samples.archive({str(number): bytes(2**18) for number in range(5)}))


NAMES = (
    "../../../../etc/passwd.txt",
    "C:\\windows\\notes.txt",
    'a"; filename="evil.html.txt',
    "a\r\nSet-Cookie: session=stolen\r\n.txt",
    "\u202etxt.exe.txt",
    "a\x00b.txt",
    "\udcff.txt",
    "<img src=x onerror=alert(1)>.txt",
    "n" * 900 + ".txt",
    "Übung 😀.txt",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_only_a_name(site, name):
    answer = handed(site, name)
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
    assert answer.status_code == 303
    assert listed.status_code == 200
    assert "<img" not in listed.text


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
