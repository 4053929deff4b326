"""How certificates look: the theme, who signs, a second language, and pictures."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice

from portal.forms.policies import RevisionForm
from portal.forms.wordings import line
from portal.vocabulary import SampleKind, Theme


def design_form(languages: list[tuple[str, str]]) -> type[RevisionForm]:
    """The form, with the languages a campus may choose as its second."""
    choices = [SelectChoice("", _l("None")), *(SelectChoice(*one) for one in languages)]
    fields: dict[str, Any] = {"second_language": SelectField(_l("Second language"), choices=choices)}
    return type("ChosenDesignForm", (DesignForm,), fields)


class DesignForm(RevisionForm):
    """What stands on every certificate of the campus."""

    theme = RadioField(_l("Theme"), choices=[(theme.value, theme.label) for theme in Theme])
    signatory = line(_l("Who signs"), 80)
    signatory_title = line(_l("Their title"), 80)
    cosigner = line(_l("Who else signs"), 80, needed=False)
    cosigner_title = line(_l("Title of who else signs"), 80, needed=False)
    second_title = line(_l("The heading in it"), 60, needed=False)
    second_statement = line(_l("A sentence in it"), 140, needed=False)
    sample = SelectField(
        _l("Preview with"),
        choices=[SelectChoice(kind.value, kind.label) for kind in SampleKind],
        default=SampleKind.USUAL.value,
    )


class HandsForm(RevisionForm):
    """Pictures for certificates; each may be taken away."""

    logo = FileField(_l("Logo"), description=_l("PNG or JPEG, best with a clear or white ground."))
    no_logo = BooleanField(_l("Print no logo"))
    signature = FileField(
        _l("Signature of who signs"),
        description=_l(
            "PNG or JPEG. Only with the consent of the person: it is printed on every certificate."
        ),
    )
    no_signature = BooleanField(_l("Print no signature"))
    cosignature = FileField(_l("Signature of who else signs"), description=_l("PNG or JPEG."))
    no_cosignature = BooleanField(_l("Print no second signature"))

    def validate(self, extra_validators=None) -> bool:
        valid = super().validate(extra_validators)
        names = ("logo", "signature", "cosignature")
        if valid and not any(self[name].data or self[f"no_{name}"].data for name in names):
            self.form_errors.append(gettext("Choose a picture, or tick what is to go."))
            return False
        return valid
