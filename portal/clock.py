"""The one place that knows what time it is, so that tests and the demo can travel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _travelled.get() or datetime.now(UTC)


def today(zone: str) -> date:
    """The calendar day it is now in an IANA time zone."""
    return day_of(now(), zone)


def day_of(moment: datetime, zone: str) -> date:
    """The calendar day of an instant in an IANA time zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """The UTC instant at which a local day is over: the first instant of the next local day."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))
    return midnight.astimezone(UTC)


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Make `now()` answer `moment` (aware) inside the block."""
    token = _travelled.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _travelled.reset(token)
