"""What came of a placement."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.forms.base import Form
from portal.vocabulary import NextStep


class OutcomeForm(Form):
    """One step that followed."""

    kind = RadioField(
        _l("What came of it"),
        choices=[(step.value, step.label) for step in NextStep if step is not NextStep.NONE],
        validators=[InputRequired(_l("Choose what came of it."))],
    )


class NotedOutcomeForm(OutcomeForm):
    """The same with the office's own words."""

    note = TextAreaField(
        _l("Note"),
        description=_l("How you know. Only the career office reads this."),
        validators=[Length(max=2000)],
    )
