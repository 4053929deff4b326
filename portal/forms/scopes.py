"""The steps of a project that say what is to be done: scope, deliverables, time and fee."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from portal.forms.choosing import from_list, one_of
from portal.forms.fields import DayField, HoursField, MoneyField
from portal.forms.steps import LONG, StepForm, number
from portal.vocabulary import FeeTrigger, Field, Format, Payer

LINES = 5
MILESTONES = 3


class WhatForm(StepForm):
    """What is to be done, and who needs it."""

    LONG_TEXTS = ("why",)

    title = StringField(
        _l("Title"),
        description=_l("What gets done, for example “Map accessible routes”."),
        validators=[Length(max=120)],
    )
    summary = TextAreaField(
        _l("Summary"),
        description=_l("One or two sentences for the notice board."),
        validators=[Length(max=160)],
    )
    field = one_of(Field, _l("Field"))
    format = from_list(
        Format,
        _l("Format"),
        description=_l("Each format has its own hours. Most projects are micro-internships."),
    )
    why = TextAreaField(
        _l("Why it matters"), description=_l("Who uses the result, and what for?"), validators=[LONG]
    )


class DeliverablesForm(StepForm):
    """Up to five lines of name, format and criterion; `name_0`, `format_0`, `criterion_0` and so on."""

    LONG_TEXTS = ("out_of_scope",)

    out_of_scope = TextAreaField(
        _l("Out of scope"), description=_l("What the student need not do."), validators=[LONG]
    )

    def lines(self) -> list[tuple]:
        """(name, format, criterion) fields of each line."""
        return [
            (self[f"name_{place}"], self[f"format_{place}"], self[f"criterion_{place}"])
            for place in range(LINES)
        ]

    @property
    def answers(self) -> dict:
        """The lines that have a name, and what is out of scope."""
        typed = [
            {f.short_name.partition("_")[0]: (f.data or "").strip() for f in line} for line in self.lines()
        ]
        return {
            "deliverables": [line for line in typed if line["name"]],
            "out_of_scope": self.out_of_scope.data,
        }

    @staticmethod
    def shown(answers: dict) -> dict:
        """Saved lines as the form's own fields."""
        flat = {
            f"{name}_{place}": line[name]
            for place, line in enumerate(answers["deliverables"])
            for name in ("name", "format", "criterion")
        }
        return {**flat, "out_of_scope": answers["out_of_scope"]}


def _named_when_described(form: StepForm, field: StringField) -> None:
    place = field.short_name.partition("_")[2]
    if form[f"criterion_{place}"].data and not (field.data or "").strip():
        raise ValidationError(_l("Name what is handed over."))


for _place in range(LINES):
    setattr(
        DeliverablesForm,
        f"name_{_place}",
        StringField(_l("What is handed over"), validators=[Length(max=160), _named_when_described]),
    )
    setattr(
        DeliverablesForm,
        f"format_{_place}",
        StringField(
            _l("Format"), description=_l("For example PDF, spreadsheet, slides."), validators=[Length(max=80)]
        ),
    )
    setattr(
        DeliverablesForm,
        f"criterion_{_place}",
        TextAreaField(_l("It is good enough when"), validators=[Length(max=1000)]),
    )


class TimeForm(StepForm):
    """Hours, dates and seats; up to three dates on the way: `milestone_0`, `reached_0`, `check_in_0` ..."""

    PLAIN = ("minutes", "minutes_a_week", "starts_on", "due_on", "flexible", "seats")

    minutes = HoursField(_l("Hours in all, for each student"))
    minutes_a_week = HoursField(_l("At most how many hours a week?"))
    starts_on = DayField(_l("Start"))
    due_on = DayField(_l("End"), description=_l("The last hand-in is due on this day."))
    flexible = BooleanField(_l("Dates can be moved a little by agreement"))
    seats = number(_l("Seats"), 1, 50, description=_l("How many students do the same project side by side."))

    @property
    def answers(self) -> dict:
        """The dates on the way as one list."""
        lines = [{"name": n.data, "due_on": d.data, "check_in": c.data} for n, d, c in self.lines() if n.data]
        plain = {f.short_name: f.data for f in self if f.short_name in self.PLAIN}
        return {**plain, "milestones": lines}

    @staticmethod
    def shown(answers: dict) -> dict:
        """Kept dates as the form's own fields."""
        flat = {
            f"{name}_{place}": line[key]
            for place, line in enumerate(answers["milestones"])
            for name, key in (("milestone", "name"), ("reached", "due_on"), ("check_in", "check_in"))
        }
        return {**answers, **flat}

    def lines(self) -> list[tuple]:
        """(name, day, check-in) fields of each date on the way."""
        return [
            (self[f"milestone_{n}"], self[f"reached_{n}"], self[f"check_in_{n}"]) for n in range(MILESTONES)
        ]

    def validate_minutes(self, field: HoursField) -> None:
        if field.data is not None and not 15 <= field.data <= 60_000:
            raise ValidationError(_l("Enter hours in numbers, such as 20 or 7.5."))

    def validate_due_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The end comes before the start."))


def _day_when_named(form: StepForm, field: StringField) -> None:
    place = field.short_name.partition("_")[2]
    if field.data and not form[f"reached_{place}"].data:
        raise ValidationError(_l("Give this its date."))


for _place in range(MILESTONES):
    setattr(
        TimeForm,
        f"milestone_{_place}",
        StringField(_l("What is reached"), validators=[Length(max=160), _day_when_named]),
    )
    setattr(TimeForm, f"reached_{_place}", DayField(_l("By when")))
    setattr(TimeForm, f"check_in_{_place}", BooleanField(_l("With a check-in")))


class FeeForm(StepForm):
    """One fixed fee; its currency is handed in by the view."""

    fee = MoneyField(_l("Fee for each student, in all"))
    payer = one_of(Payer, _l("Who pays?"))
    fee_trigger = one_of(FeeTrigger, _l("When does the fee fall due?"))
    days_to_pay = number(_l("Paid within how many days?"), 1, 90)
