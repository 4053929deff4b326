"""PDF and plain text: parsed before they are kept."""

import re
from io import BytesIO

from flask_babel import gettext as _

from portal.errors import RuleBroken

MARKUP = re.compile(r"\s*(?:<!doctype|<html|<svg|<\?xml|<script)", re.IGNORECASE)


def check_pdf(data: bytes) -> bytes:
    """The document as it came, once it opens and has a page; RuleBroken in words."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as document:
            pages = len(document.pages)
    except pikepdf.PasswordError:
        raise RuleBroken(
            _("This file is locked with a password. Remove the password and choose it again.")
        ) from None
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, RecursionError):
        raise RuleBroken(_("This PDF is damaged: it cannot be opened.")) from None
    if not pages:
        raise RuleBroken(_("This PDF has no pages."))
    return data


def check_text(data: bytes) -> bytes:
    """The text as it came, once it is UTF-8 without control characters; RuleBroken in words."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken(_("This text is not in UTF-8. Save it as UTF-8 and choose it again.")) from None
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        raise RuleBroken(_("This is not a plain text file."))
    if MARKUP.match(text):
        raise RuleBroken(_("Web pages and drawings cannot be uploaded."))
    return data
