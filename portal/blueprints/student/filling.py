"""S3: waiting for a seat of a full project, interest in one the office fills, and draws."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.blueprints.student.projects import paper
from portal.database import db
from portal.services import asking, board, claims, draws, matches
from portal.vocabulary import Selection


@bp.post("/projects/<int:project_id>/waiting")
def claims_wait(project_id):
    """Join the waiting list; asked for twice, done once."""
    project = board.get(actor(), project_id)
    if project.selection is Selection.APPLY:
        return redirect(url_for(".claims_new", project_id=project_id), 303)
    with refusals.heard() as no:
        claim = claims.join(project, by=actor())
        db.session.commit()
        return redirect(url_for(".claims_show", claim_id=claim.id), 303)
    return paper(board.get(actor(), project_id), no.message, 422)


@bp.post("/projects/<int:project_id>/interest")
def interests_create(project_id):
    """Say that one would like it; said twice, it is once."""
    with refusals.heard() as no:
        matches.register(board.get(actor(), project_id), by=actor())
        db.session.commit()
        flash(_("The career office sees that you are interested."), "good")
        return to_project(project_id)
    return paper(board.get(actor(), project_id), no.message, 422)


@bp.post("/projects/<int:project_id>/interest/withdraw")
def interests_withdraw(project_id):
    """Take the interest back; asked for twice, done once."""
    board.get(actor(), project_id)
    matches.withdraw(project_id, by=actor())
    db.session.commit()
    flash(_("Taken back. The career office no longer sees you among those interested."), "good")
    return to_project(project_id)


def to_project(project_id: int):
    return redirect(url_for(".projects_show", project_id=project_id), 303)


@bp.get("/projects/<int:project_id>/draw")
def draws_show(project_id):
    """How the draw goes, and once it is held how it went; nobody else has a name here."""
    draw = draws.get(actor(), project_id)
    claim = asking.latest_on(project_id, actor())
    return render_template(
        "student/projects/draw.html", draw=draw, lots=draws.outcome(draw), mine=claim.id if claim else 0
    )
