"""The student's reflections: one page each, before, half way and after."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import look
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.errors import NotFound
from portal.forms.reflections import ReflectionForm, with_own
from portal.services import placements, reflection_forms, reflections
from portal.services.reflection_forms import Asked
from portal.vocabulary import ReflectionStage


@bp.route("/placements/<int:placement_id>/reflections/<stage>", methods=["GET", "POST"])
def reflections_write(placement_id: int, stage: str):
    """Write one reflection; one that is not open now leads back to the placement."""
    when, placement = named(stage), placements.get(actor(), placement_id)
    back = url_for(".placements_show", placement_id=placement_id)
    asked, form = asking(placement, when)
    if not form.is_submitted() and when not in reflections.open_stages(placement):
        return redirect(back, 303)
    if done(form, "reflect", lambda: submit(placement, when, form, asked)):
        flash(_("Your reflection is sent. The career office can read it, the employer cannot."))
        return redirect(back, 303)
    placement = placements.get(actor(), placement_id)
    reader = {"reading": language(placement, asked), "campus_language": g.locale.partition("_")[0]}
    page = render_template(
        "student/reflections/write.html", placement=placement, stage=when, form=form, asked=asked, **reader
    )
    return page, 422 if form.is_submitted() else 200


def named(stage: str) -> ReflectionStage:
    if stage not in list(ReflectionStage):
        raise NotFound
    return ReflectionStage(stage)


def asking(placement, stage: ReflectionStage) -> tuple[Asked, ReflectionForm]:
    """The questions, in the version and language they were shown in, and the form that asks them."""
    seen = request.form.get("version", "")
    asked = reflection_forms.asked(placement.campus_id, stage, seen=seen)
    spoken = reflection_forms.asked(placement.campus_id, stage, language(placement, asked), seen)
    form = with_own([(own.key, own.text) for own in spoken.own])()
    form.word_for(spoken.questions)
    form.version.data = str(asked.version_id or 0)
    return spoken, form


def language(placement, asked: Asked) -> str:
    """Which of the form's two languages the student reads."""
    return look.reading(g.locale, asked.second)


def submit(placement, stage: ReflectionStage, form: ReflectionForm, asked: Asked) -> None:
    told = {own.key: form[own.key].data.strip() for own in asked.own if form[own.key].data}
    reflections.submit(
        placement,
        stage,
        form.did.data,
        form.learned.data,
        form.next.data,
        by=actor(),
        form_version_id=asked.version_id,
        further=told,
    )
