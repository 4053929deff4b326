"""Events as an iCalendar file (RFC 5545): days as dates, deadlines as the half hour before they are over."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from portal.services.calendar_events import Event

LAST = timedelta(minutes=30)
"""A deadline is shown as this long before its instant."""
AGAIN = timedelta(hours=4)
"""How often an application is asked to look again."""
PRODUCT = "-//Micro-internship Portal//Calendar//EN"


def render(name: str, events: Sequence[Event], home: str) -> bytes:
    """The file; `home` is the portal's address, whose host makes each UID unique. The same events, the same bytes."""
    from icalendar import Calendar

    book = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("name", plain(name))):
        book.add(key, value)
    book.add("x-wr-calname", plain(name))
    book.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    book.add("x-published-ttl", "PT4H")
    for event in events:
        book.add_component(entry(event, urlsplit(home).hostname or "localhost"))
    return book.to_ical()


def entry(event: Event, host: str) -> Any:
    """One VEVENT."""
    from icalendar import Event as Entry

    made = Entry()
    made.add("uid", f"{event.key}@{host}")
    made.add("dtstamp", event.changed)
    made.add("last-modified", event.changed)
    made.add("sequence", event.sequence)
    made.add("summary", plain(event.title))
    made.add("description", f"{plain(event.note)}\n{event.link}")
    made.add("url", event.link)
    made.add("class", "PRIVATE")
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    span(made, event)
    return made


def span(made: Any, event: Event) -> None:
    """A whole day ends with the next; a deadline ends where it is over."""
    if event.day is not None:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    else:
        made.add("dtstart", event.until - LAST)
        made.add("dtend", event.until)


def plain(text: str) -> str:
    """A line without what no calendar takes."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
