"""Values as text, in the campus's language and time zone: the filters of the templates."""

import unicodedata
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale, numbers
from babel.dates import format_skeleton, format_timedelta
from flask import Flask
from flask_babel import get_timezone, gettext, ngettext, to_user_timezone

from portal import clock
from portal.speech import KEPT, tongue

SHIPPED = "\N{LATIN SMALL LETTER LONG S}"
"""The last letter of the shipped fonts (end of Latin Extended-A)."""


def init_app(app: Flask) -> None:
    """Register the filters and the two tests."""
    for filter_ in (
        day,
        weekday,
        last_day,
        moment,
        stamp,
        hour,
        money,
        hours,
        ago,
        age,
        initials,
        face,
        hue,
        size,
        percent,
        address,
        language_name,
        direction,
    ):
        app.add_template_filter(filter_)
    app.add_template_test(soon)
    app.add_template_test(past)
    app.add_template_global(per_hour)


def day(value: date | datetime | None, pattern: str = "yMMMd") -> str:
    """ "24 Nov 2026". A moment is taken to the campus's day first; nothing for None."""
    return day_text(_day(value), pattern, tongue()) if value else ""


@lru_cache(KEPT)
def day_text(value: date, pattern: str, language: str) -> str:
    """A day after a CLDR skeleton."""
    return format_skeleton(pattern, value, locale=language)


def weekday(value: date | datetime | None) -> str:
    """ "Mon, 24 Nov": for dates close by."""
    return day(value, "MMMEd")


def last_day(value: datetime | None) -> date | None:
    """The last day that lies wholly before a deadline: 25 November for midnight of the 26th."""
    return _day(value - timedelta(seconds=1)) if value else None


def moment(value: datetime | None) -> str:
    """ "24 Nov 2026, 14:05" in the campus's time zone."""
    return f"{day(value)}, {hour(value)}" if value else ""


def stamp(value: date | datetime) -> str:
    """For machines, in a `datetime` attribute."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def hour(value: datetime | None) -> str:
    """ "14:05" in the campus's time zone."""
    return (
        hour_text(to_user_timezone(value).time().replace(second=0, microsecond=0), tongue()) if value else ""
    )


@lru_cache(KEPT)
def hour_text(value: time, language: str) -> str:
    """A time of day without seconds."""
    return format_skeleton("Hm", datetime.combine(date.min, value), locale=language)


def money(minor: int | None, currency: str) -> str:
    """ "£480" or "£480.50" from minor units (pence, cents; none for yen)."""
    return "" if minor is None else money_text(minor, currency, tongue())


@lru_cache(KEPT)
def money_text(minor: int, currency: str, language: str) -> str:
    """An amount; zeros behind the point are left out."""
    amount = Decimal(minor) / 10 ** numbers.get_currency_precision(currency)
    if amount != int(amount):
        return numbers.format_currency(amount, currency, locale=language)
    pattern = Locale.parse(language).currency_formats["standard"].pattern.replace(".00", "")
    return numbers.format_currency(amount, currency, pattern, locale=language, currency_digits=False)


def per_hour(minor: int | None, minutes: int | None, currency: str) -> str:
    """ "£24" for one hour of `minutes` paid with `minor` units; nothing when either is missing."""
    return money(round(minor * 60 / minutes), currency) if minor and minutes else ""


def hours(minutes: int | None) -> str:
    """ "20 hours", "1 hour", "1.5 hours" from minutes."""
    if minutes is None:
        return ""
    number = numbers.format_decimal(round(minutes / 60, 2), locale=tongue())
    return ngettext("%(number)s hour", "%(number)s hours", 1 if minutes == 60 else 2, number=number)


def ago(value: datetime | None) -> str:
    """ "4 days ago", "in 3 hours"."""
    return format_timedelta(value - clock.now(), add_direction=True, locale=tongue()) if value else ""


def age(value: datetime | None) -> str:
    """ "4 days": how long since, or how long until."""
    return format_timedelta(abs(value - clock.now()), locale=tongue()) if value else ""


def initials(name: str) -> str:
    """ "AO" for Amara Okafor: first letters of the first and the last word."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


def face(text: str) -> str:
    """ "system" when a letter is outside the shipped fonts, so that a name is set whole in one face."""
    return (
        "system"
        if any(letter > SHIPPED and unicodedata.category(letter)[0] in "LM" for letter in text)
        else ""
    )


def hue(text: str) -> int:
    """One of six tints, always the same for the same name."""
    return zlib.crc32(text.encode()) % 6 + 1


def size(count: int) -> str:
    """ "118 KB", "2.4 MB" from bytes."""
    if count < 1_000_000:
        return gettext("%(number)s KB", number=max(1, round(count / 1000)))
    return gettext(
        "%(number)s MB", number=numbers.format_decimal(round(count / 1_000_000, 1), locale=tongue())
    )


def percent(part: float, whole: float) -> int:
    """Whole percent from 0 to 100; 0 of nothing is 0."""
    return max(0, min(100, round(100 * part / whole))) if whole else 0


def address(url: str) -> str:
    """A web address as people say it: without scheme and closing slash."""
    return url.split("://", 1)[-1].rstrip("/")


def soon(value: date | datetime | None, days: int = 2) -> bool:
    """Whether the day is today or within `days` more days, on the campus's calendar."""
    return value is not None and timedelta(0) <= _day(value) - _today() <= timedelta(days=days)


def past(value: date | datetime | None) -> bool:
    """Whether the day is over, or the moment gone."""
    if isinstance(value, datetime):
        return value < clock.now()
    return value is not None and value < _today()


def _day(value: date | datetime) -> date:
    return to_user_timezone(value).date() if isinstance(value, datetime) else value


def _today() -> date:
    return clock.now().astimezone(get_timezone()).date()


LANGUAGES = "ar cs cy da de el en es fi fr ga he hi hu it ja ko nb nl pl pt ro sv tr uk vi zh".split()
"""What a campus may word its forms in, beside its own."""


def languages(locale: str) -> list[tuple[str, str]]:
    """(code, name) of every language but the campus's own, by name."""
    own = Locale.parse(locale).language
    return sorted(
        ((code, language_name(code)) for code in LANGUAGES if code != own), key=lambda pair: pair[1]
    )


def language_name(code: str, native: bool = False) -> str:
    """ "Spanish", or as its speakers call it: "español"."""
    named = Locale.parse(code, sep="_")
    return (named.get_display_name(code if native else tongue()) or code).capitalize()


def direction(code: str) -> str:
    """ltr or rtl."""
    return Locale.parse(code, sep="_").text_direction
