"""Forms of a milestone: what was delivered, and what the supervisor says to it."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from portal.forms.base import Form
from portal.forms.placements import words


class DeliverForm(Form):
    """A note, a link or both."""

    note = words(_l("What is there to look at?"), _l("What is done, and what to look at first."))
    url = StringField(
        _l("Link"),
        [Length(max=1000, message=_l("Shorten this to 1,000 characters."))],
        description=_l("A shared folder or a page, beginning with https://."),
        render_kw={"inputmode": "url"},
    )


class AnswerForm(Form):
    """Fine as it is, or what should be changed."""

    answer = RadioField(
        _l("What do you say to it?"),
        [InputRequired(_l("Choose one of the two."))],
        choices=[("accept", _l("Fine as it is")), ("rework", _l("Something has to change"))],
    )
    note = words(
        _l("In your words"),
        _l(
            "Needed when something has to change: what, and against which criterion. The student reads this"
            " and has at least three days for it."
        ),
    )
