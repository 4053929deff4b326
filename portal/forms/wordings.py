"""Forms of a campus's own words: letters, terms, reasons, the evaluation, the reflection, branding."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from portal.forms.fields import LinesField
from portal.forms.policies import RevisionForm
from portal.vocabulary import Competency, DeclineCode, ReflectionStage

NEEDED = DataRequired(_l("Write something here."))
PLACE = NumberRange(1, 9, message=_l("Enter a place from 1 to 9."))


def most(count: int) -> Length:
    return Length(max=count, message=_l("Shorten this to %(count)s characters.", count=count))


def line(label, count: int = 200, needed: bool = True, hint="") -> StringField:
    """One line of words."""
    return StringField(label, [*([NEEDED] if needed else []), most(count)], description=hint, filters=[tidy])


def text(label, count: int = 600, needed: bool = True, hint="") -> TextAreaField:
    """A few lines of words."""
    return TextAreaField(
        label, [*([NEEDED] if needed else []), most(count)], description=hint, filters=[tidy]
    )


def tidy(typed: str | None) -> str:
    """Without blank ends, and with one kind of line break."""
    return (typed or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def place() -> IntegerField:
    """Where an entry stands among the others."""
    return IntegerField(
        _l("Place"), [InputRequired(_l("Enter its place.")), PLACE], render_kw={"inputmode": "numeric"}
    )


class LetterForm(RevisionForm):
    """A letter's subject and text; both empty means the portal's own words."""

    subject = line(_l("Subject"), 160, needed=False)
    body = text(_l("Text"), 4000, needed=False)


class TermsForm(RevisionForm):
    """What each side agrees to, a point a line."""

    employer = LinesField(
        _l("What an employer agrees to"), [NEEDED, most(6000)], description=_l("One point a line.")
    )
    student = LinesField(
        _l("What a student agrees to"), [NEEDED, most(6000)], description=_l("One point a line.")
    )


def reasons_form() -> type[RevisionForm]:
    """A label, an explanation and a switch for each decline code."""
    fields: dict[str, Any] = {}
    for code in DeclineCode:
        fields[f"{code.value}_used"] = BooleanField(_l("In use"))
        fields[f"{code.value}_label"] = line(_l("What it is called"), 120)
        fields[f"{code.value}_words"] = text(_l("What the employer reads beside it"), 600, needed=False)
    return type("ReasonsForm", (RevisionForm,), fields)


def evaluation_form(titles: dict[str, Any], own: int) -> type[RevisionForm]:
    """Label, meaning, anchors and place of each competency; the fixed questions; own questions."""
    fields: dict[str, Any] = {}
    for competency in Competency:
        fields |= _criterion(competency.value)
    fields |= {f"title_{key}": line(standard, 120, needed=False) for key, standard in titles.items()}
    for number in range(1, own + 1):
        fields |= _own(f"own{number}", number) | {
            f"own{number}_needed": BooleanField(_l("It must be answered")),
            f"own{number}_shared": BooleanField(_l("The student reads the answer")),
        }
    return type("EvaluationForm", (RevisionForm,), fields)


def _criterion(key: str) -> dict[str, Any]:
    levels = (_l("Emerging"), _l("Developing"), _l("Applying"), _l("Advanced"))
    anchors = {f"{key}_{number}": line(level) for number, level in enumerate(levels, start=1)}
    return {
        f"{key}_place": place(),
        f"{key}_label": line(_l("Label"), 60, hint=_l("Certificates print it.")),
        f"{key}_meaning": line(_l("What it means")),
        **anchors,
    }


def _own(key: str, number: int) -> dict[str, Any]:
    return {
        f"{key}_place": IntegerField(_l("Place"), [Optional(), PLACE], default=number),
        f"{key}_text": line(_l("Question"), 160, needed=False, hint=_l("Empty takes it out.")),
        f"{key}_hint": line(_l("What stands below it"), 200, needed=False),
    }


def reflection_form() -> type[RevisionForm]:
    """Three questions a stage, and up to two of the campus's own."""
    fields: dict[str, Any] = {}
    for stage in ReflectionStage:
        names = (_l("First question"), _l("Second question"), _l("Third question"))
        fields |= {f"{stage.value}_{at}": line(name, 160) for at, name in enumerate(names, start=1)}
        for at, name in enumerate((_l("Own question"), _l("Another own question")), start=1):
            fields[f"{stage.value}_own{at}"] = line(name, 160, needed=False)
    return type("ReflectionQuestionsForm", (RevisionForm,), fields)


def phrases_form(phrases: list[tuple[str, str]], languages: list[tuple[str, str]]) -> type[RevisionForm]:
    """The second language, and a field for each phrase; what it says in the first is the label."""
    choices = [SelectChoice("", _l("None")), *(SelectChoice(*one) for one in languages)]
    fields: dict[str, Any] = {"second": SelectField(_l("Second language"), choices=choices)}
    fields |= {f"say-{key}": line(own, 200, needed=False) for key, own in phrases}
    return type("PhrasesForm", (RevisionForm,), fields)


class BrandingForm(RevisionForm):
    """What the campus is called on every page, and its colour."""

    name = line(_l("Name of the campus"), 120)
    initials = line(_l("Initials on the crest"), 3, hint=_l("Up to three letters, where there is no logo."))
    brand = StringField(
        _l("Brand colour"),
        [NEEDED, Regexp(r"#[0-9a-f]{6}$", message=_l("Write it like #0f5c4d."))],
        description=_l("As a hex code, for example #0f5c4d"),
        filters=[lambda typed: (typed or "").strip().lower()],
    )


class PicturesForm(RevisionForm):
    """A logo for the bar and a seal for the public page; both may be taken away."""

    logo = FileField(_l("Logo"), description=_l("PNG or JPEG. It stands in the bar instead of the crest."))
    no_logo = BooleanField(_l("Show no logo"))
    seal = FileField(_l("Seal"), description=_l("PNG or JPEG. It stands on the campus's public page."))
    no_seal = BooleanField(_l("Show no seal"))

    def validate(self, extra_validators=None) -> bool:
        valid = super().validate(extra_validators)
        if valid and not any((self.logo.data, self.seal.data, self.no_logo.data, self.no_seal.data)):
            self.form_errors.append(gettext("Choose a picture, or tick what is to go."))
            return False
        return valid
