"""The employer's placements: who works on what, whose move it is, accepting the work, paying the fee."""

from flask import render_template
from flask_babel import lazy_gettext as _l

from portal.blueprints import kick_off, placement_pages
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.blueprints.placement_pages import Ask, Way
from portal.forms.placements import AgreeForm, ChangesForm, DisputeForm
from portal.services import evaluation_requests, fees, placement_facts, placements
from portal.vocabulary import Side

ASKS = {
    "accept": Ask(
        _l("Accept the work"),
        _l("The work meets what was agreed. The fee falls due, and nothing more can be asked for."),
        _l("The work is accepted and the student has been told."),
        lambda placement, form, by: placements.accept(placement, by=by),
        AgreeForm,
    ),
    "revise": Ask(
        _l("Ask for changes"),
        _l("The student gets the work back with your words and hands in a new version."),
        _l("The student has been asked for changes."),
        lambda placement, form, by: placements.revise(placement, form.note.data, by=by),
        ChangesForm,
    ),
    "report_paid": placement_pages.REPORT,
    "dispute": Ask(
        _l("Say that the fee is not right"),
        _l("The student and the career office are told."),
        _l("The student and the career office have been told."),
        lambda placement, form, by: fees.move(placement, "dispute", form.note.data, by=by),
        DisputeForm,
        grave=True,
    ),
    "resolve": placement_pages.SETTLE,
}
WAYS = {
    "kick_off": Way("employer.placements_kick_off", _l("Go through the list")),
    "answer": Way("employer.placements_step", _l("Accept the work"), {"verb": "accept"}),
    "pay": Way("employer.placements_step", _l("Report the fee as paid"), {"verb": "report_paid"}),
    "settle": Way("employer.placements_step", _l("Say that it is settled"), {"verb": "resolve"}),
}


@bp.get("/placements")
def placements_index():
    page = placement_pages.listed(".placements_index", Side.EMPLOYER)
    return render_template("employer/placements/index.html", **page)


@bp.get("/placements/<int:placement_id>")
def placements_show(placement_id: int):
    placement = placements.get(actor(), placement_id)
    open_ways = ways(placement)
    return render_template(
        "employer/placements/show.html",
        **placement_pages.shown(placement, Side.EMPLOYER, open_ways, placement_facts.of(placement)),
        asked="evaluate" in open_ways,
        changes_left=placements.agreed(placement).revisions - placement.revisions,
    )


def ways(placement) -> dict[str, Way]:
    """The evaluation opens here only for the contact who was asked for it."""
    if not evaluation_requests.asks(placement.id, actor()):
        return WAYS
    return {**WAYS, "evaluate": Way("employer.evaluations_enter", _l("Evaluate the work"), post=True)}


@bp.route("/placements/<int:placement_id>/kick-off", methods=["GET", "POST"])
def placements_kick_off(placement_id: int):
    return kick_off.page("employer", placement_id)


@bp.route("/placements/<int:placement_id>/steps/<verb>", methods=["GET", "POST"])
def placements_step(placement_id: int, verb: str):
    return placement_pages.ask(ASKS, "employer", placement_id, verb)
