"""The steps of a project that say where, with whom and for whom."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Email, Length, Optional, StopValidation, ValidationError

from portal import clock
from portal.forms.choosing import TagsField, one_of, pairs, ticks
from portal.forms.fields import DayField
from portal.forms.steps import LONG, StepForm, at_most, number
from portal.vocabulary import AfterExclusive, Competency, Exclusion, MayShow, Place, Selection

QUESTIONS = 3


class PlaceForm(StepForm):
    """Where, and how everybody gets in."""

    place = one_of(Place, _l("Where is the work done?"))
    address = StringField(
        _l("Address"), description=_l("For hybrid and on-site work."), validators=[Length(max=300)]
    )
    access_note = TextAreaField(
        _l("Access"),
        description=_l("Steps, doors, lifts, captions, quiet room: what should a student know?"),
        validators=[LONG],
    )
    equipment = TextAreaField(
        _l("Equipment"), description=_l("What the student brings, and what you lend."), validators=[LONG]
    )


class SkillsForm(StepForm):
    """What the student brings and learns."""

    must_skills = TagsField(
        _l("Skills the student must have"),
        description=_l("Up to five, with commas between them."),
        validators=[at_most(5)],
    )
    learn_skills = TagsField(
        _l("Skills the student will learn"),
        description=_l("With commas between them."),
        validators=[at_most(10)],
    )
    tools = TagsField(_l("Tools"), description=_l("With commas between them."), validators=[at_most(10)])
    competencies = ticks(
        _l("Competencies this project trains"),
        pairs(Competency),
        description=_l("Up to three. They are on the evaluation."),
        validators=[at_most(3)],
    )


def _named_needs_address(form: StepForm, field: EmailField) -> None:
    if form.name.data and not (field.data or "").strip():
        raise StopValidation(_l("Enter the work e-mail address."))


class PeopleForm(StepForm):
    """Supervisor and alternate: a colleague from the list, or somebody new."""

    supervisor_id = SelectField(_l("Supervisor"), coerce=lambda text: int(text) if text else None)
    name = StringField(_l("Name"), validators=[Length(max=200)])
    email = EmailField(
        _l("Work e-mail"),
        validators=[
            _named_needs_address,
            Optional(),
            Email(_l("Enter a complete e-mail address.")),
            Length(max=254),
        ],
    )
    contact_title = StringField(_l("Job title"), validators=[Length(max=120)])
    alternate_id = SelectField(_l("Who stands in?"), coerce=lambda text: int(text) if text else None)
    check_ins = number(_l("How many check-ins do you promise?"), 0, 50)
    answer_days = number(_l("Questions are answered within how many working days?"), 1, 10)

    def offer(self, colleagues) -> None:
        """Hand in the contacts: rows with id, name and title."""
        people = [SelectChoice(c.id, f"{c.name}, {c.title}" if c.title else c.name) for c in colleagues]
        self.supervisor_id.choices = [SelectChoice("", _l("Choose, or name somebody new below")), *people]
        self.alternate_id.choices = [SelectChoice("", _l("Nobody")), *people]

    def validate_name(self, field: StringField) -> None:
        if self.email.data and not (field.data or "").strip():
            raise ValidationError(_l("Enter the name."))


class SelectionForm(StepForm):
    """How seats are filled, what applicants are asked, and until when."""

    selection = one_of(Selection, _l("How do seats fill?"))
    by_draw = BooleanField(
        _l("Draw lots among all who ask in the first hours"),
        description=_l("Only with first come, first served: being quick does not help then."),
    )
    question_0 = StringField(_l("First question to applicants"), validators=[Length(max=300)])
    question_1 = StringField(_l("Second question"), validators=[Length(max=300)])
    question_2 = StringField(_l("Third question"), validators=[Length(max=300)])
    wants_resume = BooleanField(_l("Applicants send a resume"))
    apply_by = DayField(_l("Last day to claim or apply"))
    decide_by = DayField(
        _l("Last day you decide"), description=_l("Only when you choose between applications.")
    )

    @property
    def answers(self) -> dict:
        """Questions as one list."""
        asked = [(self[f"question_{place}"].data or "").strip() for place in range(QUESTIONS)]
        plain = ("selection", "by_draw", "wants_resume", "apply_by", "decide_by")
        return {**{name: self[name].data for name in plain}, "questions": [text for text in asked if text]}

    @staticmethod
    def shown(answers: dict) -> dict:
        """Saved questions as the form's own fields."""
        asked = {f"question_{place}": text for place, text in enumerate(answers["questions"])}
        return {**answers, **asked}


class EligibilityForm(StepForm):
    """For whom; colleges, programmes and years are those the roster knows."""

    college = ticks(_l("Colleges"))
    college_must = BooleanField(_l("Only these colleges"))
    programme = ticks(_l("Programmes"))
    programme_must = BooleanField(_l("Only these programmes"))
    year = ticks(_l("Years"))
    year_must = BooleanField(_l("Only these years"))
    graduates_within = number(
        _l("Graduates within how many months?"), 1, 60, description=_l("Leave empty when it does not matter.")
    )
    graduates_must = BooleanField(_l("Only students who graduate by then"))
    exclusive_until = DayField(
        _l("Only for this campus until"),
        description=_l("Leave empty to keep it for this campus for as long as it is open."),
    )
    after_exclusive = one_of(AfterExclusive, _l("What happens after that day?"))

    def validate_exclusive_until(self, field: DayField) -> None:
        if field.data and field.data < clock.now().date():
            raise ValidationError(_l("Choose a day that has not passed."))

    def offer(self, known: dict) -> None:
        """Hand in the choices: {kind: [values]}; a kind without any is not asked."""
        for kind, values in known.items():
            if values:
                self[kind].choices = [SelectChoice(value) for value in values]
            else:
                del self[kind]
                del self[f"{kind}_must"]


class LegalForm(StepForm):
    """Terms between the two sides, and what this project is not."""

    relationship_kind = StringField(
        _l("Legal relationship"),
        description=_l("For example freelance contract, stipend."),
        validators=[Length(max=120)],
    )
    nda = BooleanField(_l("The student signs a confidentiality agreement"))
    ip = TextAreaField(_l("Who owns the result?"), validators=[LONG])
    data_note = TextAreaField(_l("Which data does the student see?"), validators=[LONG])
    ai_rule = TextAreaField(_l("May the student use AI tools, and which?"), validators=[LONG])
    may_show = one_of(MayShow, _l("May the student show the work?"))
    exclusions = ticks(
        _l("What this project is not"),
        pairs(Exclusion),
        description=_l("Tick each. A project that cannot promise one of these is not for this board."),
    )
