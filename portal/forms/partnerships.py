"""The questions of a partnership application, one form a page, and what follows it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, StringField, TelField, TextAreaField, URLField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp

from portal.forms.steps import StepForm

WEB_ADDRESS = r"^(https?://)?([A-Za-z0-9-]+\.)+[A-Za-z]{2,}(:\d+)?(/\S*)?$"


class CampusForm(StepForm):
    """Which campus; the choices are handed in."""

    campus_id = RadioField(
        _l("Which campus would you like to work with?"),
        coerce=int,
        validators=[InputRequired(_l("Choose a campus."))],
    )


class OrganisationForm(StepForm):
    """What the organisation is called."""

    name = StringField(
        _l("Name of your organisation"),
        description=_l("As students know it."),
        validators=[DataRequired(_l("Enter the name of your organisation.")), Length(max=160)],
        render_kw={"autocomplete": "organization"},
    )
    legal_name = StringField(
        _l("Legal name"),
        description=_l("As it stands in the register or in your statutes."),
        validators=[DataRequired(_l("Enter the legal name.")), Length(max=200)],
    )
    registration = StringField(
        _l("Registration number"),
        description=_l("Of a company, a charity or a public body."),
        validators=[Optional(), Length(max=120)],
    )


class WebsiteForm(StepForm):
    """Where the organisation is on the web."""

    website = URLField(
        _l("What is your organisation's website?"),
        description=_l("For example riverbankfood.example. Work e-mail addresses are compared with it."),
        validators=[
            DataRequired(_l("Enter the address of your website.")),
            Length(max=300),
            Regexp(WEB_ADDRESS, message=_l("Enter a web address, such as riverbankfood.example.")),
        ],
        filters=[lambda text: text.strip() if text else text],
        render_kw={"autocomplete": "url", "spellcheck": "false"},
    )


class AddressForm(StepForm):
    """Where it can be found and called."""

    address = TextAreaField(
        _l("Postal address"),
        validators=[DataRequired(_l("Enter the address of your organisation.")), Length(max=500)],
        render_kw={"autocomplete": "street-address"},
    )
    phone = TelField(
        _l("Telephone"),
        description=_l("A number of the organisation. The office may call it."),
        validators=[
            DataRequired(_l("Enter a telephone number.")),
            Length(max=40),
            Regexp(r"^[+0-9 ()/.x-]{5,}$", message=_l("Enter a telephone number, such as +44 20 7946 0018.")),
        ],
        render_kw={"autocomplete": "tel"},
    )


class YouForm(StepForm):
    """Who applies."""

    contact_name = StringField(
        _l("Your name"),
        validators=[DataRequired(_l("Enter your name.")), Length(max=200)],
        render_kw={"autocomplete": "name"},
    )
    contact_title = StringField(
        _l("Your job title"),
        validators=[DataRequired(_l("Enter your job title.")), Length(max=120)],
        render_kw={"autocomplete": "organization-title"},
    )
    email = EmailField(
        _l("Your work e-mail"),
        description=_l("At your organisation's own domain. We send you a link to confirm it."),
        validators=[
            DataRequired(_l("Enter your work e-mail address.")),
            Email(_l("Enter a complete e-mail address, such as dana@riverbankfood.example.")),
            Length(max=254),
        ],
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )


class ReasonForm(StepForm):
    """What the employer hopes for."""

    reason = TextAreaField(
        _l("What would you like students to do for you?"),
        description=_l("One or two examples are enough. You describe each project later."),
        validators=[DataRequired(_l("Say what you would like students to do.")), Length(max=2000)],
    )


class TermsForm(StepForm):
    """The terms, accepted by name."""

    accepted = BooleanField(
        _l("I accept these terms for my organisation"),
        validators=[DataRequired(_l("Tick to accept the terms."))],
    )
    terms_name = StringField(
        _l("Type your full name"),
        validators=[DataRequired(_l("Type your full name.")), Length(max=200)],
        render_kw={"autocomplete": "name"},
    )


STEPS: dict[str, type[StepForm]] = {
    "campus": CampusForm,
    "organisation": OrganisationForm,
    "website": WebsiteForm,
    "address": AddressForm,
    "you": YouForm,
    "reason": ReasonForm,
    "terms": TermsForm,
}


class AnswerForm(StepForm):
    """The employer's answer to the office, or a line in the thread."""

    text = TextAreaField(
        _l("Your message"), validators=[DataRequired(_l("Write a sentence or two.")), Length(max=4000)]
    )


class ReasonGivenForm(StepForm):
    """A step that wants a reason."""

    note = TextAreaField(
        _l("Why?"), validators=[DataRequired(_l("Say why in a sentence or two.")), Length(max=4000)]
    )
