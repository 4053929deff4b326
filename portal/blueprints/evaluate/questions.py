"""The evaluation's pages in order: what each asks, with which form, and where its answer goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from portal.actor import Actor
from portal.forms import evaluations as forms
from portal.models.evaluations import Evaluation
from portal.services import evaluation_forms, evaluations, form_words, rubric
from portal.vocabulary import Competency, Level, Quality, Word

CHOICES = ("timeliness", "engage_again", "host_again", "next_step")


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


@dataclass(frozen=True)
class Says:
    """How an evaluation's own version words things for this reader."""

    version_id: int | None
    language: str = ""

    @property
    def definition(self) -> dict[str, Any]:
        return evaluation_forms.definition_of(self.version_id)

    def title(self, key: str) -> str:
        return form_words.title(self.definition, key, self.language)

    def hint(self, key: str) -> str:
        return form_words.hint(self.definition, key, self.language)

    def word(self, of: str, word: Word | None) -> str:
        """A closed answer; nothing for none."""
        return form_words.answer(self.definition, of, word, self.language) if word else ""


def listing(evaluation: Evaluation, language: str = "") -> list[Question]:
    """Every page of this evaluation's form, in order, in its second language where that is the reader's."""
    says = Says(evaluation.form_version_id, language)
    levels = [_level(criterion, says) for criterion in rubric.of(evaluation.form_version_id, language)]
    own = [_own(question) for question in evaluations.own_questions(evaluation, language)]
    return [*levels, _deliverables(says), *_closing(says), *own, *_texts_asked(says)]


def _closing(says: Says) -> list[Question]:
    timely, *later = (_choice(key, says) for key in CHOICES)
    hours = Question("hours", "hours", says.title("hours"), "", [], _hours, _save_hours, _said_hours)
    return [timely, hours, *later]


def _texts_asked(says: Says) -> list[Question]:
    asked = {"feedback": forms.FeedbackForm, "sentence": forms.SentenceForm, "note": forms.NoteForm}
    return [_words(key, says.title(key), says.hint(key), form) for key, form in asked.items()]


def _own(own: form_words.Own) -> Question:
    """A question of the campus's own, answered in words."""

    def fill(evaluation: Evaluation) -> FlaskForm:
        return forms.own_form(own.needed)(answer=evaluation.further.get(own.key, ""))

    def save(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
        evaluations.tell_own(evaluation, own.key, form.answer.data or "", by=by)

    def said(evaluation: Evaluation) -> str:
        return evaluation.further.get(own.key, "") or ("" if own.needed else _("Nothing (optional)"))

    reader = _("The student reads this.") if own.shared else _("Only the career office reads this.")
    hint = f"{own.hint} {reader}".strip()
    return Question(own.key, "words", own.text, hint, [], fill, save, said)


def _level(criterion: rubric.Criterion, says: Says) -> Question:
    competency = criterion.competency
    rows = [(level.value, says.word("level", level), words) for level, words in criterion.rows()]

    def fill(evaluation: Evaluation) -> FlaskForm:
        answer = _rated(evaluation, competency)
        return forms.LevelForm(
            answer=answer.level if answer else None, comment=answer.comment if answer else ""
        )

    def save(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
        evaluations.rate(evaluation, competency, Level(form.answer.data), form.comment.data or "", by=by)

    def said(evaluation: Evaluation) -> str:
        answer = _rated(evaluation, competency)
        return says.word("level", answer.level) if answer else ""

    return Question(competency.value, "level", criterion.label, criterion.meaning, rows, fill, save, said)


def _rated(evaluation: Evaluation, competency: Competency):
    return next((answer for answer in evaluation.answers if answer.competency is competency), None)


def _deliverables(says: Says) -> Question:
    qualities = [(q.value, says.word("quality", q)) for q in Quality]

    def fill(evaluation: Evaluation) -> FlaskForm:
        asked = [(d.id, d.name, d.criterion) for d in evaluation.placement.deliverables]
        kept = {f"deliverable_{row.deliverable_id}": row.quality.value for row in evaluation.qualities}
        return forms.quality_form(asked, qualities)(data=kept)

    def said(evaluation: Evaluation) -> str:
        return ", ".join(says.word("quality", row.quality) for row in evaluation.qualities)

    title, hint = says.title("deliverables"), says.hint("deliverables")
    rows = [(value, label, "") for value, label in qualities]
    return Question("deliverables", "deliverables", title, hint, rows, fill, _save_qualities, said)


def _save_qualities(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
    given = {d.id: Quality(form[f"deliverable_{d.id}"].data) for d in evaluation.placement.deliverables}
    evaluations.judge(evaluation, given, by=by)


def _choice(name: str, says: Says) -> Question:
    words = form_words.ANSWERS[name]
    rows = [(word.value, says.word(name, word), "") for word in words]

    def fill(evaluation: Evaluation) -> FlaskForm:
        form = forms.ChoiceForm(answer=getattr(evaluation, name))
        form.offer([value for value, _label, _words in rows])
        return form

    def save(evaluation: Evaluation, form: FlaskForm, by: Actor) -> None:
        evaluations.tell(evaluation, {name: words(form.answer.data)}, by=by)

    def said(evaluation: Evaluation) -> str:
        return says.word(name, getattr(evaluation, name))

    return Question(name, "choice", says.title(name), says.hint(name), rows, fill, save, said)


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
