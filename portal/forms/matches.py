"""The form of the office's proposals: whom, and a few words with them."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.forms.base import Form


def key(text: str) -> int:
    """A number that may be a record's; ValueError for one that no record has."""
    number = int(text)
    if not 0 < number < 2**63:
        raise ValueError(text)
    return number


class ProposeForm(Form):
    """The students ticked on the list, whoever they are: the domain knows who may be proposed."""

    students = SelectMultipleField(
        _l("Students"),
        coerce=key,
        validate_choice=False,
        validators=[InputRequired(_l("Choose at least one student."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    message = TextAreaField(
        _l("Words with the proposal"),
        description=_l("Each of them reads this with the terms."),
        validators=[Length(max=1000, message=_l("Keep it under %(max)d characters."))],
    )
