"""The evaluation's and the reflection's questions as the campus asks them, and their second language."""

from flask import render_template, url_for
from flask_babel import gettext as _

from portal import display
from portal.blueprints import policy_words
from portal.blueprints.door import actor
from portal.blueprints.revising import Change, Revision, revise
from portal.blueprints.staff import bp
from portal.blueprints.staff.policies import here
from portal.forms.wordings import evaluation_form, phrases_form, reflection_form
from portal.models.campuses import Campus
from portal.services import evaluation_forms, form_words, policy_fields, reflection_forms, wordings


def plan_of(title: str, endpoint: str, kind: str, campus: Campus, form, wanted) -> Revision:
    """How a form's definition is revised; `wanted` makes the new one from what was typed."""
    return Revision(
        title=title,
        address=url_for(endpoint, **({"kind": kind} if endpoint.endswith("language") else {})),
        changes=lambda: changed(campus, kind, wanted()),
        keep=lambda: evaluation_forms.adopt(campus.id, kind, wanted(), by=actor(), seen=form.started_from),
        seen=lambda: wordings.number(campus.id, kind),
        after=url_for(".policy_index"),
    )


def current(campus: Campus, kind: str) -> dict:
    room = evaluation_forms if kind == wordings.EVALUATION else reflection_forms
    return room.current(campus.id)


def changed(campus: Campus, kind: str, wanted: dict) -> list[Change]:
    return policy_words.told(wordings.changes(current(campus, kind), wanted))


@bp.route("/policy/evaluation", methods=["GET", "POST"])
def policy_evaluation():
    """Competencies with their anchors, the fixed questions' words, and own questions."""
    campus = here()
    now = evaluation_forms.current(campus.id)
    make = evaluation_form(form_words.TITLES, form_words.MOST_OWN)
    form = make(data=policy_fields.of_evaluation(now, form_words.MOST_OWN))

    def wanted() -> dict:
        content = evaluation_forms.Content(*policy_fields.evaluation(form.data, form_words.MOST_OWN))
        return evaluation_forms.changed(campus.id, content)

    plan = plan_of(_("Evaluation form"), ".policy_evaluation", wordings.EVALUATION, campus, form, wanted)
    return revise(form, plan, lambda: evaluation_page(form, now))


def evaluation_page(form, now: dict) -> str:
    return render_template(
        "staff/policies/evaluation.html",
        form=form,
        keys=[entry["key"] for entry in now["competencies"]],
        titles=form_words.TITLES,
        own=range(1, form_words.MOST_OWN + 1),
        second=language_name(form_words.second(now)),
    )


@bp.route("/policy/reflection", methods=["GET", "POST"])
def policy_reflection():
    """What students are asked before, half way and after."""
    campus = here()
    now = reflection_forms.current(campus.id)
    form = reflection_form()(data=policy_fields.of_reflection(now))

    def wanted() -> dict:
        return reflection_forms.changed(campus.id, *policy_fields.reflection(form.data))

    plan = plan_of(_("Reflection"), ".policy_reflection", wordings.REFLECTION, campus, form, wanted)
    second = language_name(form_words.second(now))
    return revise(
        form, plan, lambda: render_template("staff/policies/reflection.html", form=form, second=second)
    )


@bp.route("/policy/<any(evaluation, reflection):kind>/language", methods=["GET", "POST"])
def policy_language(kind: str):
    """The second language of a form: which, and what each phrase says in it."""
    campus = here()
    now = current(campus, kind)
    groups = [*form_words.competencies(now), *form_words.fixed(now)]
    form = spoken_form(campus, now, groups)

    def wanted() -> dict:
        typed = {key: form[f"say-{key}"].data for _heading, inner in groups for key, _own in inner}
        return evaluation_forms.in_second(campus.id, kind, form.second.data, typed)

    plan = plan_of(_("Second language"), ".policy_language", kind, campus, form, wanted)
    shown = {"form": form, "groups": groups, "kind": kind}
    return revise(form, plan, lambda: render_template("staff/policies/language.html", **shown))


def spoken_form(campus: Campus, now: dict, groups: list):
    """The form of every phrase, with what is translated already."""
    phrases = [phrase for _heading, inner in groups for phrase in inner]
    kept = {f"say-{key}": text for key, text in now.get("translated", {}).items()}
    make = phrases_form(phrases, display.languages(campus.locale))
    return make(data={"second": form_words.second(now), **kept})


def language_name(code: str) -> str:
    return display.language_name(code) if code else ""
