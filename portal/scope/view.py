"""A posting as the rules see it: plain values, whether they are saved or being typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.vocabulary import Field, Format, Place, Selection


@dataclass(frozen=True)
class Bounds:
    """The campus's numbers: minutes, weeks, minor currency units an hour, minutes a week."""

    minutes_min: int
    minutes_max: int
    weeks_min: int
    weeks_max: int
    fee_floor: int
    weekly_ceiling: int


@dataclass(frozen=True)
class Piece:
    """One thing handed over."""

    name: str
    format: str = ""
    criterion: str = ""


@dataclass(frozen=True)
class Stop:
    """One date on the way."""

    name: str
    due_on: date
    check_in: bool = False


@dataclass(frozen=True)
class View:
    """Everything the rules look at. `supervisor` is an address; `employer` the domain of the website."""

    today: date
    bounds: Bounds
    currency: str = "GBP"
    employer: str = ""
    title: str = ""
    summary: str = ""
    field: Field | None = None
    format: Format = Format.MICRO_INTERNSHIP
    why: str = ""
    deliverables: tuple[Piece, ...] = ()
    minutes: int | None = None
    minutes_a_week: int | None = None
    starts_on: date | None = None
    due_on: date | None = None
    seats: int | None = None
    milestones: tuple[Stop, ...] = ()
    fee: int | None = None
    place: Place | None = None
    address: str = ""
    access_note: str = ""
    must_skills: Sequence[str] = ()
    supervisor: str = ""
    supervisor_is_free_mail: bool = False
    supervisor_is_at_home: bool = True
    check_ins: int | None = 0
    selection: Selection | None = None
    apply_by: date | None = None
    decide_by: date | None = None
    exclusions: Sequence[str] = ()

    @property
    def weeks(self) -> int | None:
        """Weeks from start to end, begun ones counted whole; none while an end is open."""
        if not (self.starts_on and self.due_on):
            return None
        return -(-((self.due_on - self.starts_on).days + 1) // 7)


def an_hour(fee: int | None, minutes: int | None) -> int | None:
    """Minor units an hour, rounded down so that nobody is rounded up to the floor."""
    return fee * 60 // minutes if fee is not None and minutes else None
