"""ZIP and DOCX: opened, and counted while reading, so that a small file cannot unfold into a huge one."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from flask_babel import gettext as _

from portal.errors import RuleBroken

MOST_ENTRIES = 2_000
MOST_BYTES = 150 * 2**20
CHUNK = 2**16
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
WORD_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def check_zip(data: bytes) -> bytes:
    """The archive as it came, once every entry was read to its end; RuleBroken in words."""
    with opened(data) as archive:
        count(archive)
    return data


def check_docx(data: bytes) -> bytes:
    """The document as it came, once its parts are those of Word without macros; RuleBroken in words."""
    with opened(data) as archive:
        count(archive)
        parts = set(archive.namelist())
        if not {"[Content_Types].xml", "word/document.xml"} <= parts:
            raise RuleBroken(_("This is not a Word document."))
        if any(part.lower().endswith("vbaproject.bin") for part in parts):
            raise RuleBroken(_("This document contains macros. Save it without them and choose it again."))
        if WORD_MAIN not in archive.read("[Content_Types].xml"):
            raise RuleBroken(_("This is not a Word document."))
    return data


def opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (*DAMAGED, OverflowError):
        raise RuleBroken(_("This file is damaged: it cannot be opened.")) from None


def count(archive: zipfile.ZipFile) -> None:
    """Read everything once; what an entry claims about its size is not believed."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise RuleBroken(_("This archive holds more than %(most)s files.", most=MOST_ENTRIES))
    total = 0
    for entry in entries:
        total += read_through(archive, entry, MOST_BYTES - total)


def read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Bytes in one entry; RuleBroken when it is locked, damaged, strays, or passes what is `left`."""
    if entry.flag_bits & 1:
        raise RuleBroken(_("This file is locked with a password. Remove the password and choose it again."))
    if strays(entry.filename):
        raise RuleBroken(_("This archive names files outside its own folder."))
    try:
        return measure(archive, entry, left)
    except DAMAGED:
        raise RuleBroken(_("This file is damaged: it cannot be read to its end.")) from None


def measure(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    read = 0
    with archive.open(entry) as stream:
        while piece := stream.read(CHUNK):
            read += len(piece)
            if read > left:
                raise RuleBroken(_("Unpacked, this archive is too large."))
    return read


def strays(path: str) -> bool:
    """Does the name lead out of the archive's folder?"""
    path = path.replace("\\", "/")
    return path.startswith("/") or ":" in path or ".." in path.split("/")
