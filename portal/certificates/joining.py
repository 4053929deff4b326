"""Many certificates as one file for a printer: the pages as they are, in order; seals do not survive it."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

KEPT = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Resources", "/Parent")


def join(documents: Iterable[tuple[str, bytes]], title: str, language: str) -> bytes:
    """One PDF of all pages, with a bookmark (name, bytes) a document; the same input gives the same bytes.

    What is drawn stays, the seal's picture too; signatures, attachments and tags are for the single files.
    """
    import pikepdf

    with pikepdf.new() as joined:
        with joined.open_outline() as outline:
            for name, content in documents:
                outline.root.append(pikepdf.OutlineItem(name, len(joined.pages)))
                _append(joined, content)
        _describe(joined, title, language)
        written = BytesIO()
        joined.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return written.getvalue()


def _append(joined: Any, content: bytes) -> None:
    """The pages of one document, its fields drawn into them and all that points elsewhere taken off."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as document:
        document.flatten_annotations("print")
        for page in document.pages:
            for key in set(page.obj.keys()) - set(KEPT):
                del page.obj[key]
        joined.pages.extend(document.pages)


def _describe(joined: Any, title: str, language: str) -> None:
    import pikepdf

    joined.Root.Lang = pikepdf.String(language)
    joined.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    joined.docinfo["/Title"] = pikepdf.String(title)
