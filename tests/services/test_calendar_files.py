"""Calendar files: what is written comes back by two independent readers, whatever the clocks or the words do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import clock
from portal.services import calendar_files
from portal.services.calendar_events import Event

HOME = "https://portal.example"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def event(**given):
    values = {"key": "a-1", "title": "A", "note": "", "link": f"{HOME}/a", "sequence": 1, "changed": NOW}
    return Event(**{**values, **given})


def written(*made):
    return calendar_files.render("Dates", made, HOME)


def read(data):
    """The entries as both readers understand them: (uid, summary, begins, ends)."""
    ours = [
        (str(e["uid"]), str(e["summary"]), e.decoded("dtstart"), e.decoded("dtend"))
        for e in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]
    book = vobject.readOne(data.decode())
    theirs = [
        (e.uid.value, e.summary.value, e.dtstart.value, e.dtend.value)
        for e in book.contents.get("vevent", [])
    ]
    assert [e[:2] for e in ours] == [e[:2] for e in theirs]
    assert [e[2:] for e in ours] == [e[2:] for e in theirs]
    return ours


LAST_DAYS = [
    ("Europe/London", date(2026, 3, 28)),  # the next day begins as usual and has 23 hours
    ("Europe/London", date(2026, 3, 29)),  # a day of 23 hours
    ("Europe/London", date(2026, 10, 25)),  # a day of 25 hours
    ("America/Santiago", date(2026, 9, 5)),  # the next day begins at one: its midnight is skipped
    ("America/Santiago", date(2026, 4, 4)),  # its last hour comes twice
    ("Asia/Beirut", date(2026, 3, 28)),
    ("Africa/Cairo", date(2026, 10, 29)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
]


@pytest.mark.parametrize(("zone", "day"), LAST_DAYS)
def test_a_deadline_ends_with_its_local_day(zone, day):
    """The last instant is still that day there, the end is not; whatever the clocks do at midnight."""
    until = clock.end_of_day(day, zone)
    [(_uid, _title, begins, ends)] = read(written(event(until=until)))
    there = ZoneInfo(zone)
    assert (ends - timedelta(seconds=1)).astimezone(there).date() == day
    assert ends.astimezone(there).date() == day + timedelta(days=1)
    assert ends - begins == timedelta(minutes=30)


def test_one_day_in_two_zones_is_two_deadlines_and_one_date():
    day = date(2026, 7, 1)
    made = [
        event(key=zone, until=clock.end_of_day(day, zone)) for zone in ("Europe/London", "America/New_York")
    ]
    (_, _, _, london), (_, _, _, york), (_, _, begins, ends) = read(written(*made, event(day=day)))
    assert york - london == timedelta(hours=5)
    assert (begins, ends) == (day, day + timedelta(days=1))
    assert type(begins) is date


def test_the_same_events_are_the_same_bytes_with_stable_names():
    data = written(event(until=NOW), event(key="b-2", day=NOW.date()))
    assert data == written(event(until=NOW), event(key="b-2", day=NOW.date()))
    assert [uid for uid, *_ in read(data)] == ["a-1@portal.example", "b-2@portal.example"]
    for line in (
        b"METHOD:PUBLISH",
        b"SEQUENCE:1",
        b"LAST-MODIFIED:20260301T120000Z",
        b"DTSTAMP:20260301T120000Z",
    ):
        assert line in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_an_empty_calendar_is_one():
    assert read(written()) == []


WORDS = st.text(st.characters(codec="utf-8"), max_size=120)


@settings(max_examples=40, deadline=None)
@given(
    title=WORDS,
    note=WORDS,
    at=st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
)
def test_any_words_come_back_as_they_went_in(title, note, at):
    """No word ends its line, begins a property or an entry."""
    at = at.replace(microsecond=0)
    [(_uid, summary, _begins, ends)] = read(written(event(title=title, note=note, until=at)))
    assert summary == calendar_files.plain(title)
    assert ends == at
