"""The employer's own profile and people."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, TextAreaField, URLField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Regexp

from portal.forms.partnerships import WEB_ADDRESS
from portal.forms.steps import StepForm


def trimmed(text):
    """Without what nobody sees at the ends; line breaks as they are kept."""
    return text.strip().replace("\r\n", "\n") if isinstance(text, str) else ""


class ProfileForm(StepForm):
    """What students read, and what the office has checked."""

    about = TextAreaField(
        _l("About your organisation"),
        description=_l("Students read this."),
        validators=[Length(max=2000)],
        filters=[trimmed],
    )
    phone = TelField(
        _l("Telephone"),
        validators=[
            DataRequired(_l("Enter a telephone number.")),
            Length(max=40),
            Regexp(r"^[+0-9 ()/.x-]{5,}$", message=_l("Enter a telephone number, such as +44 20 7946 0018.")),
        ],
        filters=[trimmed],
        render_kw={"autocomplete": "tel"},
    )
    name = StringField(
        _l("Name of your organisation"),
        description=_l("As students know it."),
        validators=[DataRequired(_l("Enter the name of your organisation.")), Length(max=160)],
        filters=[trimmed],
        render_kw={"autocomplete": "organization"},
    )
    legal_name = StringField(
        _l("Legal name"),
        description=_l("As it stands in the register or in your statutes."),
        validators=[DataRequired(_l("Enter the legal name.")), Length(max=200)],
        filters=[trimmed],
    )
    registration = StringField(
        _l("Registration number"),
        description=_l("Of a company, a charity or a public body."),
        validators=[Length(max=120)],
        filters=[trimmed],
    )
    website = URLField(
        _l("Website"),
        description=_l("Work e-mail addresses are compared with it."),
        validators=[
            DataRequired(_l("Enter the address of your website.")),
            Length(max=300),
            Regexp(WEB_ADDRESS, message=_l("Enter a web address, such as riverbankfood.example.")),
        ],
        filters=[trimmed],
        render_kw={"autocomplete": "url", "spellcheck": "false"},
    )
    address = TextAreaField(
        _l("Postal address"),
        validators=[DataRequired(_l("Enter the address of your organisation.")), Length(max=500)],
        filters=[trimmed],
        render_kw={"autocomplete": "street-address"},
    )
    reason = TextAreaField(
        _l("What has changed, and why?"),
        description=_l("The career office reads this beside the new values."),
        validators=[Length(max=1000)],
        filters=[trimmed],
    )


class ColleagueForm(StepForm):
    """Somebody else of the same organisation."""

    name = StringField(
        _l("Name"), validators=[DataRequired(_l("Enter the name.")), Length(max=200)], filters=[trimmed]
    )
    email = EmailField(
        _l("Work e-mail"),
        validators=[
            DataRequired(_l("Enter the work e-mail address.")),
            Email(_l("Enter a complete e-mail address.")),
            Length(max=254),
        ],
        filters=[trimmed],
    )
    title = StringField(_l("Job title"), validators=[Length(max=120)], filters=[trimmed])


class HandOverForm(StepForm):
    """To whom; the colleagues are handed in."""

    to = SelectField(
        _l("Who takes over?"),
        coerce=lambda text: int(text) if text else None,
        validators=[InputRequired(_l("Choose a colleague."))],
    )
    leaves = BooleanField(
        _l("They leave the organisation"), description=_l("They can no longer sign in for it.")
    )

    def offer(self, colleagues) -> None:
        """Hand in the contacts: rows with id, name and title."""
        people = [SelectChoice(c.id, f"{c.name}, {c.title}" if c.title else c.name) for c in colleagues]
        self.to.choices = [SelectChoice("", _l("Choose a colleague")), *people]
