"""Ending, first bytes and structure must agree; everything else is refused in words."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from portal.errors import RuleBroken
from portal.uploads import archives, kinds, pictures
from tests.uploads import samples
from tests.uploads.samples import GOOD, archive, docx, pdf, picture

pytestmark = pytest.mark.usefixtures("app")


def shrunk(size: int) -> bytes:
    """A ZIP whose only entry unfolds to `size` bytes."""
    return archive({"big.bin": bytes(size)})


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_taken(name):
    found = kinds.examine(name, GOOD[name])
    assert found.name == name
    assert found.data


@pytest.mark.parametrize("claimed", GOOD)
@pytest.mark.parametrize("really", GOOD)
def test_a_name_that_lies_is_refused(claimed, really):
    alike = {"cv.docx", "work.zip"}
    if claimed == really or (really in alike and claimed == "work.zip"):
        return
    with pytest.raises(RuleBroken):
        kinds.examine(claimed, GOOD[really])


BAD = {
    "page.html": b"<!doctype html>",
    "drawing.svg": b"<svg/>",
    "tool.exe": b"MZ",
    "cv.pdf.exe": pdf(),
    "cv": pdf(),
    "": pdf(),
    "empty.pdf": b"",
    "cut.pdf": pdf()[:40],
    "none.pdf": pdf(pages=0),
    "late.pdf": b"GIF89a" + pdf(),
    "locked.pdf": pdf(encryption=pikepdf.Encryption(owner="x", user="x")),
    "macros.docx": docx(**{"word/vbaProject.bin": "x"}),
    "sheet.docx": archive({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}),
    "other.docx": archive({"[Content_Types].xml": "spreadsheet", "word/document.xml": "x"}),
    "up.zip": archive({"../../etc/passwd": "x"}),
    "root.zip": archive({"/etc/passwd": "x"}),
    "drive.zip": archive({"C:\\x": "x"}),
    "cut.zip": archive({"a": "hello" * 100})[:60],
    "page.txt": b"  <!DOCTYPE html><script>",
    "draw.txt": b"<svg onload=x>",
    "nul.txt": b"a\x00b",
    "latin.txt": "Grüße".encode("cp1252"),
    "cut.png": picture("PNG")[:40],
    "cut.jpg": picture("JPEG")[:100],
}


@pytest.mark.parametrize("name", BAD, ids=lambda name: name or "nameless")
def test_bad_ones_are_refused_in_words(name):
    with pytest.raises(RuleBroken) as refusal:
        kinds.examine(name, BAD[name])
    assert str(refusal.value.message).endswith(".")


def test_only_the_kinds_asked_for():
    with pytest.raises(RuleBroken, match="PDF, Word"):
        kinds.examine("shot.png", GOOD["shot.png"], kinds.PAPERS)


def test_an_archive_is_counted_while_reading(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    kinds.examine("ok.zip", shrunk(900_000))
    with pytest.raises(RuleBroken, match="too large"):
        kinds.examine("bomb.zip", shrunk(1_100_000))


def test_what_an_archive_claims_is_not_believed(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    bomb = bytearray(shrunk(1_100_000))
    for at in (22, bomb.rindex(b"PK\x01\x02") + 24):
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(RuleBroken):
        kinds.examine("bomb.zip", bytes(bomb))


def test_too_many_entries_and_locked_ones(monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    with pytest.raises(RuleBroken, match="more than 3"):
        kinds.examine("many.zip", archive({str(n): "" for n in range(4)}))
    locked = bytearray(archive({"a": "hello"}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RuleBroken, match="password"):
        kinds.examine("locked.zip", bytes(locked))


def test_pictures_are_drawn_anew():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Secret garden"
    told = picture("JPEG", exif=exif, comment=b"Secret too") + b"PK\x03\x04 a second file"
    found = kinds.examine("shot.jpeg", told)
    shown = Image.open(io.BytesIO(found.data))
    assert shown.size == (10, 20)
    assert not shown.getexif()
    assert b"Secret" not in found.data
    assert b"second file" not in found.data


def test_transparency_and_palettes_survive():
    found = kinds.examine("shot.png", picture("PNG", mode="P", transparency=0))
    assert Image.open(io.BytesIO(found.data)).mode == "RGBA"
    assert Image.open(io.BytesIO(pictures.redraw_jpeg(picture("JPEG", mode="CMYK")))).mode == "RGB"


def test_pixels_are_counted_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 199)
    with pytest.raises(RuleBroken, match="pixels"):
        kinds.examine("shot.png", samples.GOOD["shot.png"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\x\\My CV.pdf", "My CV.pdf"),
        ("../../etc/cv.pdf", "cv.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("Nguyễn  Thị\tMai.pdf", "Nguyễn Thị Mai.pdf"),
        ('a"<b>\r\nc.pdf', "a b c.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert kinds.clean_name(given) == kept


def test_an_archive_in_an_unknown_packing_is_refused():
    strange = bytearray(archive({"a": "hello" * 50}))
    for at in (8, strange.rindex(b"PK\x01\x02") + 10):
        strange[at : at + 2] = (99).to_bytes(2, "little")
    assert zipfile.is_zipfile(io.BytesIO(strange))
    with pytest.raises(RuleBroken):
        kinds.examine("strange.zip", bytes(strange))
