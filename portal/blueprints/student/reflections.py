"""The student's reflections: one page each, before, half way and after."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.placement_pages import done
from portal.blueprints.student import bp
from portal.errors import NotFound
from portal.forms.reflections import ReflectionForm
from portal.services import placements, reflections
from portal.vocabulary import ReflectionStage


@bp.route("/placements/<int:placement_id>/reflections/<stage>", methods=["GET", "POST"])
def reflections_write(placement_id: int, stage: str):
    """Write one reflection; one that is not open now leads back to the placement."""
    when, placement = named(stage), placements.get(actor(), placement_id)
    back = url_for(".placements_show", placement_id=placement_id)
    form = ReflectionForm()
    form.word_for(when)
    if not form.is_submitted() and when not in reflections.open_stages(placement):
        return redirect(back, 303)
    if done(form, "reflect", lambda: submit(placement, when, form)):
        flash(_("Your reflection is sent. The career office can read it, the employer cannot."))
        return redirect(back, 303)
    placement = placements.get(actor(), placement_id)
    page = render_template("student/reflections/write.html", placement=placement, stage=when, form=form)
    return page, 422 if form.is_submitted() else 200


def named(stage: str) -> ReflectionStage:
    if stage not in list(ReflectionStage):
        raise NotFound
    return ReflectionStage(stage)


def submit(placement, stage: ReflectionStage, form: ReflectionForm) -> None:
    reflections.submit(placement, stage, form.did.data, form.learned.data, form.next.data, by=actor())
