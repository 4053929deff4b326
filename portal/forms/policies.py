"""The form that a campus's numbers are edited in, and how they are told."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import InputRequired, ValidationError

from portal.forms.base import Form
from portal.forms.fields import HoursField, MoneyField, NumberText
from portal.forms.policy_numbers import (
    DAYS,
    GROUPS,
    HOURS,
    MINUTES,
    MONEY,
    MONTHS,
    NUMBERS,
    WEEKS,
    WORD,
    YES,
    Number,
)

__all__ = ["GROUPS", "HOURS", "MONEY", "NUMBERS", "WORD", "YES", "Number"]


class RevisionForm(Form):
    """A change of policy or words. `seen` is the number of the version that the page was made from."""

    seen = HiddenField()

    @property
    def started_from(self) -> int | None:
        """That number; None when the page did not say."""
        told = self.seen.data or ""
        return int(told) if told.isdecimal() and len(told) < 10 else None


class CountField(NumberText):
    """A whole number with its unit. `data` is an int or None."""

    width, before = "w4", ""

    def __init__(self, *args, unit: str = "", **kwargs) -> None:
        self.unit = unit
        super().__init__(*args, **kwargs)

    @property
    def after(self) -> str:
        """The word behind the input."""
        return unit_name(self.unit)

    def scale(self) -> int:
        return 1

    def refused(self) -> str:
        return gettext("Enter a whole number, such as 3.")


def unit_name(unit: str) -> str:
    """The word behind a number."""
    return {
        DAYS: gettext("days"),
        WEEKS: gettext("weeks"),
        MONTHS: gettext("months"),
        MINUTES: gettext("minutes"),
        HOURS + "_plain": gettext("hours"),
    }.get(unit, "")


def counted(unit: str, value: int) -> str:
    """A number with its unit: "3 days"."""
    words = {
        DAYS: lambda: ngettext("%(num)s day", "%(num)s days", value),
        WEEKS: lambda: ngettext("%(num)s week", "%(num)s weeks", value),
        MONTHS: lambda: ngettext("%(num)s month", "%(num)s months", value),
        MINUTES: lambda: ngettext("%(num)s minute", "%(num)s minutes", value),
        HOURS + "_plain": lambda: ngettext("%(num)s hour", "%(num)s hours", value),
    }
    return words.get(unit, lambda: str(value))()


def numbers_form(currency: str) -> type[RevisionForm]:
    """The form of every number of the policy; money in the campus's currency."""
    return type("NumbersForm", (NumbersForm,), {name: _field(n, currency) for name, n in NUMBERS.items()})


class NumbersForm(RevisionForm):
    """Every number; a lower bound above its upper one is refused at the lower."""

    def validate(self, extra_validators=None) -> bool:
        valid = super().validate(extra_validators)
        for low, high in (("minutes_min", "minutes_max"), ("weeks_min", "weeks_max")):
            least, most = self[low].data, self[high].data
            if least is not None and most is not None and least > most:
                self[low].errors = [*self[low].errors, gettext("This is above the upper limit.")]
                valid = False
        return valid

    @property
    def numbers(self) -> dict[str, int | bool | str]:
        return {name: self[name].data for name in NUMBERS}


def _field(number: Number, currency: str):
    if number.unit == YES:
        return BooleanField(number.label)
    if number.words:
        return RadioField(number.label, choices=[(word.value, word.label) for word in number.words])
    asked = [InputRequired(_l("Enter a number.")), within(number.low, number.high)]
    if number.unit == MONEY:
        return MoneyField(number.label, asked, currency=currency)
    if number.unit == HOURS:
        return HoursField(number.label, asked)
    return CountField(number.label, asked, unit=number.unit)


def within(low: int, high: int):
    """Bounds in the field's own small unit, told in the one that is typed."""

    def check(form: Form, field: NumberText) -> None:
        if field.data is not None and not low <= field.data <= high:
            least, most = (f"{bound / field.scale():g}" for bound in (low, high))
            raise ValidationError(
                gettext("Enter a number from %(least)s to %(most)s.", least=least, most=most)
            )

    return check
