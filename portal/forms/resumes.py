"""The student's own words beside what is proved."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from portal.forms.base import Form


def at_most(count: int) -> Length:
    return Length(max=count, message=_l("Keep it under %(max)d characters."))


def stripped(text: str | None) -> str:
    return (text or "").strip()


class ResumeForm(Form):
    """None is asked for: what is proved makes whole sentences by itself."""

    verb = StringField(
        _l("What you did"),
        description=_l("A verb begins the line, such as “Designed and delivered”. Empty: we choose one."),
        validators=[at_most(60)],
        filters=[stripped],
    )
    addition = StringField(
        _l("How the line goes on"),
        description=_l("What it is used for, or a number of your own. For example: now used in 12 schools."),
        validators=[at_most(300)],
        filters=[stripped],
    )
    closing = StringField(
        _l("How the sentence of your letter goes on"),
        description=_l("What it has to do with the job you write for."),
        validators=[at_most(300)],
        filters=[stripped],
    )
    action = TextAreaField(
        _l("What you did yourself"),
        description=_l("The “action” of your story: your own steps and choices, in three or four sentences."),
        validators=[at_most(2000)],
        filters=[stripped],
    )
