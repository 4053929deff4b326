"""A check-in's page: both parts, and the questions that are this person's."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.forms.base import Form
from portal.forms.check_ins import JudgeForm, TellForm
from portal.services import check_ins, placements
from portal.vocabulary import InTheWay, Role, Side, Track

SIDES = {Role.STUDENT: Side.STUDENT, Role.CONTACT: Side.EMPLOYER, Role.STAFF: Side.OFFICE}


def page(audience: str, placement_id: int, check_in_id: int):
    """Show it; a good form is kept and leads back to the placement."""
    check_in = check_ins.get(placements.get(actor(), placement_id), check_in_id)
    form = TellForm() if actor().role is Role.STUDENT else JudgeForm()
    if done(form, "check-in", lambda: act(check_in, form)):
        flash(said(form))
        return redirect(url_for(f"{audience}.placements_show", placement_id=placement_id), 303)
    return shown(audience, placement_id, check_in_id, form), 422 if form.is_submitted() else 200


def act(check_in: Any, form: Any) -> None:
    """Keep this side's answers."""
    if isinstance(form, TellForm):
        way = InTheWay(form.in_the_way.data)
        check_ins.tell(check_in, form.done.data, way, form.obstacle.data or "", by=actor())
    else:
        check_ins.judge(check_in, Track(form.track.data), form.change.data or "", by=actor())


def said(form: Any) -> str:
    if isinstance(form, TellForm) and form.in_the_way.data == InTheWay.BLOCKED:
        return _("Your supervisor and the career office have been told. Somebody will get back to you.")
    return _("Thank you. The other side has been told.")


def shown(audience: str, placement_id: int, check_in_id: int, form: Form | None = None) -> str:
    """Found anew: a refused answer has left nothing behind."""
    placement = placements.get(actor(), placement_id)
    check_in = check_ins.get(placement, check_in_id)
    g.timezone = placement.zone
    return render_template(
        "check_ins/show.html",
        placement=placement,
        check_in=check_in,
        form=form if check_ins.is_open(check_in, SIDES[actor().role]) else None,
        back_href=url_for(f"{audience}.placements_show", placement_id=placement_id),
    )
