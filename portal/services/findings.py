"""What the machine says about something before a person decides: a state and a sentence with its reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision
from flask_babel import get_locale

OK, LOOK, STOP = "ok", "look", "stop"


@dataclass(frozen=True)
class Check:
    """One finding: `state` is ok, look (think about it) or stop (a rule is broken)."""

    state: str
    text: str
    note: str = ""
    """What the employer says about it."""


def money(minor: int, currency: str) -> str:
    """Minor units in the reader's language, without a fraction where there is none."""
    amount = Decimal(minor).scaleb(-get_currency_precision(currency))
    return format_currency(amount, currency, locale=get_locale()).removesuffix(".00")


def day(of: date) -> str:
    """A day as the reader's language writes it."""
    return format_date(of, "medium", locale=get_locale())
