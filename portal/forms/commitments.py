"""What a student does beside placements."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.forms.base import Form
from portal.forms.fields import DayField, HoursField
from portal.vocabulary import CommitmentKind


class CommitmentForm(Form):
    """Hours a week over some days."""

    seen = HiddenField()

    kind = RadioField(
        _l("What it is"),
        choices=[(kind.value, kind.label) for kind in CommitmentKind],
        validators=[InputRequired(_l("Choose what it is."))],
    )
    label = StringField(
        _l("In your own words"),
        description=_l("For example: Tuesday lectures. Only you read it."),
        validators=[Length(max=80, message=_l("Keep it under %(max)d characters."))],
        filters=[lambda text: (text or "").strip()],
    )
    minutes_a_week = HoursField(_l("Hours a week"), validators=[DataRequired(_l("Enter the hours a week."))])
    from_on = DayField(_l("From"), validators=[DataRequired(_l("Enter the first day."))])
    until_on = DayField(_l("Until"), description=_l("Leave it empty if it goes on."))
