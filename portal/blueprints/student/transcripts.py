"""S9: my transcripts: ask for one, see it being made, fetch it, withdraw it."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from portal import htmx
from portal.blueprints.door import actor
from portal.blueprints.downloads import send
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.errors import NotFound
from portal.forms.base import Form
from portal.services import records, transcripts
from portal.vocabulary import TranscriptStatus


@bp.route("/record/transcripts", methods=["GET", "POST"])
def transcripts_index():
    """Ask for one, or see how the making goes: nothing new while one is made, then that part of the page."""
    form = Form()
    if done(form, "transcript", lambda: transcripts.order(actor())):
        return redirect(url_for(".transcripts_index"), 303)
    for message in form.form_errors:
        flash(message, "bad")
    found = transcripts.mine(actor())
    pending = any(each.status is TranscriptStatus.ORDERED for each in found)
    if htmx.is_partial() and pending:
        return "", 204
    return shown(found, pending, 422 if form.form_errors else 200)


def shown(found, pending: bool, status: int):
    return htmx.render(
        "student/transcripts/index.html",
        "student/transcripts/_made.html",
        status,
        transcripts=found,
        pending=pending,
        something=bool(records.proven(actor())),
        form=Form(),
    )


@bp.get("/record/transcripts/<serial>.pdf")
def transcripts_pdf(serial: str):
    """The bytes as they were signed."""
    found = transcripts.get(actor(), serial)
    if found.file is None:
        raise NotFound
    return send(found.file)


@bp.post("/record/transcripts/<serial>/withdrawal")
def transcripts_withdraw(serial: str):
    found, form = transcripts.get(actor(), serial), Form()
    if done(form, "withdrawal", lambda: transcripts.withdraw(found, by=actor())):
        flash(_("The transcript is withdrawn. Whoever checks a copy is told so."))
    for message in form.form_errors:
        flash(message, "bad")
    return redirect(url_for(".transcripts_index"), 303)
