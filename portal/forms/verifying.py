"""The form of a verification: a file."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from portal.forms.base import Form


class InspectionForm(Form):
    """The certificate's own file."""

    file = FileField(
        _l("The certificate's PDF, or its credential (JSON)"),
        description=_l("Drop the file here or choose it. It is read once, for this check, and not kept."),
        validators=[FileRequired(_l("Choose a file."))],
    )
