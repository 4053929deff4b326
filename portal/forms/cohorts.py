"""Forms of cohorts: what is chosen from a list, and what a second officer says."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from portal.forms.base import Form
from portal.forms.matches import key
from portal.vocabulary import PrintSort


def chosen(label) -> SelectMultipleField:
    """Records ticked on a list, whichever they are: the domain knows which may be."""
    return SelectMultipleField(
        label,
        coerce=key,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class CohortForm(Form):
    """Whose certificates: those ticked, or all that the page listed."""

    placements = chosen(_l("Students"))
    listed = chosen(_l("Listed"))
    which = StringField(default="ticked", validators=[AnyOf(("ticked", "all"))])
    name = StringField(
        _l("Name of this cohort"),
        description=_l("For the office alone, such as “Spring 2027”."),
        validators=[Length(max=120, message=_l("Keep it under %(max)d characters."))],
    )

    @property
    def wanted(self) -> list[int]:
        """The placements asked for."""
        return (self.listed.data if self.which.data == "all" else self.placements.data) or []


class CohortStepForm(Form):
    """What the second officer says, or who proposed it."""

    step = StringField(validators=[AnyOf(("confirm", "refuse", "withdraw"))])
    note = TextAreaField(
        _l("Why not?"),
        description=_l("Your colleague reads it on this page."),
        validators=[Length(max=1000, message=_l("Keep it under %(max)d characters."))],
    )


class AgainForm(Form):
    """Try once more what failed: one certificate, or all."""

    item = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(1, 2**63 - 1)])


class PrintForm(Form):
    """What to print, and in which order the pages lie."""

    sort = RadioField(
        _l("Order of the pages"),
        choices=[(one.value, one.label) for one in PrintSort],
        default=PrintSort.NAME.value,
        validators=[InputRequired(_l("Choose an order."))],
    )


class PrintChoiceForm(PrintForm):
    """Certificates ticked on the list."""

    certificates = chosen(_l("Certificates"))
