"""The office's board of placements: what is overdue, whose move it is, and stepping in."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import htmx
from portal.blueprints import outcome_pages, placement_pages, refusals
from portal.blueprints.door import actor
from portal.blueprints.placement_pages import Ask, Way
from portal.blueprints.staff import bp
from portal.forms.base import Form
from portal.forms.placements import EndEarlyForm, EvidenceForm
from portal.forms.rescues import HoldForm, MeetForm, NudgeForm
from portal.security import key
from portal.services import (
    certificates,
    evaluation_office,
    nudges,
    parts,
    placement_board,
    placement_facts,
    placements,
    reflections,
    rescue_steps,
    rescues,
    seat_passing,
)
from portal.services.placement_board import Filters
from portal.vocabulary import EndCause, PlacementStatus, Side, stages

ASKS = {
    "start": Ask(
        _l("Start without the kick-off list"),
        _l("Use this when both sides have talked but did not tick the list."),
        _l("The work has started. Both sides have been told."),
        lambda placement, form, by: placements.start(placement, form.note.data, by=by),
    ),
    "accept_for_employer": Ask(
        _l("Accept for the employer"),
        _l("The employer did not answer. The certificate will say that the career office attests the work."),
        _l("The work is accepted. The student has been told."),
        lambda placement, form, by: placements.accept_for_employer(
            placement, form.evidence.data, form.note.data, by=by
        ),
        EvidenceForm,
    ),
    "close": Ask(
        _l("Close the placement"),
        _l(
            "It closes by itself once evaluation, reflection and fee are in. Close it now only with a reason."
        ),
        _l("The placement is closed."),
        lambda placement, form, by: placements.close(placement, form.note.data, by=by),
    ),
    "end_early": Ask(
        _l("End the placement early"),
        _l("This cannot be undone. Nothing more is asked of either side, except the fee for the part done."),
        _l("The placement has ended. Both sides have been told."),
        lambda placement, form, by: rescue_steps.end_early(
            placement,
            EndCause(form.cause.data),
            form.amount.data,
            form.note.data,
            by=by,
            side=Side(form.side.data) if form.side.data else None,
        ),
        EndEarlyForm,
        grave=True,
    ),
    "no_show": Ask(
        _l("Record that the student did not start"),
        _l("This cannot be undone. No fee is due and the seat is free again."),
        _l("Recorded. The seat is free again."),
        lambda placement, form, by: rescue_steps.no_show(placement, form.note.data, by=by),
        grave=True,
    ),
    "meet": Ask(
        _l("Arrange a meeting"),
        _l("Both sides get a letter with the day, in kind words, and can see it on their page."),
        _l("Both sides have been told the day."),
        lambda placement, form, by: rescue_steps.meet(placement, form.day.data, form.note.data, by=by),
        MeetForm,
    ),
    "hold": Ask(
        _l("Put it on hold"),
        _l("The clock stands still: nothing is overdue and nobody is reminded until it goes on."),
        _l("On hold. Both sides have been told."),
        lambda placement, form, by: rescue_steps.hold(
            placement, form.until.data, form.moves_dates.data, form.note.data, by=by
        ),
        HoldForm,
    ),
    "resume": Ask(
        _l("End the hold"),
        _l("The clock goes on today."),
        _l("It goes on. Both sides have been told."),
        lambda placement, form, by: rescue_steps.resume(placement, form.note.data, by=by),
    ),
    "report_paid": placement_pages.REPORT,
    "resolve": placement_pages.SETTLE,
}
WAYS = {
    "pay": Way("staff.placements_step", _l("Report the fee as paid"), {"verb": "report_paid"}),
    "settle": Way("staff.placements_step", _l("Say that it is settled"), {"verb": "resolve"}),
    "close": Way("staff.placements_step", _l("Close the placement"), {"verb": "close"}),
    "evaluator": Way("staff.evaluations_show", _l("See who was asked")),
}


@bp.get("/placements")
def placements_index():
    """The board: lanes by state, or the list of one state."""
    filters = asked()
    board = placement_board.board(actor(), filters)
    return htmx.render(
        "staff/placements/index.html",
        "staff/placements/_board.html",
        board=board,
        filters=filters,
        lanes=[filters.state] if filters.state else stages.UNFINISHED,
        states=list(PlacementStatus),
        sides=list(Side),
        kept=kept(),
        form=NudgeForm(),
    )


def asked() -> Filters:
    """The filters of the address; what is no state or number is not asked."""
    args = request.args
    state, side = args.get("state", ""), args.get("side", "")
    return Filters(
        state=PlacementStatus(state) if state in list(PlacementStatus) else None,
        late=args.get("late") == "yes",
        risk=args.get("risk") == "yes",
        side=Side(side) if side in list(Side) else None,
        employer_id=args.get("employer", type=key),
        college=args.get("college", "")[:120],
        supervisor_id=args.get("supervisor", type=key),
        search=args.get("q", "").strip()[:100],
        after=args.get("after", "")[:40],
    )


def kept() -> dict[str, str]:
    """The filters of the address that say something."""
    asked_for = ("state", "late", "risk", "side", "employer", "college", "supervisor", "q")
    return {name: value for name in asked_for if (value := request.args.get(name))}


@bp.get("/placements/<int:placement_id>")
def placements_show(placement_id: int):
    placement = placements.get(actor(), placement_id)
    facts, last = placement_facts.of(placement), evaluation_office.newest(placement_id)
    return render_template(
        "staff/placements/show.html",
        **placement_pages.shown(placement, Side.OFFICE, WAYS, facts),
        **reflections.shown(placement, parts.sent(facts)),
        newest=last,
        certificate_office=certificates.office_view(placement, last and last.evaluation, facts.logged),
        came=outcome_pages.came(placement, facts),
        nudge_form=Form(),
        task=rescues.live_of(placement_id),
        seat_may_pass=seat_passing.can_pass(placement, actor()),
    )


@bp.post("/placements/<int:placement_id>/nudge")
def placements_nudge(placement_id: int):
    """Remind whoever's move it is."""
    placement, form = placements.get(actor(), placement_id), Form()
    if refusals.done(form, "nudge", lambda: nudges.nudge(placement, by=actor())):
        flash(_("A reminder is on its way."))
    for message in form.form_errors:
        flash(message, "bad")
    return redirect(url_for(".placements_show", placement_id=placement_id), 303)


@bp.route("/placements/<int:placement_id>/steps/<verb>", methods=["GET", "POST"])
def placements_step(placement_id: int, verb: str):
    return placement_pages.ask(ASKS, "staff", placement_id, verb)
