"""The numbers of a campus's policy: what each does in words, its bounds, and the form they are edited in."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, ValidationError

from portal.forms.base import Form
from portal.forms.fields import HoursField, MoneyField, NumberText

HOURS, MONEY, YES = "hours", "money", "yes"
DAYS, WEEKS, MONTHS, MINUTES, PLAIN = "days", "weeks", "months", "minutes", ""


@dataclass(frozen=True)
class Number:
    """One number: its name in the policy, what it is called, what it does, its unit and its bounds."""

    name: str
    label: Any
    what: Any
    unit: str
    low: int = 0
    high: int = 1


GROUPS: tuple[tuple[str, Any, tuple[Number, ...]], ...] = (
    (
        "projects",
        _l("What a project may be"),
        (
            Number(
                "minutes_min", _l("Fewest hours"), _l("A project below this is refused."), HOURS, 60, 24_000
            ),
            Number(
                "minutes_max", _l("Most hours"), _l("A project above this is refused."), HOURS, 60, 24_000
            ),
            Number("weeks_min", _l("Fewest weeks"), _l("From start to due date."), WEEKS, 1, 52),
            Number("weeks_max", _l("Most weeks"), _l("From start to due date."), WEEKS, 1, 52),
            Number(
                "fee_floor",
                _l("Lowest fee for an hour"),
                _l("The fee divided by the hours must reach this."),
                MONEY,
                0,
                1_000_000,
            ),
            Number("revisions", _l("Revisions"), _l("How often a supervisor may ask for one."), PLAIN, 0, 10),
        ),
    ),
    (
        "clocks",
        _l("How long people have"),
        (
            Number("hold_minutes", _l("Hold"), _l("A seat is held while terms are read."), MINUTES, 5, 1440),
            Number("offer_days", _l("Offer"), _l("A student has this long to accept one."), DAYS, 1, 30),
            Number("proposal_days", _l("Proposal"), _l("Likewise for one from the office."), DAYS, 1, 30),
            Number(
                "answer_days",
                _l("Employer's answer"),
                _l("An application nobody answers closes by itself after this."),
                DAYS,
                1,
                60,
            ),
            Number(
                "remind_days",
                _l("Reminder"),
                _l("So long before that day the employer is reminded."),
                DAYS,
                0,
                60,
            ),
            Number(
                "draw_hours",
                _l("Draw"),
                _l("Where a tie is settled by lot, requests are gathered this long."),
                HOURS + "_plain",
                1,
                720,
            ),
            Number(
                "silent_days", _l("Silence"), _l("After this a hand-in counts as left alone."), DAYS, 1, 60
            ),
            Number(
                "review_days",
                _l("Review target"),
                _l("What waits longer is marked in the review queue."),
                DAYS,
                1,
                60,
            ),
            Number("link_days", _l("Evaluation link"), _l("How long a mailed link works."), DAYS, 1, 365),
        ),
    ),
    (
        "students",
        _l("Fair access"),
        (
            Number(
                "weekly_ceiling", _l("Hours a week"), _l("Over all of a student's work."), HOURS, 60, 10_080
            ),
            Number(
                "live_claims", _l("Live claims"), _l("How many a student may have at once."), PLAIN, 1, 50
            ),
            Number("placements_at_once", _l("Placements at once"), _l("How many may run."), PLAIN, 1, 50),
            Number(
                "first_window_hours",
                _l("First-experience window"),
                _l("How long a new project is kept for students who had none yet."),
                HOURS + "_plain",
                0,
                720,
            ),
            Number(
                "graduate_months",
                _l("Graduates"),
                _l("How long after graduation a project may still be claimed."),
                MONTHS,
                0,
                60,
            ),
        ),
    ),
    (
        "certificates",
        _l("Certificates"),
        (
            Number(
                "reflection_required",
                _l("A reflection is needed for a certificate"),
                _l("The student's reflection after the work must be in."),
                YES,
            ),
            Number(
                "single_officer",
                _l("One officer is enough"),
                _l(
                    "Who typed an evaluation for a supervisor may issue its certificate, too. It is recorded."
                ),
                YES,
            ),
        ),
    ),
)

NUMBERS = {number.name: number for _key, _title, numbers in GROUPS for number in numbers}


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
    def numbers(self) -> dict[str, int | bool]:
        return {name: self[name].data for name in NUMBERS}


def _field(number: Number, currency: str):
    if number.unit == YES:
        return BooleanField(number.label)
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
