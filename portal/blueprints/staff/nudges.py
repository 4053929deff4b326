"""Reminding several at once from the board, and the receipt of it."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.rescues import NudgeForm
from portal.services import nudges, receipts
from portal.vocabulary import NudgeOutcome, Side


@bp.post("/placements/nudges")
def nudges_create():
    """Remind everybody whose move it is in what was ticked."""
    form = NudgeForm()
    if not form.validate_on_submit():
        flash(_("Choose at least one placement."), "bad")
        return redirect(url_for(".placements_index"), 303)
    receipt = receipts.once(form.form_key.data, actor(), "nudges_create")
    if receipt.repeated:
        return redirect(receipt.location or url_for(".placements_index"), 303)
    return remind(form.placements.data, receipt)


def remind(ids: list[int], receipt):
    with refusals.flashed():
        made = nudges.nudge_all(ids, by=actor())
        location = receipt.led_to(url_for(".nudges_show", round_id=made.id))
        db.session.commit()
        return redirect(location, 303)
    return redirect(url_for(".placements_index"), 303)


@bp.get("/placements/nudges/<int:round_id>")
def nudges_show(round_id: int):
    """Who was written to, who was not, and why."""
    made = nudges.receipt(actor(), round_id)
    people = nudges.people(actor(), made)
    lines = [line(people[number], side, outcome) for number, side, outcome in made.lines if number in people]
    told = sum(one["outcome"] is NudgeOutcome.SENT for one in lines)
    return render_template("staff/nudges/show.html", made=made, lines=lines, told=told)


def line(row, side: str, outcome: str) -> dict:
    """One side of one placement, in words."""
    names = {Side.STUDENT.value: row.student, Side.EMPLOYER.value: row.supervisor}
    return {"row": row, "name": names.get(side, ""), "outcome": NudgeOutcome(outcome)}
