"""A student places themselves: one row of the anchored levels for each competency."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.forms.base import Form
from portal.vocabulary import Level

NOT_SURE = "not_sure"
ASKED = _l("Choose a row; “Not sure” is one.")


class SelfRatingForm(Form):
    """One field for each competency, by its value."""

    @property
    def levels(self) -> dict[str, Level | None]:
        """{competency: level}; None for "not sure"."""
        chosen = {field.name: field.data for field in self if isinstance(field, RadioField)}
        return {name: None if value == NOT_SURE else Level(value) for name, value in chosen.items()}


def rating_form(
    asked: Sequence[tuple[str, str, str]], scored: Sequence[tuple[str, str]]
) -> type[SelfRatingForm]:
    """The form for these competencies (key, label, meaning) and levels (value, label)."""
    choices = [*scored, (NOT_SURE, _l("Not sure"))]
    fields = {
        key: RadioField(label, choices=choices, description=meaning, validators=[InputRequired(ASKED)])
        for key, label, meaning in asked
    }
    return type("RatingForm", (SelfRatingForm,), fields)
