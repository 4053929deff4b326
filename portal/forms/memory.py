"""Notes about an employer."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from portal.forms.fields import DayField
from portal.forms.steps import StepForm


class NoteForm(StepForm):
    """What the office wants to remember."""

    text = TextAreaField(
        _l("Note"),
        description=_l("Only the career office reads this."),
        validators=[DataRequired(_l("Write a few words.")), Length(max=4000)],
    )
    follow_up_on = DayField(_l("Come back to it on"))
