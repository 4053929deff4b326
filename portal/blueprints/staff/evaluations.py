"""What the office does about an evaluation that does not come: a new link, or going on without."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.errors import RuleBroken
from portal.forms.certificates import ReasonForm
from portal.services import evaluation_requests, evaluations, placements


@bp.post("/placements/<int:placement_id>/evaluation-link")
def evaluations_resend(placement_id: int):
    """A new link to the stored address; the old one stops working."""
    placement = placements.get(actor(), placement_id)
    asked = evaluation_requests.newest(placement.id)
    try:
        evaluation_requests.reissue(asked, by=actor())
        db.session.commit()
        flash(_("A new link is on its way to the supervisor."))
    except RuleBroken as refusal:
        db.session.rollback()
        flash(refusal.message)
    return redirect(url_for(".placements_show", placement_id=placement_id), 303)


@bp.post("/placements/<int:placement_id>/evaluation-waiver")
def evaluations_waive(placement_id: int):
    """Go on without an evaluation."""
    placement, form = placements.get(actor(), placement_id), ReasonForm()
    if not form.validate_on_submit():
        flash(form.note.errors[0])
        return redirect(url_for(".placements_show", placement_id=placement_id), 303)
    evaluations.waive(placement, form.note.data, by=actor())
    db.session.commit()
    flash(_("The evaluation is waived."))
    return redirect(url_for(".placements_show", placement_id=placement_id), 303)
