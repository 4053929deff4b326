"""Numbers as the words of a finding say them."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision
from flask_babel import get_locale


def hours(minutes: int) -> str:
    """Minutes as hours, without a fraction where there is none."""
    return f"{minutes / 60:g}"


def money(minor: int, currency: str) -> str:
    """Minor units in the reader's language, without a fraction where there is none."""
    amount = Decimal(minor).scaleb(-get_currency_precision(currency))
    return format_currency(amount, currency, locale=get_locale()).removesuffix(".00")


def day(when: date) -> str:
    """A day in the reader's language."""
    return format_date(when, "d MMMM", locale=get_locale())
