"""Forms of work at risk: what the office does about it, and how a task is handed on and closed."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from portal.forms.base import Form
from portal.forms.fields import DayField
from portal.forms.matches import key
from portal.forms.placements import words


class MeetForm(Form):
    """A day to talk with both sides."""

    day = DayField(_l("Which day?"), [InputRequired(_l("Choose a day."))])
    note = words(
        _l("What is it to settle?"),
        _l("Only the career office reads this. Both sides are told the day."),
        asked=_l("Say why in a sentence or two."),
    )


class HoldForm(Form):
    """Stopping the clock."""

    until = DayField(_l("On hold through"), [InputRequired(_l("Choose a day."))])
    moves_dates = BooleanField(
        _l("What is due moves on"),
        description=_l("Tick this if both sides agree: every day that is still due moves by as many days."),
    )
    note = words(
        _l("Why?"), _l("Only the career office reads this."), asked=_l("Say why in a sentence or two.")
    )


class HandOverForm(Form):
    """A task goes to a colleague; who there is, is handed in."""

    officer = SelectField(_l("To whom?"), [InputRequired(_l("Choose somebody."))], coerce=int)
    note = words(_l("What should they know?"))


class DoneForm(Form):
    """A task is done."""

    done = words(
        _l("What was done?"),
        _l("What put the work at risk until today counts as dealt with."),
        asked=_l("Say what was done."),
    )


class NudgeForm(Form):
    """Who is to be reminded, ticked on the board."""

    placements = SelectMultipleField(
        _l("Placements"),
        coerce=key,
        validate_choice=False,
        validators=[InputRequired(_l("Choose at least one placement."))],
    )
