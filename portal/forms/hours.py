"""The form of the hour log."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.forms.base import Form
from portal.forms.fields import DayField, HoursField


class HoursForm(Form):
    """What was worked on, when and how long."""

    day = DayField(_l("Day"), [InputRequired(_l("Enter the day."))])
    minutes = HoursField(_l("How long"), [InputRequired(_l("Enter how long you worked."))])
    what = StringField(
        _l("What you worked on"),
        [
            InputRequired(_l("Say in a few words what you worked on.")),
            Length(max=300, message=_l("Shorten this to 300 characters.")),
        ],
    )
