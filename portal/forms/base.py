"""The form all others extend: one value where one is meant, and a key that makes a second sending harmless."""

import secrets

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, HiddenField, SelectMultipleField
from wtforms.fields import MultipleFileField

MANY = (SelectMultipleField, MultipleFileField, FieldList)


class Form(FlaskForm):
    """Extend this one. The page prints `form.form_key` beside the CSRF token of `post()`."""

    status_code = 422
    """What the page that shows it once more answers."""
    form_key = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def validate(self, extra_validators=None) -> bool:
        """As WTForms does, and no single-valued field may come twice."""
        valid = super().validate(extra_validators)
        for field in self:
            if repeated(field):
                field.errors = [*field.errors, _l("This was sent twice.")]
                valid = False
        return valid


def repeated(field) -> bool:
    """Was a single-valued field sent more than once?"""
    if isinstance(field, MANY) or field.widget is None:
        return False
    return len(getattr(field, "raw_data", None) or ()) > parts(field)


def parts(field) -> int:
    """How many inputs a field has: a date in three boxes has three."""
    return getattr(field, "parts", 1)
