"""The student's hour log: adding, correcting and removing what was worked."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal import clock
from portal.blueprints import hour_pages
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.forms.base import Form
from portal.forms.hours import HoursForm
from portal.services import hours, placements


@bp.route("/placements/<int:placement_id>/hours", methods=["GET", "POST"])
def hours_index(placement_id: int):
    placement = placements.get(actor(), placement_id)
    form = HoursForm(data={"day": clock.today(placement.zone)})
    if done(form, "log", lambda: hours.log(placement, *worked(form), by=actor())):
        flash(_("Logged."))
        return redirect(url_for(".hours_index", placement_id=placement_id), 303)
    return hour_pages.shown("student", placement_id, form), 422 if form.is_submitted() else 200


@bp.route("/placements/<int:placement_id>/hours/<int:entry_id>", methods=["GET", "POST"])
def hours_show(placement_id: int, entry_id: int):
    """One entry, to correct or to remove."""
    entry = hour_pages.entry(placement_id, entry_id)
    form = HoursForm(data={"day": entry.day, "minutes": entry.minutes, "what": entry.what})
    back = url_for(".hours_index", placement_id=placement_id)
    if not form.is_submitted() and not hours.is_open(entry.placement):
        return redirect(back, 303)
    if done(form, "correct", lambda: hours.correct(entry, *worked(form), by=actor())):
        flash(_("Corrected."))
        return redirect(back, 303)
    entry = hour_pages.entry(placement_id, entry_id)
    page = render_template("student/hours/show.html", entry=entry, form=form, back_href=back)
    return page, 422 if form.is_submitted() else 200


@bp.post("/placements/<int:placement_id>/hours/<int:entry_id>/removal")
def hours_remove(placement_id: int, entry_id: int):
    entry, form = hour_pages.entry(placement_id, entry_id), Form()
    if done(form, "remove", lambda: hours.remove(entry, by=actor())):
        flash(_("Removed from the log."))
    for message in form.form_errors:
        flash(message, "bad")
    return redirect(url_for(".hours_index", placement_id=placement_id), 303)


def worked(form: HoursForm) -> tuple:
    return form.day.data, form.minutes.data, form.what.data or ""
