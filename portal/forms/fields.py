"""Fields of our own: a day in three inputs, money in minor units, hours in minutes, lines of text."""

from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_precision, get_currency_symbol
from flask_babel import get_locale, gettext
from wtforms import Field, StringField, TextAreaField

PARTS = ("day", "month", "year")
MOST = Decimal(10) ** 12


class DayField(Field):
    """A date typed as day, month and year. `data` is a date or None."""

    parts = 3

    def process(self, formdata, data=None, extra_filters=None) -> None:
        """Read the three inputs `<name>-day`, `-month`, `-year`."""
        self.inputs = {part: formdata.get(f"{self.name}-{part}", "") for part in PARTS} if formdata else {}
        self.process_errors = []
        given = data if isinstance(data, date) else self.default
        self.data = self.object_data = given() if callable(given) else given
        if self.inputs:
            self.raw_data = ["-".join(self.inputs.values()).strip("-")]
            self._read()

    def typed(self, part: str) -> str:
        """What stands in one of the three inputs."""
        if self.inputs:
            return self.inputs[part]
        return str(getattr(self.data, part)) if self.data else ""

    def _read(self) -> None:
        self.data = None
        day, month, year = (self.inputs[part].strip() for part in PARTS)
        if not (day or month or year):
            self.raw_data = []
            return
        try:
            self.data = date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            self.process_errors.append(gettext("Enter a real date, such as 24 11 2026."))


class NumberText(StringField):
    """A number typed as text, so that what was typed is shown again when it is refused."""

    refusal = ""

    def process_formdata(self, valuelist) -> None:
        self.data = None
        text = (valuelist[0] if valuelist else "").strip().replace(" ", "").replace(",", "")
        if text:
            self.data = self._number(text)

    def _number(self, text: str) -> int:
        try:
            number = Decimal(text) * self.scale()
        except ArithmeticError:
            raise ValueError(self.refused()) from None
        if not number.is_finite() or not 0 <= number < MOST or number != int(number):
            raise ValueError(self.refused())
        return int(number)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        exact = Decimal(self.data) / self.scale()
        return f"{exact:f}".rstrip("0").rstrip(".") if "." in f"{exact:f}" else f"{exact:f}"


class MoneyField(NumberText):
    """An amount of `currency`. `data` is minor units (pence, cents) or None."""

    width = "w10"
    after = ""

    def __init__(self, *args, currency: str = "GBP", **kwargs) -> None:
        self.currency = currency
        super().__init__(*args, **kwargs)

    @property
    def before(self) -> str:
        """The sign in front of the input."""
        return get_currency_symbol(self.currency, locale=get_locale())

    def scale(self) -> int:
        """Minor units in one of the currency."""
        return 10 ** get_currency_precision(self.currency)

    def refused(self) -> str:
        return gettext("Enter an amount in numbers, such as 480.")


class HoursField(NumberText):
    """Hours, halves and quarters allowed. `data` is minutes or None."""

    width, before = "w4", ""

    @property
    def after(self) -> str:
        """The word behind the input."""
        return gettext("hours")

    def scale(self) -> int:
        """Minutes in an hour."""
        return 60

    def refused(self) -> str:
        return gettext("Enter hours in numbers, such as 20 or 7.5.")


class LinesField(TextAreaField):
    """One entry a line. `data` is a list of texts without empty ones."""

    def process_formdata(self, valuelist) -> None:
        text = valuelist[0] if valuelist else ""
        self.data = [line.strip() for line in text.splitlines() if line.strip()]

    def _value(self) -> str:
        return "\n".join(self.data or [])


def only_files(form, field) -> None:
    """As a form's `validate_files`: leave out what was sent as text in place of a file."""
    field.data = [upload for upload in field.data or () if hasattr(upload, "stream")]
