"""The employer's projects: the list, one project's page, and how its intake ends."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.forms.base import Form
from portal.forms.partnerships import AnswerForm, ReasonGivenForm
from portal.security import key
from portal.services import (
    beginnings,
    decline_codes,
    drafts,
    partnerships,
    projects,
    receipts,
    scoping,
    threads,
)
from portal.vocabulary import ProjectStatus, Selection

ENDINGS = "<any(withdraw, close, cancel):verb>"
ENDED = {
    "withdraw": ProjectStatus.WITHDRAWN,
    "close": ProjectStatus.CLOSED,
    "cancel": ProjectStatus.CANCELLED,
}
FIRST = "what"
ORDER = (
    ProjectStatus.CHANGES_REQUESTED,
    *(s for s in ProjectStatus if s is not ProjectStatus.CHANGES_REQUESTED),
)
"""What the employer has to do stands first."""


@bp.get("/projects")
def projects_index():
    """All projects by state, with the applications that wait for an answer."""
    return index_page(Form())


def index_page(form, status: int = 200):
    posted = projects.listing(actor())
    page = render_template(
        "employer/projects/index.html",
        projects=posted,
        groups=[
            (status, rows) for status in ORDER if (rows := [row for row in posted if row.status is status])
        ],
        campuses=partnerships.campuses_in_force(actor()),
        form=form,
    )
    return page, status


@bp.post("/projects")
def projects_create():
    """Begin a draft for a campus where the employer may post; one that nothing was saved in is used again."""
    form = Form()
    if not form.validate_on_submit():
        return index_page(form, 422)
    receipt = receipts.once(form.form_key.data, actor(), "projects_create")
    if receipt.repeated:
        return redirect(receipt.location or url_for(".projects_index"), 303)
    project = beginnings.blank(request.form.get("campus_id", type=key), by=actor())
    location = receipt.led_to(url_for(".postings_ask", project_id=project.id, step=FIRST))
    db.session.commit()
    return redirect(location, 303)


@bp.post("/projects/<int:project_id>/again")
def projects_again(project_id: int):
    """A new draft with what an earlier project said."""
    project, form = projects.get(actor(), project_id), Form()
    receipt = receipts.once(form.form_key.data, actor(), "projects_again")
    if receipt.repeated:
        return redirect(receipt.location or url_for(".projects_index"), 303)
    made = beginnings.again(project, by=actor())
    location = receipt.led_to(url_for(".postings_check", project_id=made.id))
    db.session.commit()
    flash(_("Copied. Its dates are moved on; check them, and tick again what it is not."), "good")
    return redirect(location, 303)


@bp.get("/projects/<int:project_id>")
def projects_show(project_id: int):
    """One project: its state, what next, its scope and the thread with the office."""
    return page(projects.get(actor(), project_id), AnswerForm())


def page(project, form, status: int = 200):
    shown = render_template(
        "employer/projects/show.html",
        project=project,
        form=form,
        thread=threads.read(project),
        declined=decline_codes.said(project.campus_id, project.decline_code, project.status_at),
        editable=project.status in drafts.EDITABLE,
        applicants=url_for(".applicants_index", project_id=project.id)
        if project.selection is Selection.APPLY
        else "",
        **scoping.WORDS,
        verbs={step.verb: step.label for step in projects.LIFECYCLE.choices(project, actor())},
    )
    return shown, status


@bp.post("/projects/<int:project_id>/comments")
def projects_comment(project_id: int):
    """Add a line to the thread."""
    project, form = projects.get(actor(), project_id), AnswerForm()
    if not form.validate_on_submit():
        return page(project, form, 422)
    if not receipts.once(form.form_key.data, actor(), "projects_comment").repeated:
        threads.comment(project, form.text.data, by=actor())
        db.session.commit()
        flash(_("Sent to the career office."), "good")
    return redirect(url_for(".projects_show", project_id=project_id), 303)


@bp.get(f"/projects/<int:project_id>/{ENDINGS}")
def projects_ending(project_id: int, verb: str):
    """Ask once whether it is meant, and why where that is needed."""
    return ending_page(projects.get(actor(), project_id), verb, ending_form(verb))


def ending_form(verb: str):
    return ReasonGivenForm() if verb == "cancel" else Form()


def ending_page(project, verb: str, form, status: int = 200):
    page = render_template("employer/projects/end.html", project=project, verb=verb, form=form)
    return page, status


@bp.post(f"/projects/<int:project_id>/{ENDINGS}")
def projects_end(project_id: int, verb: str):
    """Withdraw, close or cancel; asked for twice, done once."""
    project, form = projects.get(actor(), project_id), ending_form(verb)
    if not form.validate_on_submit():
        return ending_page(project, verb, form, 422)
    if project.status is not ENDED[verb]:
        end(project, verb, form)
        db.session.commit()
        flash(_("Done. Everybody it concerns is told."), "good")
    return redirect(url_for(".projects_show", project_id=project_id), 303)


def end(project, verb: str, form) -> None:
    if verb == "cancel":
        projects.cancel(project, by=actor(), note=form.note.data)
    elif verb == "close":
        projects.close(project, by=actor())
    else:
        projects.withdraw(project, by=actor())
