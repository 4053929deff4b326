"""What is looked for in the audit trail; sent by GET, so it carries no token."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional


class WholeNumber(IntegerField):
    """A number, refused in our own words."""

    def process_formdata(self, valuelist) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter the number alone, such as 42.")) from None


class RealDay(DateField):
    """A day, refused in our own words."""

    def process_formdata(self, valuelist) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Enter a real date.")) from None


class AuditForm(FlaskForm):
    """Every field may stay empty; the words that occur are handed in as choices."""

    class Meta:
        csrf = False

    who = StringField(_l("Who"), filters=[lambda text: (text or "").strip()], validators=[Length(max=100)])
    action = SelectField(_l("Did what"), default="")
    subject = SelectField(_l("To what"), default="")
    number = WholeNumber(_l("Number"), validators=[Optional(), NumberRange(1, 2**63 - 1)])
    since = RealDay(_l("From"), validators=[Optional()])
    until = RealDay(_l("To"), validators=[Optional()])
