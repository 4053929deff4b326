"""The evaluation's forms, one for each kind of question."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from portal.forms.fields import HoursField
from portal.vocabulary import Channel, Level

LONG = Length(max=600, message=_l("Shorten this to 600 characters."))
CHOOSE = _l("Choose one of the answers.")


class LevelForm(FlaskForm):
    """A level, pressed as a button, and what the supervisor saw."""

    answer = StringField(validators=[AnyOf([level.value for level in Level], message=CHOOSE)])
    comment = TextAreaField(
        _l("What did you see?"),
        description=_l("The student will read this. It is needed for Emerging."),
        validators=[LONG],
    )


class ChoiceForm(FlaskForm):
    """One answer of a few, pressed as a button. The choices are handed in."""

    answer = StringField(validators=[InputRequired(CHOOSE)])

    def offer(self, values: list[str]) -> None:
        self.answer.validators = [AnyOf(values, message=CHOOSE)]


class HoursForm(FlaskForm):
    """How long the work really took."""

    hours = HoursField(
        _l("Hours"),
        description=_l("As planned, unless you change it. Half hours are fine: 12.5"),
        validators=[
            InputRequired(_l("Enter the hours as a number, such as 20.")),
            NumberRange(min=60, max=24000, message=_l("Enter between 1 and 400 hours.")),
        ],
    )


class FeedbackForm(FlaskForm):
    """What the student reads."""

    strength = TextAreaField(_l("A strength (optional)"), validators=[LONG])
    growth = TextAreaField(_l("A point to grow (optional)"), validators=[LONG])


class SentenceForm(FlaskForm):
    """One sentence that may be printed."""

    sentence = TextAreaField(
        _l("One sentence (optional)"),
        description=_l("Up to 160 characters, for example: “Her map is now on every desk of our team.”"),
        validators=[Length(max=160, message=_l("Shorten this to 160 characters."))],
    )
    sentence_allowed = BooleanField(_l("This sentence may be printed on the certificate, with my name"))


class NoteForm(FlaskForm):
    """What only the office reads."""

    private_note = TextAreaField(_l("Note to the career office (optional)"), validators=[LONG])


def own_form(needed: bool) -> type[FlaskForm]:
    """A question of the campus's own, answered in words."""
    asked = [InputRequired(_l("Write a sentence or two."))] if needed else []
    label = _l("Your answer") if needed else _l("Your answer (optional)")
    return type("OwnForm", (FlaskForm,), {"answer": TextAreaField(label, [*asked, LONG])})


class AttestForm(FlaskForm):
    """The supervisor stands by the answers."""

    agreed = BooleanField(
        _l("I supervised this work, and these answers are true to the best of my knowledge"),
        validators=[DataRequired(_l("Tick to confirm that you supervised this work."))],
    )
    name = StringField(
        _l("Your full name"),
        validators=[InputRequired(_l("Type your full name.")), Length(max=200)],
        render_kw={"autocomplete": "name"},
    )
    title = StringField(
        _l("Your job title (optional)"),
        validators=[Optional(), Length(max=120)],
        render_kw={"autocomplete": "organization-title"},
    )

    @property
    def attested(self) -> dict[str, Any]:
        """Who stands by the answers."""
        return {"name": self.name.data, "title": self.title.data or ""}


class TypedForm(AttestForm):
    """The office has typed what the supervisor said."""

    agreed = BooleanField(
        _l("These are the supervisor's own answers, complete and unchanged"),
        validators=[DataRequired(_l("Tick to confirm that these are the supervisor's own answers."))],
    )
    typed_from = RadioField(
        _l("How did the answers reach you?"),
        choices=[(channel.value, channel.label) for channel in Channel],
        validators=[InputRequired(CHOOSE)],
    )
    name = StringField(
        _l("The supervisor's full name"),
        validators=[InputRequired(_l("Type the supervisor's full name.")), Length(max=200)],
    )
    title = StringField(_l("The supervisor's job title (optional)"), validators=[Optional(), Length(max=120)])

    @property
    def attested(self) -> dict[str, Any]:
        """Who stands by the answers, and what they were typed from."""
        return {**super().attested, "typed_from": Channel(self.typed_from.data)}


class ColleagueForm(FlaskForm):
    """Who can say more about the work."""

    name = StringField(
        _l("Your colleague's name"), validators=[InputRequired(_l("Enter a name.")), Length(max=200)]
    )
    email = StringField(
        _l("Your colleague's e-mail address"),
        validators=[InputRequired(_l("Enter an e-mail address.")), Length(max=254)],
        render_kw={"type": "email", "autocomplete": "off", "spellcheck": "false"},
    )


class CodeForm(FlaskForm):
    """The six digits from the letter."""

    code = StringField(
        _l("Six digits"),
        validators=[Regexp(r"^\s*(\d\s*){6}$", message=_l("Enter the six digits from the letter."))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


def quality_form(choices: list[tuple[int, str, str]], qualities: list[tuple[str, str]]) -> type[FlaskForm]:
    """A form with a radio group for each deliverable (id, name, criterion)."""
    fields = {
        f"deliverable_{key}": RadioField(
            name, choices=qualities, description=criterion, validators=[InputRequired(CHOOSE)]
        )
        for key, name, criterion in choices
    }
    return type("QualityForm", (FlaskForm,), fields)
