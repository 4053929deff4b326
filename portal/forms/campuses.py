"""Forms of the administrator: campuses and people."""

import re
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import Email, InputRequired, Length, Regexp

NEEDED = InputRequired(_l("Fill this in."))
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z]{2,63}")


def words(text: str) -> list[str]:
    """The parts of a field that holds several, split at commas and spaces."""
    return [part.lower() for part in re.split(r"[\s,;]+", text or "") if part]


class CampusForm(FlaskForm):
    """A campus as the public and the certificates name it."""

    seen = HiddenField()
    name = StringField(_l("Name of the campus"), validators=[NEEDED, Length(max=120)])
    university = StringField(_l("Name of the university"), validators=[NEEDED, Length(max=120)])
    initials = StringField(_l("Initials on the crest"), validators=[NEEDED, Length(max=3)])
    slug = StringField(
        _l("Address"),
        description=_l("Small letters, digits and dashes: its public page is /c/address/."),
        validators=[NEEDED, Regexp(r"[a-z0-9-]{2,40}$", message=_l("Use small letters, digits and dashes."))],
    )
    domains = StringField(
        _l("E-mail domains of students and staff"),
        description=_l("Several are separated by commas, for example: north.edu, alumni.north.edu"),
        validators=[NEEDED],
    )
    office = StringField(_l("Name of the career office"), validators=[NEEDED, Length(max=120)])
    office_email = StringField(
        _l("E-mail of the career office"),
        validators=[NEEDED, Email(_l("Enter a complete e-mail address.")), Length(max=254)],
    )
    signatory = StringField(_l("Who signs certificates"), validators=[NEEDED, Length(max=120)])
    signatory_title = StringField(_l("Their title"), validators=[NEEDED, Length(max=120)])
    zone = StringField(
        _l("Time zone"),
        description=_l("For example Europe/London"),
        validators=[NEEDED],
        default="Europe/London",
    )
    locale = StringField(
        _l("Language and region"), description=_l("For example en_GB"), validators=[NEEDED], default="en_GB"
    )
    currency = StringField(
        _l("Currency"),
        description=_l("Three letters, for example GBP"),
        validators=[NEEDED, Regexp(r"[A-Z]{3}$", message=_l("Use three capital letters."))],
        default="GBP",
    )
    brand = StringField(
        _l("Brand colour"),
        description=_l("As a hex code, for example #0f5c4d"),
        validators=[NEEDED, Regexp(r"#[0-9a-fA-F]{6}$", message=_l("Write it like #0f5c4d."))],
        default="#0f5c4d",
    )
    paper = RadioField(
        _l("Paper of certificates"), choices=[("a4", "A4"), ("letter", "Letter")], default="a4"
    )

    def validate_locale(self, field: StringField) -> None:
        try:
            Locale.parse(field.data)
        except (ValueError, UnknownLocaleError):
            raise ValidationError(_l("This is not a language and region. Write it like en_GB.")) from None

    def validate_zone(self, field: StringField) -> None:
        if field.data not in available_timezones():
            raise ValidationError(_l("This is not a time zone. Write it like Europe/London."))

    def validate_domains(self, field: StringField) -> None:
        typed = words(field.data)
        if not typed or not all(DOMAIN.fullmatch(domain) for domain in typed):
            raise ValidationError(_l("Write domains like north.edu, separated by commas."))


class InviteForm(FlaskForm):
    """Somebody who is to work at a career office, or to administer the portal."""

    name = StringField(_l("Name"), validators=[NEEDED, Length(max=200)])
    email = StringField(
        _l("E-mail address"),
        validators=[NEEDED, Email(_l("Enter a complete e-mail address.")), Length(max=254)],
    )
    place = SelectField(_l("Works as"), validators=[NEEDED])
