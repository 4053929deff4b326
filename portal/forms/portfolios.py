"""The page a student shows to whoever has its link."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField

from portal.forms.base import Form
from portal.forms.resumes import at_most, stripped


class AboutForm(Form):
    """What stands above the items."""

    headline = StringField(
        _l("Headline"),
        description=_l("One line under your name. For example: History student who likes maps."),
        validators=[at_most(160)],
        filters=[stripped],
    )
    intro = TextAreaField(_l("About you"), validators=[at_most(1000)], filters=[stripped])
    website = StringField(
        _l("Your own website or profile"),
        description=_l("Where people can reach you; your e-mail address is not shown."),
        validators=[at_most(300)],
        filters=[stripped],
    )
    listed = BooleanField(
        _l("Search engines may find my page"),
        description=_l("Otherwise only those who have the link do."),
    )


class SwitchForm(Form):
    """Consent to showing the page."""

    agreed = BooleanField(_l("I agree"))


class ItemForm(Form):
    """What one experience shows, and the consent to it."""

    words = TextAreaField(
        _l("In your own words"),
        description=_l("What it was about and what you are proud of, in a few sentences."),
        validators=[at_most(1000)],
        filters=[stripped],
    )
    levels = BooleanField(_l("Show the competencies that the supervisor saw"))
    quote = BooleanField(_l("Show the supervisor’s sentence"))
    agreed = BooleanField(_l("I agree"))
