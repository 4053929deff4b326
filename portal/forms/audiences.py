"""Which moment, which time and which student the page of proof is asked about; and an office's decision."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.forms.audit import RealDay
from portal.forms.base import Form

SHAPES = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"]


class Moment(DateTimeLocalField):
    """A day and a time of day, refused in our own words."""

    def process_formdata(self, valuelist) -> None:
        try:
            super().process_formdata([part.strip() for part in valuelist])
        except ValueError:
            raise ValueError(_("Enter a day and a time, such as 2026-11-24 14:05.")) from None


class ProofForm(FlaskForm):
    """Every field may stay empty; sent by GET, so it carries no token."""

    class Meta:
        csrf = False

    at = Moment(_l("Moment"), format=SHAPES, validators=[Optional()])
    who = StringField(
        _l("Student"),
        description=_l("E-mail address or student number"),
        filters=[lambda text: (text or "").strip()],
        validators=[Length(max=254)],
    )
    since = RealDay(_l("From"), validators=[Optional()])
    until = RealDay(_l("To"), validators=[Optional()])

    def validate_until(self, field: RealDay) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("The end comes before the beginning."))

    def moment(self, zone: str) -> datetime | None:
        """The moment asked for, in a time zone; None for now and for what could not be read."""
        if self.at.errors or not self.at.data or self.at.data.year < 1900:
            return None
        return self.at.data.replace(tzinfo=ZoneInfo(zone))


class AudienceForm(Form):
    """Show a project of another campus, leave it, or stop showing it."""

    decision = RadioField(
        _l("Your decision"), validators=[InputRequired(_l("Choose what happens."))], validate_choice=True
    )
    note = TextAreaField(_l("Why"), description=_l("Kept with your decision."), validators=[Length(max=2000)])

    def offer(self, steps) -> None:
        """Hand in the steps that may be taken: (verb, label)."""
        self.decision.choices = [(verb, label) for verb, label in steps]
