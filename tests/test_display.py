"""Values as people read them, in the campus's language and time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask, g
from flask_babel import Babel, refresh
from markupsafe import Markup

from portal import display

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def page():
    """A request of a campus in London; `page(locale, zone)` moves the campus."""
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: g.locale, timezone_selector=lambda: g.zone)
    display.init_app(app)

    def move(locale: str, zone: str = "UTC") -> None:
        g.locale, g.zone = locale, zone
        refresh()

    with app.test_request_context(), time_machine.travel(NOW, tick=False):
        move("en_GB", "Europe/London")
        yield move


def test_days(page):
    assert display.day(date(2026, 11, 24)) == "24 Nov 2026"
    assert display.day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 Jul 2026"
    assert display.day(None) == display.moment(None) == display.weekday(None) == ""
    assert display.weekday(date(2026, 11, 24)).replace(",", "") == "Tue 24 Nov"


def test_a_deadline_is_named_by_its_last_whole_day(page):
    assert display.last_day(datetime(2026, 11, 26, tzinfo=UTC)) == date(2026, 11, 25)
    assert display.last_day(datetime(2026, 6, 30, 23, tzinfo=UTC)) == date(2026, 6, 30)
    assert display.last_day(datetime(2026, 11, 26, 9, tzinfo=UTC)) == date(2026, 11, 26)
    assert display.last_day(None) is None


def test_moments_are_local(page):
    summer = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
    assert display.moment(summer) == "1 Jul 2026, 13:05"
    page("de", "Europe/Berlin")
    assert display.moment(summer) == "1. Juli 2026, 14:05"


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (48000, "GBP", "£480"),
        (48050, "GBP", "£480.50"),
        (123456700, "USD", "US$1,234,567"),
        (1500, "JPY", "JP¥1,500"),
        (0, "EUR", "€0"),
    ],
)
def test_money(page, minor, currency, text):
    assert display.money(minor, currency) == text


def test_money_elsewhere(page):
    page("de_DE")
    assert display.money(48000, "EUR").replace("\xa0", " ") == "480 €"
    assert display.money(48050, "EUR").replace("\xa0", " ") == "480,50 €"
    assert display.money(None, "EUR") == ""


def test_the_fee_of_an_hour(page):
    assert display.per_hour(48000, 1200, "GBP") == "£24"
    assert display.per_hour(None, 1200, "GBP") == display.per_hour(48000, 0, "GBP") == ""


@pytest.mark.parametrize(
    ("minutes", "text"), [(1200, "20 hours"), (60, "1 hour"), (90, "1.5 hours"), (0, "0 hours"), (None, "")]
)
def test_hours(page, minutes, text):
    assert display.hours(minutes) == text


def test_how_long(page):
    assert display.ago(NOW - timedelta(days=4)) == "4 days ago"
    assert display.age(NOW - timedelta(days=4)) == display.age(NOW + timedelta(days=4)) == "4 days"
    assert display.ago(None) == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Okafor", "AO"),
        ("Madonna", "M"),
        ("Maria de la Cruz", "MC"),
        ("", ""),
        ("😀 Emoji Person", "EP"),
        ("王小明", "王"),
    ],
)
def test_initials(name, letters):
    assert display.initials(name) == letters


@pytest.mark.parametrize("name", ["Łukasz Doğan", "Amélie Čapek", "Sean O’Brien", "Þórdís — “Jo”"])
def test_shipped_letters_use_the_house_face(name):
    assert display.face(name) == ""


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "محمد", "王小明", "Олександр"])
def test_other_names_are_set_whole_in_the_system_face(name):
    assert display.face(name) == "system"


def test_sizes_and_parts(page):
    assert display.size(118_400) == "118 KB"
    assert display.size(2_400_000) == "2.4 MB"
    assert display.percent(1, 3) == 33
    assert display.percent(5, 0) == 0
    assert display.percent(9, 3) == 100


def test_soon_counts_the_campus_calendar(page):
    assert display.soon(date(2026, 11, 24))
    assert not display.soon(date(2026, 11, 25))
    assert not display.soon(date(2026, 11, 21))
    page("en", "Pacific/Auckland")
    assert not display.soon(date(2026, 11, 22))


def test_past(page):
    assert display.past(NOW - timedelta(seconds=1))
    assert display.past(date(2026, 11, 21))
    assert not display.past(date(2026, 11, 22))
    assert not display.past(None)


def test_a_tint_is_always_the_same():
    assert display.hue("Brightwater Co-op") == display.hue("Brightwater Co-op")
    assert {display.hue(str(number)) for number in range(50)} == {1, 2, 3, 4, 5, 6}


def test_no_filter_answers_markup(page):
    shown = [display.initials("<b>x"), display.face("<b>"), display.address("https://x.example/<b>/")]
    assert not any(isinstance(text, Markup) for text in shown)
