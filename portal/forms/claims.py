"""Forms about claims: accepting terms, applying, offering a seat, declining."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.forms.base import Form
from portal.forms.fields import DayField

MOST = 2000
ANSWERS = ("answer_1", "answer_2", "answer_3")


class AcceptForm(Form):
    """The one tick that makes the seat the student's."""

    agree = BooleanField(
        _l("I accept these terms, the hours and the dates"),
        validators=[DataRequired(_l("Tick the box to accept the terms."))],
    )
    seen = HiddenField()
    """The version of the campus's terms that the page showed."""
    scope = HiddenField()
    """The version of the project that it showed."""

    @property
    def scope_seen(self) -> int | None:
        """That version; None when the page did not say."""
        told = self.scope.data or ""
        return int(told) if told.isdecimal() and len(told) < 10 else None


class ApplyForm(Form):
    """An application; questions nobody asked are taken out, profile fields to share are handed in."""

    statement = TextAreaField(
        _l("Why would you like to do this project?"),
        description=_l("A few sentences in your own words. The supervisor reads this first."),
        validators=[
            DataRequired(_l("Say in a few sentences why you would like to do this.")),
            Length(max=MOST, message=_l("Keep it under %(max)d characters.")),
        ],
    )
    answer_1 = TextAreaField(validators=[DataRequired(_l("Answer this question.")), Length(max=MOST)])
    answer_2 = TextAreaField(validators=[DataRequired(_l("Answer this question.")), Length(max=MOST)])
    answer_3 = TextAreaField(validators=[DataRequired(_l("Answer this question.")), Length(max=MOST)])
    use_profile_resume = BooleanField(_l("Send the resume from my profile"))
    resume = FileField(_l("Send a resume for this project"), description=_l("PDF or DOCX, at most 10 MB."))
    shared = SelectMultipleField(
        _l("What else may this employer see?"),
        description=_l("Only for this project. What you do not tick stays hidden."),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def __init__(self, *args, questions: list[str], sharable: list, has_resume: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.shared.choices = sharable
        self.answers = [self[name] for name in ANSWERS[: len(questions)]]
        for field, question in zip(self.answers, questions, strict=True):
            field.label.text = question
        for name in ANSWERS[len(questions) :]:
            del self[name]
        if not has_resume:
            del self.use_profile_resume


class OfferForm(Form):
    """A seat for an applicant, until a day."""

    until = DayField(
        _l("Until which day may they answer?"), validators=[InputRequired(_l("Enter the last day."))]
    )
    message = TextAreaField(
        _l("Your message"),
        description=_l("The student reads it with the offer."),
        validators=[Length(max=MOST)],
    )


class RefuseForm(Form):
    """No, in kind words."""

    message = TextAreaField(
        _l("Your message"),
        description=_l("Change the words as you like. The student reads exactly this."),
        validators=[DataRequired(_l("Write a sentence or two.")), Length(max=MOST)],
    )
