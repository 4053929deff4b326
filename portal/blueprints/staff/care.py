"""Students at work while a partnership is not in force: what becomes of each of them."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.staff import bp
from portal.forms.vetting import CareForm
from portal.services import care, partnerships
from portal.vocabulary import CareChoice

END = "end_early"


@bp.get("/partnerships/<int:record_id>/students")
def care_index(record_id: int):
    """Everybody at work when it went out of force, and what was decided."""
    partnership = partnerships.get(actor(), record_id)
    return render_template("staff/vetting/care.html", partnership=partnership, cases=care.cases(partnership))


@bp.get("/partnerships/<int:record_id>/students/<int:placement_id>")
def care_show(record_id: int, placement_id: int):
    """One student: what was agreed, and the choice."""
    return page(record_id, placement_id, CareForm())


def page(record_id: int, placement_id: int, form, status: int = 200):
    partnership = partnerships.get(actor(), record_id)
    placement = care.get(partnership, placement_id)
    shown = render_template(
        "staff/vetting/decide.html", partnership=partnership, placement=placement, form=form
    )
    return shown, status


@bp.post("/partnerships/<int:record_id>/students/<int:placement_id>")
def care_decide(record_id: int, placement_id: int):
    """Keep the decision; ending early goes on at the step that ends a placement."""
    partnership, form = partnerships.get(actor(), record_id), CareForm()
    placement = care.get(partnership, placement_id)
    if form.validate_on_submit() and form.choice.data == END:
        return redirect(url_for(".placements_step", placement_id=placement.id, verb=END), 303)

    def decide() -> None:
        choice = CareChoice(form.choice.data)
        care.decide(partnership, placement, choice, form.note.data or "", by=actor())

    if not done(form, "care", decide):
        return page(record_id, placement_id, form, 422)
    flash(_("Kept. The student is told."), "good")
    return redirect(url_for(".care_index", record_id=record_id), 303)
