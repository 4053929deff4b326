"""The checklist of an employer, the next review, and what becomes of a student at work."""

from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from portal.forms.base import Form
from portal.forms.choosing import pairs
from portal.forms.fields import DayField
from portal.forms.steps import LONG
from portal.vocabulary import CareChoice, VettingItem

NOTE, EVIDENCE = 1000, 1000
TICKED = [item for item in VettingItem if item is not VettingItem.NEXT_REVIEW]


class ChecklistBase(Form):
    """For each item a tick, a note and a link; `seen` is the newest mark that the page showed."""

    seen = HiddenField()

    def of(self, item: VettingItem) -> tuple:
        """The three fields of an item."""
        return tuple(self[f"{item.value}_{part}"] for part in ("ticked", "note", "evidence"))

    @property
    def told(self) -> dict[VettingItem, tuple[bool, str, str]]:
        """{item: (ticked, note, evidence)} as typed."""
        return {item: tuple(clean(field.data) for field in self.of(item)) for item in TICKED}

    def validate(self, extra_validators=None) -> bool:
        """A tick says what was found; a link leads to the web."""
        valid = super().validate(extra_validators)
        for item, (ticked, note, evidence) in self.told.items():
            _tick, noted, linked = self.of(item)
            if ticked and not (note or evidence):
                noted.errors = [_l("Say in a few words what you found, or give a link.")]
            if evidence and not is_web(evidence):
                linked.errors = [_l("Enter a whole web address that begins with http:// or https://.")]
            valid = valid and not (noted.errors or linked.errors)
        return valid


def clean(value):
    return value.strip() if isinstance(value, str) else value or False


def is_web(address: str) -> bool:
    """Is it a whole address of the web?"""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in address


def fields_of(item: VettingItem) -> dict:
    """The three fields of one item."""
    return {
        f"{item.value}_ticked": BooleanField(item.label),
        f"{item.value}_note": StringField(_l("What you found"), validators=[Length(max=NOTE)]),
        f"{item.value}_evidence": StringField(_l("Link"), validators=[Length(max=EVIDENCE)]),
    }


ChecklistForm = type(
    "ChecklistForm",
    (ChecklistBase,),
    {name: field for item in TICKED for name, field in fields_of(item).items()},
)


class ReviewedForm(Form):
    """A partnership was looked at again, and when next."""

    next_on = DayField(
        _l("Next review on"), validators=[InputRequired(_l("Enter the day of the next review."))]
    )
    note = TextAreaField(
        _l("What you looked at"),
        description=_l("Stays with the office."),
        validators=[LONG],
    )


class CareForm(Form):
    """What becomes of one student at work while the partnership is not in force."""

    choice = RadioField(
        _l("Your decision"),
        choices=[
            *pairs(CareChoice),
            SelectChoice("end_early", _l("End it early")),
        ],
        validators=[InputRequired(_l("Choose a decision."))],
    )
    note = TextAreaField(
        _l("Note"),
        description=_l("Stays with the office. If the office looks after the student: who, and how?"),
        validators=[LONG],
    )
