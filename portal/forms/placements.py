"""Forms of a placement: kick-off list, hand-in, and what is said with a step."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    MultipleFileField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.forms.base import Form
from portal.forms.fields import DayField, LinesField, MoneyField, only_files
from portal.vocabulary import EndCause, Side

LONG = 2000


def words(label, hint="", most: int = LONG, *, asked=None) -> TextAreaField:
    """A text that must be given when `asked` says so, in these words."""
    required = [DataRequired(asked)] if asked else []
    too_long = _l("Shorten this to %(most)s characters.", most=most)
    return TextAreaField(label, [*required, Length(max=most, message=too_long)], description=hint)


class KickOffForm(Form):
    """Every point of the list is ticked; which points there are is handed in."""

    points = SelectMultipleField(_l("What we have talked about"))

    def validate_points(self, field) -> None:
        """Refuse a list with gaps, in words."""
        left = len(field.choices) - len(set(field.data or ()))
        if left:
            raise ValidationError(_l("Tick every point once you have talked about it."))


class HandInForm(Form):
    """A version of the work."""

    files = MultipleFileField(
        _l("Files"),
        description=_l(
            "PDF, Word, PNG, JPEG, text or ZIP, up to 10 MB each; pictures up to 24 million pixels."
            " Choose several at once."
        ),
    )
    links = LinesField(
        _l("Links"),
        description=_l("One address a line, such as a shared folder or a published page."),
    )
    note = words(_l("Note to the supervisor"), _l("What this is, and what to look at first."))

    validate_files = only_files


class AgreeForm(Form):
    """Nothing but the button."""


class NoteForm(Form):
    """A sentence or two that go with a step."""

    note = words(_l("Say why"), asked=_l("Say why in a sentence or two."))


class ChangesForm(Form):
    """What the employer asks to be changed."""

    note = words(
        _l("What should be changed?"),
        _l("Be concrete: what is missing against which criterion. The student reads this."),
        asked=_l("Say what should be changed."),
    )


class DisputeForm(Form):
    """What is not right about the fee."""

    note = words(
        _l("What is not right about the fee?"),
        _l("Both sides and the career office read this."),
        asked=_l("Say what is not right about the fee."),
    )


class SettledForm(Form):
    """How a dispute ended."""

    note = words(_l("How was it settled?"), asked=_l("Say how it was settled."))


class EvidenceForm(Form):
    """Accepting for a silent employer."""

    evidence = words(
        _l("What shows that the work was done?"),
        _l("Files, links or messages that you have looked at."),
        asked=_l("Say what shows that the work was done."),
    )
    note = words(_l("Why the office decides"), asked=_l("Say why in a sentence or two."))


class EndEarlyForm(Form):
    """Ending a placement before its result."""

    cause = SelectField(
        _l("Cause"),
        [InputRequired(_l("Choose a cause."))],
        choices=[("", _l("Choose a cause")), *((cause.value, cause.label) for cause in EndCause)],
    )
    side = SelectField(
        _l("Whose side did it come from?"),
        description=_l("The office remembers it of both sides."),
        choices=[
            ("", _l("Neither")),
            *((side.value, side.label) for side in (Side.STUDENT, Side.EMPLOYER)),
        ],
        default="",
    )
    amount = MoneyField(
        _l("Fee for the part that was done"), [InputRequired(_l("Enter the fee for the part, or 0."))]
    )
    note = words(_l("What happened"), asked=_l("Say why in a sentence or two."))

    def process(self, *args, currency: str = "GBP", **kwargs) -> None:
        """Read the amount in the placement's currency."""
        self.amount.currency = currency
        super().process(*args, **kwargs)


class PaidForm(Form):
    """The employer has paid."""

    paid_on = DayField(_l("Paid on (optional)"))
    reference = StringField(
        _l("Reference"),
        [Length(max=80, message=_l("Shorten this to %(most)s characters.", most=80))],
        description=_l("What the payment is called on the student's bank statement."),
    )

    sure = BooleanField(
        _l("The fee has been paid outside the portal"),
        [InputRequired(_l("Tick this once the fee has been paid."))],
    )
