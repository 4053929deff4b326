"""The office's decision on what waits for review."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from portal.forms.base import Form
from portal.forms.choosing import pairs
from portal.vocabulary import DeclineCode

NEEDS_WORDS = {"ask_changes", "decline"}


class DecisionForm(Form):
    """Approve, ask for changes or decline; words and a code only where they are needed."""

    decision = RadioField(
        _l("Your decision"),
        choices=[
            SelectChoice("approve", _l("Approve")),
            SelectChoice("ask_changes", _l("Ask for changes")),
            SelectChoice("decline", _l("Decline")),
        ],
        validators=[InputRequired(_l("Choose a decision."))],
    )
    code = SelectField(
        _l("Reason for declining"),
        choices=[SelectChoice("", _l("Choose a reason")), *pairs(DeclineCode)],
        validate_choice=True,
    )
    comment = TextAreaField(
        _l("What should they know?"),
        description=_l("The employer reads this, by mail link and in the thread."),
        validators=[Length(max=4000)],
    )
    version = HiddenField()

    def validate_code(self, field: SelectField) -> None:
        if self.decision.data == "decline" and not field.data:
            raise ValidationError(_l("Choose the reason for declining."))

    def validate_comment(self, field: TextAreaField) -> None:
        if self.decision.data in NEEDS_WORDS and not (field.data or "").strip():
            raise ValidationError(_l("Say why in a sentence or two."))

    @property
    def decline_code(self) -> DeclineCode | None:
        """The chosen code as a word."""
        return DeclineCode(self.code.data) if self.code.data else None
