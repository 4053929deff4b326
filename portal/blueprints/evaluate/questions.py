"""The evaluation's pages in order: what each asks, with which form, and where its answer goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from portal.actor import Actor
from portal.forms import evaluations as forms
from portal.models.evaluations import Evaluation
from portal.services import evaluations, rubric
from portal.vocabulary import Competency, Engage, Host, Level, NextStep, Quality, Timeliness, Word

CHOICES: dict[str, type[Word]] = {
    "timeliness": Timeliness,
    "engage_again": Engage,
    "host_again": Host,
    "next_step": NextStep,
}


@dataclass(frozen=True)
class Question:
    """One page. `rows` are its answers (value, label, words); `form` fills and `save` keeps one."""

    key: str
    kind: str
    title: str
    hint: str
    rows: list[tuple[str, str, str]]
    form: Callable[[Evaluation], FlaskForm]
    save: Callable[[Evaluation, FlaskForm, Actor], None]
    said: Callable[[Evaluation], str]

    def keep(self, evaluation: Evaluation, form: FlaskForm, by: Actor) -> bool:
        """Save a long text while it is being typed; False when there is none here or it is too long."""
        if self.kind == "level":
            evaluations.note(evaluation, Competency(self.key), form.comment.data or "", by=by)
            return bool(form.comment.validate(form))
        if self.kind != "words" or not form.validate():
            return False
        self.save(evaluation, form, by)
        return True


def listing(evaluation: Evaluation) -> list[Question]:
    """Every page of this evaluation's form, in order."""
    levels = [_level(criterion) for criterion in rubric.of(evaluation.form_version_id)]
    return [*levels, _deliverables(), *_closing()]


def _closing() -> list[Question]:
    took = _("How many hours did it really take?")
    return [
        _choice("timeliness", _("Was the work on time?")),
        Question("hours", "hours", took, "", [], _hours, _save_hours, _said_hours),
        _choice("engage_again", _("Would you take this student on again?")),
        _choice("host_again", _("Would you host a micro-internship again?")),
        _choice("next_step", _("What next step do you offer?"), _("The student is told.")),
        *_texts_asked(),
    ]


def _texts_asked() -> list[Question]:
    both, allowed = _("The student reads both."), _("Printed only if you allow it.")
    private = _("The student never sees this.")
    return [
        _words("feedback", _("What should the student know?"), both, forms.FeedbackForm),
        _words("sentence", _("A sentence for the certificate"), allowed, forms.SentenceForm),
        _words("note", _("Anything for the career office alone?"), private, forms.NoteForm),
    ]


def _level(criterion: rubric.Criterion) -> Question:
    competency = criterion.competency
    rows = [(level.value, str(level.label), words) for level, words in criterion.rows()]

    def fill(evaluation: Evaluation) -> FlaskForm:
        answer = _rated(evaluation, competency)
        return forms.LevelForm(
            answer=answer.level if answer else None, comment=answer.comment if answer else ""
        )

    def save(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
        evaluations.rate(evaluation, competency, Level(form.answer.data), form.comment.data or "", by=by)

    def said(evaluation: Evaluation) -> str:
        answer = _rated(evaluation, competency)
        return str(answer.level.label) if answer and answer.level else ""

    return Question(competency.value, "level", criterion.label, criterion.meaning, rows, fill, save, said)


def _rated(evaluation: Evaluation, competency: Competency):
    return next((answer for answer in evaluation.answers if answer.competency is competency), None)


def _deliverables() -> Question:
    title, hint = _("Did the work meet what was agreed?"), _("Each deliverable against its criterion.")
    return Question(
        "deliverables", "deliverables", title, hint, [], _qualities, _save_qualities, _said_qualities
    )


def _qualities(evaluation: Evaluation) -> FlaskForm:
    asked = [(d.id, d.name, d.criterion) for d in evaluation.placement.project.deliverables]
    kept = {f"deliverable_{row.deliverable_id}": row.quality.value for row in evaluation.qualities}
    return forms.quality_form(asked, [(q.value, q.label) for q in Quality])(data=kept)


def _save_qualities(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
    given = {
        d.id: Quality(form[f"deliverable_{d.id}"].data) for d in evaluation.placement.project.deliverables
    }
    evaluations.judge(evaluation, given, by=by)


def _said_qualities(evaluation: Evaluation) -> str:
    return ", ".join(str(row.quality.label) for row in evaluation.qualities)


def _choice(name: str, title: str, hint: str = "") -> Question:
    words = CHOICES[name]
    rows = [(word.value, str(word.label), "") for word in words]

    def fill(evaluation: Evaluation) -> FlaskForm:
        form = forms.ChoiceForm(answer=getattr(evaluation, name))
        form.offer([value for value, _label, _words in rows])
        return form

    def save(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
        evaluations.tell(evaluation, {name: words(form.answer.data)}, by=by)

    return Question(name, "choice", title, hint, rows, fill, save, lambda e: _label(getattr(e, name)))


def _label(word: Word | None) -> str:
    return str(word.label) if word else ""


def _hours(evaluation: Evaluation) -> FlaskForm:
    return forms.HoursForm(hours=evaluation.minutes_taken or evaluation.placement.minutes)


def _save_hours(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
    evaluations.tell(evaluation, {"minutes_taken": form.hours.data}, by=by)


def _said_hours(evaluation: Evaluation) -> str:
    minutes = evaluation.minutes_taken
    return _("%(hours)s hours", hours=f"{minutes / 60:g}") if minutes else ""


def _words(key: str, title: str, hint: str, form_class: type[FlaskForm]) -> Question:
    def save(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
        evaluations.tell(evaluation, _texts(form), by=by)

    def said(evaluation: Evaluation) -> str:
        given = [getattr(evaluation, name) for name in _names(form_class)]
        return " · ".join(text for text in given if isinstance(text, str) and text) or _("Nothing (optional)")

    return Question(key, "words", title, hint, [], lambda e: form_class(obj=e), save, said)


def _texts(form: FlaskForm) -> dict[str, Any]:
    told = {name: value for name, value in form.data.items() if name != "csrf_token"}
    return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


def _names(form_class: type[FlaskForm]) -> list[str]:
    return [name for name in (*evaluations.TEXTS, "sentence_allowed") if hasattr(form_class, name)]
