"""Forms of funds: opening one, what is written in its ledger, and which one pays for a project."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.forms.base import Form
from portal.forms.fields import MoneyField
from portal.forms.placements import words
from portal.vocabulary import Payer

MORE, LESS = "more", "less"


class FundForm(Form):
    """A new fund."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Give the fund a name.")), Length(max=120)],
        description=_l("Only the career office reads it."),
    )
    kind = RadioField(
        _l("Whose money is it?"),
        [InputRequired(_l("Choose whose money it is."))],
        choices=[SelectChoice(kind.value, kind.label) for kind in (Payer.UNIVERSITY, Payer.DONOR)],
    )
    donor = StringField(_l("Donor"), [Length(max=160)], description=_l("For a donor fund: who gave it."))
    note = words(_l("Note"), _l("What it may be spent on, for instance."))

    def validate_donor(self, field: StringField) -> None:
        if self.kind.data == Payer.DONOR.value and not (field.data or "").strip():
            raise ValidationError(_l("Say whose money it is."))


class AmountForm(Form):
    """An amount above zero, in the fund's currency."""

    amount = MoneyField(_l("Amount"), [InputRequired(_l("Enter an amount above zero."))])

    def process(self, *args, currency: str = "GBP", **kwargs) -> None:
        """Read the amount in the fund's currency."""
        self.amount.currency = currency
        super().process(*args, **kwargs)

    def validate_amount(self, field: MoneyField) -> None:
        if field.data is not None and field.data <= 0:
            raise ValidationError(_l("Enter an amount above zero."))


class PayInForm(AmountForm):
    """Money that came in."""

    note = words(_l("Note"), _l("Where it came from, such as a voucher number."))


class CorrectForm(AmountForm):
    """A balance that is not what the bank says."""

    way = RadioField(
        _l("What is wrong with the balance?"),
        [InputRequired(_l("Choose what is wrong."))],
        choices=[
            SelectChoice(MORE, _l("There is more in the fund")),
            SelectChoice(LESS, _l("There is less in the fund")),
        ],
    )
    note = words(_l("Say why"), asked=_l("Say why in a sentence or two."))

    @property
    def signed(self) -> int:
        """The amount, below zero where there is less."""
        return self.amount.data if self.way.data == MORE else -self.amount.data


class CloseForm(Form):
    """The end of a fund."""

    note = words(_l("Say why"), asked=_l("Say why in a sentence or two."))


def fund_field(choices: Sequence[tuple[int, str]]) -> SelectField:
    """Which fund pays; (id, words) of those that could."""
    offered = [SelectChoice(str(key), label) for key, label in choices]
    return SelectField(_l("Fund that pays"), choices=[SelectChoice("", _l("Choose a fund")), *offered])


class FundChoice:
    """What a form with the field `fund` has besides."""

    NEEDS_FUND = {"approve", "accept"}

    def validate_fund(self, field: SelectField) -> None:
        """Where there is a decision to take, a fund is needed to say yes."""
        decision = getattr(self, "decision", None)
        if not field.data and (decision is None or decision.data in self.NEEDS_FUND):
            raise ValidationError(_l("Choose the fund that pays the fees."))

    @property
    def fund_id(self) -> int | None:
        """The chosen one."""
        fund = getattr(self, "fund", None)
        return int(fund.data) if fund and fund.data else None


def with_fund(form: type[Form], choices: Sequence[tuple[int, str]]) -> type[Form]:
    """The form with the question which fund pays."""
    return type(form.__name__, (FundChoice, form), {"fund": fund_field(choices)})
