"""What may be uploaded: its ending, its first bytes and its structure must tell the same story."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.errors import RuleBroken
from portal.uploads import archives, papers, pictures

LONGEST_NAME = 150
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Kind:
    """One sort of file: endings, content type, first bytes, and the parser that must accept it."""

    label: str
    endings: tuple[str, ...]
    type: str
    magic: bytes
    parse: Callable[[bytes], bytes]


KINDS = {
    "pdf": Kind("PDF", ("pdf",), "application/pdf", b"%PDF-", papers.check_pdf),
    "docx": Kind("Word (DOCX)", ("docx",), WORD_TYPE, b"PK\x03\x04", archives.check_docx),
    "png": Kind("PNG", ("png",), "image/png", b"\x89PNG\r\n\x1a\n", pictures.redraw_png),
    "jpeg": Kind("JPEG", ("jpg", "jpeg"), "image/jpeg", b"\xff\xd8\xff", pictures.redraw_jpeg),
    "txt": Kind("TXT", ("txt",), "text/plain", b"", papers.check_text),
    "zip": Kind("ZIP", ("zip",), "application/zip", b"PK\x03\x04", archives.check_zip),
}
ANY = tuple(KINDS)
PAPERS = ("pdf", "docx")


@dataclass(frozen=True)
class Examined:
    """A file that is what it says: cleaned name, content type, bytes to keep."""

    name: str
    type: str
    data: bytes


def examine(name: str, data: bytes, kinds: Collection[str] = ANY) -> Examined:
    """Accept `data` as the kind its name says; RuleBroken in words when anything disagrees."""
    name = clean_name(name)
    kind = kind_of(name, kinds)
    if not data:
        raise RuleBroken(_("This file is empty."))
    if not data.startswith(kind.magic):
        raise RuleBroken(_("This file is not a %(kind)s file, whatever its name says.", kind=kind.label))
    return Examined(name, kind.type, kind.parse(data))


def kind_of(name: str, kinds: Collection[str]) -> Kind:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    for key in kinds:
        if ending in KINDS[key].endings:
            return KINDS[key]
    accepted = ", ".join(KINDS[key].label for key in kinds)
    raise RuleBroken(_("Choose a file of one of these kinds: %(kinds)s.", kinds=accepted))


def clean_name(name: str) -> str:
    """The last part of a path, printable, at most 150 characters, its ending kept."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = re.sub(r'[<>:"|?*\s]+', " ", name)
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else name[:LONGEST_NAME]


def accept(kinds: Collection[str]) -> str:
    """The value of a file input's `accept` attribute."""
    return ",".join(f".{ending}" for key in kinds for ending in KINDS[key].endings)
