"""S4 for the office: which employers have to answer, how they usually do, and a reminder."""

from flask import flash, redirect, render_template, url_for
from flask_babel import ngettext as _n

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.base import Form
from portal.services import partnerships, policies, reminders, responses


@bp.get("/answers")
def answers_index():
    """Who has to answer, the nearest deadline first."""
    found = reminders.late(actor())
    records = responses.of_employers(actor().campus_id, [row.employer_id for row in found])
    return render_template(
        "staff/answers/index.html",
        employers=[(row, records.get(row.employer_id, responses.NOTHING)) for row in found],
        days=policies.current(actor().campus_id).answer_days,
        is_late=reminders.is_late,
        form=Form(),
    )


@bp.post("/answers/<int:partnership_id>/nudge")
def answers_nudge(partnership_id: int):
    """Remind an employer now."""
    partnership = partnerships.get(actor(), partnership_id)
    with refusals.flashed():
        told = reminders.nudge(partnership, by=actor())
        db.session.commit()
        flash(_n("One reminder is on its way.", "%(num)s reminders are on their way.", told), "good")
    return redirect(url_for(".answers_index"), 303)
