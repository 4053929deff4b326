"""The student's profile."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal.forms.base import Form
from portal.forms.fields import HoursField


class ProfileForm(Form):
    """What a student tells; `skills` is text with commas, hours are minutes."""

    seen = HiddenField()
    name = StringField(
        _l("Your name"),
        description=_l("As you want to be called. Certificates print it like this."),
        validators=[DataRequired(_l("Enter your name.")), Length(max=400)],
    )
    headline = StringField(
        _l("In one line"),
        description=_l("For example: history student who likes archives and spreadsheets."),
        validators=[Length(max=160, message=_l("Keep it under %(max)d characters."))],
    )
    skills = StringField(
        _l("Skills"),
        description=_l("With commas between them: Excel, French, proofreading. They decide what fits you."),
        validators=[Length(max=1500)],
    )
    ceiling_minutes = HoursField(_l("At most this many hours a week"), validators=[Optional()])
    about = TextAreaField(
        _l("About you"), validators=[Length(max=3000, message=_l("Keep it under %(max)d characters."))]
    )
    resume = FileField(_l("Resume"), description=_l("PDF or DOCX, at most 10 MB."))
    drop_resume = BooleanField(_l("Take my resume off the profile"))
