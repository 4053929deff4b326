"""What the steps of a project share: nothing is compulsory, and answers go out as the domain keeps them."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from portal.forms.base import Form

LONG = Length(max=4000)
NOT_ANSWERS = {"csrf_token", "form_key", "seen", "told"}


class StepForm(Form):
    """One step. `answers` is what the domain keeps, `shown` turns that into the form's own fields."""

    seen = HiddenField()
    """A mark of what the page showed, where somebody else may change it meanwhile."""
    told = HiddenField()
    """Marks of the findings that the page showed."""
    LONG_TEXTS: tuple[str, ...] = ()
    """Answers that are not sent while they are typed."""

    @property
    def answers(self) -> dict:
        """{name: value} of every field."""
        return {name: value for name, value in self.data.items() if name not in NOT_ANSWERS}

    def note(self, found) -> None:
        """Say each finding at its field, too."""
        for one in found:
            field = self[one.field.partition("-")[0]]
            field.findings = [*getattr(field, "findings", []), one.text]

    @staticmethod
    def shown(answers: dict) -> dict:
        """Kept answers as values of the fields."""
        return answers


def number(label, least: int, most: int, **kwargs) -> IntegerField:
    """A whole number within bounds."""
    told = _l("Enter a whole number from %(least)s to %(most)s.", least=least, most=most)
    return IntegerField(
        label,
        validators=[Optional(), NumberRange(least, most, message=told)],
        render_kw={"inputmode": "numeric"},
        **kwargs,
    )


def at_most(count: int):
    def check(form: Form, field) -> None:
        if len(field.data or []) > count:
            raise ValidationError(_l("Name at most %(count)s.", count=count))

    return check
