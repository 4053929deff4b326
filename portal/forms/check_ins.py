"""Forms of a check-in: two questions for each side."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.forms.base import Form
from portal.forms.placements import words
from portal.vocabulary import InTheWay, Track

CHOOSE = _l("Choose one of the answers.")


class TellForm(Form):
    """The student's part."""

    done = words(
        _l("What is done, and what comes next?"),
        _l("Two or three sentences. Your supervisor reads this."),
        asked=_l("Say what is done and what comes next; a sentence is enough."),
    )
    in_the_way = RadioField(
        _l("Is anything in the way?"),
        [InputRequired(CHOOSE)],
        choices=[(word.value, word.label) for word in InTheWay],
        description=_l("If you are blocked, the career office is told as well, so that somebody helps."),
    )
    obstacle = words(_l("What is in the way, and what would help?"), _l("Needed unless nothing is."))


class JudgeForm(Form):
    """The supervisor's part."""

    track = RadioField(
        _l("Is the work on track?"),
        [InputRequired(CHOOSE)],
        choices=[(word.value, word.label) for word in Track],
    )
    change = words(_l("What should change?"), _l("Needed unless it is on track. The student reads this."))
