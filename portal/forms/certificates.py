"""Forms of the certificate pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.errors import RuleBroken
from portal.forms.fields import HoursField
from portal.vocabulary import RevocationReason


class OrderForm(FlaskForm):
    """The hours that the office attests, of work that ended early."""

    hours = HoursField(_l("Hours of work that the office attests"), validators=[Optional()])

    def refuse_odd_hours(self) -> None:
        """RuleBroken when what was typed is no number of hours."""
        if not self.validate():
            raise RuleBroken(str(self.hours.errors[0]) if self.hours.errors else _("Please try again."))


class RevokeForm(FlaskForm):
    """Why a certificate is taken back."""

    reason = RadioField(
        _l("Why is it revoked?"),
        choices=[(reason.value, reason.label) for reason in RevocationReason],
        validators=[InputRequired(_l("Choose a reason."))],
    )
    note = TextAreaField(
        _l("Note for the record"),
        description=_l("Stays with the office. The verify page shows the reason and the date only."),
        validators=[InputRequired(_l("Say in a sentence what happened.")), Length(max=1000)],
    )


class ReasonForm(FlaskForm):
    """A reason in words."""

    note = TextAreaField(
        _l("Why?"), validators=[InputRequired(_l("Say why in a sentence.")), Length(max=1000)]
    )
