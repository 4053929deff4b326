"""P5: how projects fill: proposing students, waiting lists, draws, and seats that come free."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.matches import ProposeForm
from portal.services import candidates, disclosures, draws, fillings, matches, placements, rescue_steps
from portal.vocabulary import Seen

MOST = 5000


@bp.get("/filling")
def filling_index():
    """Every project that takes students, and how its seats find them."""
    return render_template("staff/filling/index.html", projects=fillings.listing(actor()))


@bp.get("/projects/<int:project_id>/match")
def matches_show(project_id: int):
    """The candidates for one project, with what speaks for each."""
    return match_page(matches.get(actor(), project_id), ProposeForm(formdata=None))


def match_page(project, form, status: int = 200):
    """The list as the address asks for it; what was ticked stays ticked."""
    asked = {"q": request.args.get("q", "").strip()[:100], "only": request.args.get("only", "")}
    start = min(max(request.args.get("from", 0, type=int), 0), MOST)
    found, more = candidates.listing(
        project, interested=asked["only"] == "interested", search=asked["q"], start=start
    )
    if request.method != "POST":  # a refused proposal shows again what was shown before it
        students = [(one.user_id, one.user_id) for one in found]
        disclosures.note(actor(), Seen.PROFILE, project.campus_id, students)
    address = {name: value for name, value in asked.items() if value}
    page = render_template(
        "staff/filling/match.html",
        project=project,
        form=form,
        asked=asked,
        candidates=found,
        interested=candidates.interested(project.id),
        left=project.seats - project.seats_taken,
        more=page_address(project, address, start + candidates.PAGE) if more else "",
        start=page_address(project, address, 0) if start else "",
    )
    return page, status


def page_address(project, asked: dict, start: int) -> str:
    return url_for(".matches_show", project_id=project.id, **asked, **({"from": start} if start else {}))


@bp.post("/projects/<int:project_id>/match")
def matches_propose(project_id: int):
    """Propose a seat to everyone ticked, or to nobody."""
    project, form = matches.get(actor(), project_id), ProposeForm()
    if not form.validate_on_submit():
        return match_page(project, form, 422)
    with refusals.above(form):
        made = matches.propose(project, form.students.data, form.message.data or "", by=actor())
        db.session.commit()
        flash(
            _n("Proposed. The student is told.", "Proposed. The %(num)s students are told.", len(made)),
            "good",
        )
        return redirect(url_for(".matches_show", project_id=project_id), 303)
    return match_page(matches.get(actor(), project_id), form, form.status_code)


@bp.get("/projects/<int:project_id>/waiting")
def waiting_show(project_id: int):
    """Who waits for a seat, in which order, and who was passed over and why."""
    project = fillings.project(actor(), project_id)
    return render_template("staff/filling/waiting.html", project=project, line=fillings.in_line(project_id))


@bp.get("/projects/<int:project_id>/draw")
def draws_show(project_id: int):
    """The draw as the students see it, with names."""
    draw = draws.get(actor(), project_id)
    return render_template(
        "staff/filling/draw.html", draw=draw, lots=draws.outcome(draw), names=fillings.names(draw.entries)
    )


@bp.post("/placements/<int:placement_id>/reassign")
def placements_reassign(placement_id: int):
    """Give the seat of work that ended early to the waiting list."""
    placement = placements.get(actor(), placement_id)
    with refusals.flashed():
        rescue_steps.reassign(placement, by=actor())
        db.session.commit()
        flash(_("The seat is free. Whoever waits first is told."), "good")
    return redirect(url_for(".placements_show", placement_id=placement_id), 303)
