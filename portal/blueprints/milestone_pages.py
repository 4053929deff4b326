"""A milestone's page: what was delivered, what was said to it, and the step that is this person's now."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.forms.base import Form
from portal.forms.milestones import AnswerForm, DeliverForm
from portal.services import milestones, placements
from portal.vocabulary import Role

SAID = {
    "deliver": _l("Delivered. The supervisor has been told."),
    "accept": _l("The student has been told that it is fine."),
    "rework": _l("The student has been asked for a change."),
}


def page(audience: str, placement_id: int, milestone_id: int):
    """Show it; a good form takes the step and leads back to the placement."""
    milestone = found(placement_id, milestone_id)
    form = DeliverForm() if actor().role is Role.STUDENT else AnswerForm()
    verb = "deliver" if isinstance(form, DeliverForm) else form.answer.data
    if done(form, verb or "", lambda: act(milestone, form)):
        flash(SAID[verb])
        return redirect(url_for(f"{audience}.placements_show", placement_id=placement_id), 303)
    return shown(audience, placement_id, milestone_id, form), 422 if form.is_submitted() else 200


def found(placement_id: int, milestone_id: int) -> Any:
    return milestones.get(placements.get(actor(), placement_id), milestone_id)


def act(milestone: Any, form: Any) -> None:
    """The step that the form asks for."""
    if isinstance(form, DeliverForm):
        milestones.deliver(milestone, form.note.data or "", form.url.data or "", by=actor())
    elif form.answer.data == "accept":
        milestones.accept(milestone, form.note.data or "", by=actor())
    else:
        milestones.rework(milestone, form.note.data or "", by=actor())


def shown(audience: str, placement_id: int, milestone_id: int, form: Form | None = None) -> str:
    """Found anew: a refused step has left nothing behind."""
    placement = placements.get(actor(), placement_id)
    milestone = milestones.get(placement, milestone_id)
    g.timezone = placement.zone
    return render_template(
        "milestones/show.html",
        placement=placement,
        milestone=milestone,
        form=form if milestones.choices(milestone, actor()) else None,
        back_href=url_for(f"{audience}.placements_show", placement_id=placement_id),
    )
