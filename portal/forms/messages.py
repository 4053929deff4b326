"""Forms of a placement's messages."""

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField

from portal.forms.base import Form
from portal.forms.fields import only_files
from portal.forms.placements import words

LONGEST = 4000


class MessageForm(Form):
    """One message, with files where they help."""

    text = words(_l("Your message"), most=LONGEST, asked=_l("Write a message first."))
    files = MultipleFileField(
        _l("Files"), description=_l("PDF, Word, PNG, JPEG, text or ZIP; up to five, 10 MB each.")
    )
    validate_files = only_files


class LookForm(Form):
    """Why the office opens a thread without being asked."""

    note = words(
        _l("Why does the career office have to read this?"),
        _l("Kept in the audit trail. The student and the supervisor are told that the thread was opened."),
        asked=_l("Say why in a sentence or two."),
    )
