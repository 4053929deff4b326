"""The yearly review: partnerships that are due, and noting that one was looked at again."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from portal import clock
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.staff import bp, review_desk
from portal.forms.vetting import ReviewedForm
from portal.services import checks, memory, partnerships, renewals, vetting


@bp.get("/partnerships/due")
def renewals_index():
    """Partnerships whose review is due within thirty days, or past it."""
    found = renewals.due(actor(), g.campus.zone)
    return render_template(
        "staff/vetting/due.html",
        found=found,
        quiet=memory.quiet(actor()),
        today=clock.today(g.campus.zone),
    )


@bp.get("/partnerships/<int:record_id>/review")
def renewals_show(record_id: int):
    """What is on record, and the day of the next review."""
    next_on = review_desk.in_a_year()
    return page(partnerships.get(actor(), record_id), ReviewedForm(data={"next_on": next_on}))


def page(partnership, form, status: int = 200):
    shown = render_template(
        "staff/vetting/review.html",
        partnership=partnership,
        form=form,
        lines=vetting.checklist(partnership.id),
        checks=checks.of_partnership(partnership),
    )
    return shown, status


@bp.post("/partnerships/<int:record_id>/review")
def renewals_keep(record_id: int):
    """Reviewed; next on another day."""
    partnership, form = partnerships.get(actor(), record_id), ReviewedForm()

    def keep() -> None:
        renewals.reviewed(partnership, form.next_on.data, form.note.data or "", by=actor())

    if not done(form, "review", keep):
        return page(partnerships.get(actor(), record_id), form, 422)
    flash(_("Noted. You are reminded before the next review."), "good")
    return redirect(url_for(".renewals_index"), 303)
