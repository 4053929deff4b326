"""The office's decision on what waits for review."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from portal.forms.base import Form
from portal.forms.choosing import pairs
from portal.forms.fields import DayField
from portal.forms.steps import number
from portal.vocabulary import DeclineCode, VettingItem

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
    explained: Sequence[Any] = ()
    """The campus's reasons that the employer reads something beside."""

    def validate_code(self, field: SelectField) -> None:
        if self.decision.data == "decline" and not field.data:
            raise ValidationError(_l("Choose the reason for declining."))

    def validate_comment(self, field: TextAreaField) -> None:
        if self.decision.data in NEEDS_WORDS and not (field.data or "").strip():
            raise ValidationError(_l("Say why in a sentence or two."))

    @property
    def decline_code(self) -> DeclineCode | None:
        """The chosen code as a word."""
        return DeclineCode(self.code.data) if self.code and self.code.data else None


class ApprovalForm(DecisionForm):
    """An employer's application: an approval may carry a limit, and reasons for what is left open."""

    open_limit = number(
        _l("Limit of open projects"),
        1,
        99,
        description=_l("At most so many at a time until the first placement is completed. Empty: no limit."),
    )
    review_on = DayField(_l("Next review"), description=_l("A year from now, unless you choose another day."))

    @property
    def why_open(self) -> dict:
        """{item: field} of the reasons that are asked for."""
        return {item: self[name] for item in VettingItem if (name := f"why_{item.value}") in self}

    @property
    def reasons(self) -> dict[VettingItem, str]:
        """{item: reason} as typed."""
        return {item: (field.data or "").strip() for item, field in self.why_open.items()}

    def validate(self, extra_validators=None) -> bool:
        """Who approves says for each item left open why."""
        valid = super().validate(extra_validators)
        if self.decision.data != "approve":
            return valid
        for field in self.why_open.values():
            if not (field.data or "").strip():
                field.errors = [_l("Tick this item on the checklist, or say why it may stay open.")]
                valid = False
        return valid


class ChangeForm(DecisionForm):
    """A changed profile: yes or no."""

    decision = RadioField(
        _l("Your decision"),
        choices=[SelectChoice("accept", _l("Accept")), SelectChoice("decline", _l("Decline"))],
        validators=[InputRequired(_l("Choose a decision."))],
    )
    code = None


def approval_form(left: list[VettingItem]) -> type[ApprovalForm]:
    """The form with one reason for each of these items."""
    why = {f"why_{item.value}": StringField(item.label, validators=[Length(max=1000)]) for item in left}
    return type("ApprovalForm", (ApprovalForm,), why)


def with_reasons(form: type[DecisionForm], reasons: Sequence[Any]) -> type[DecisionForm]:
    """The form with the campus's own reasons for declining (code, label, words)."""
    offered = [SelectChoice(reason.code.value, reason.label) for reason in reasons]
    choices = [SelectChoice("", _l("Choose a reason")), *offered]
    code = SelectField(_l("Reason for declining"), choices=choices)
    explained = [reason for reason in reasons if reason.words]
    return type(form.__name__, (form,), {"code": code, "explained": explained})
