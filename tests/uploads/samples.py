"""Small files of every kind, made here."""

import io
import zipfile

import pikepdf
from PIL import Image

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""


def pdf(pages: int = 1, **saved) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(out, **saved)
    return out.getvalue()


def archive(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(**more: str) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": "<w:document/>", **more})


def picture(form: str, size=(20, 10), mode="RGB", **saved) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, None).save(out, form, **saved)
    return out.getvalue()


GOOD = {
    "cv.pdf": pdf(),
    "cv.docx": docx(),
    "shot.png": picture("PNG"),
    "shot.jpg": picture("JPEG"),
    "notes.txt": "Grüße\n".encode(),
    "work.zip": archive({"a/b.txt": "hello"}),
}
