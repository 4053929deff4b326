"""Forms of a reported problem."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.forms.base import Form
from portal.forms.placements import words
from portal.vocabulary import ProblemKind


class ProblemForm(Form):
    """What is wrong."""

    kind = RadioField(
        _l("What is it about?"),
        [InputRequired(_l("Choose what it is about."))],
        choices=[(kind.value, kind.label) for kind in ProblemKind],
    )
    text = words(
        _l("What happened?"),
        _l("In your own words. Say what you would like to happen, if you know."),
        4000,
        asked=_l("Say what the problem is."),
    )
    file = FileField(_l("File"), description=_l("A picture or a document that shows it, up to 10 MB."))


class AnswerForm(Form):
    """A line of the thread."""

    text = words(_l("Your message"), most=4000, asked=_l("Write a few words."))
