"""Forms of a change of what was agreed: proposing it and answering it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired

from portal.forms.base import Form
from portal.forms.fields import DayField, HoursField, MoneyField
from portal.forms.placements import words
from portal.forms.scopes import DeliverablesForm

DAY = [InputRequired(_l("Enter a day."))]


class AmendmentForm(DeliverablesForm):
    """What would be agreed: the form shows what is, and whoever proposes changes that."""

    out_of_scope = None
    starts_on = DayField(_l("First day"), DAY)
    due_on = DayField(_l("Last day"), DAY)
    minutes = HoursField(_l("Hours in all"), [InputRequired(_l("Enter the hours."))])
    fee = MoneyField(
        _l("Fee"),
        [InputRequired(_l("Enter the fee, or 0."))],
        description=_l("Where it becomes smaller, the career office has to agree, too."),
    )
    supervisor_id = SelectField(_l("Supervisor"), coerce=int)
    reason = words(
        _l("Why should it change?"),
        _l("The other side reads this, and the career office where it has to agree."),
        asked=_l("Say why in a sentence or two."),
    )
    anyway = BooleanField(_l("I have read this and propose the change all the same"))
    warnings: tuple[str, ...] = ()

    def process(self, *args, currency: str = "GBP", **kwargs) -> None:
        """Read the fee in the placement's currency."""
        self.fee.currency = currency
        super().process(*args, **kwargs)

    @property
    def given(self) -> list[dict[str, str]]:
        """The lines of what is handed over that have a name."""
        typed = [{f.short_name.partition("_")[0]: f.data or "" for f in line} for line in self.lines()]
        return [line for line in typed if line["name"].strip()]


class AmendmentAnswerForm(Form):
    """An answer; which one, the button says."""

    note = words(_l("A word with your answer"), _l("Asked for only where you say no. Both sides read it."))
    seen = HiddenField()
