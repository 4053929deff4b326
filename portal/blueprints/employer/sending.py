"""E3: everything at a glance before it is sent; errors block, each warning asks for a reason."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.blueprints.employer.postings import editable
from portal.database import db, take_write_lock
from portal.forms import sending
from portal.services import lessons, projects, scoping
from portal.vocabulary import ProjectStatus


@bp.get("/projects/<int:project_id>/check")
def postings_check(project_id: int):
    """Everything at a glance, each finding at its step with a link to its control."""
    project = editable(project_id)
    found = scoping.findings(project)
    return check_page(project, found, sending.form_of(found, project.reasons))


def check_page(project, found, form, status: int = 200):
    blocking = sum(one.blocks for one in found)
    page = render_template(
        "employer/projects/check.html",
        project=project,
        form=form,
        **scoping.WORDS,
        found={step: [one for one in found if one.step == step] for step in scoping.STEPS},
        blocking=blocking,
        asking=len(found) - blocking,
        unanswered=scoping.unanswered(found),
        lessons=lessons.of(actor(), project),
    )
    return page, status


@bp.post("/projects/<int:project_id>/check")
def postings_submit(project_id: int):
    """Send it for review; every finding is listed when one stands in the way."""
    project = projects.get(actor(), project_id)
    if project.status is ProjectStatus.SUBMITTED:
        return redirect(url_for(".projects_show", project_id=project_id), 303)
    project = editable(project_id)
    form = sending.form_of(scoping.findings(project), project.reasons)
    if not form.validate_on_submit():
        return held_back(project_id, form)
    with refusals.above(form):
        projects.submit(project, by=actor(), reasons=form.reasons)
        db.session.commit()
        flash(_("Sent for review. The career office will write to you."), "good")
        return redirect(url_for(".projects_show", project_id=project_id), 303)
    return held_back(project_id, form)


def held_back(project_id: int, form):
    """The check again; reasons that were given are kept, so that a step can be changed first."""
    take_write_lock()
    project = editable(project_id)
    scoping.explain(project, form.reasons, by=actor())
    db.session.commit()
    project = editable(project_id)
    return check_page(project, scoping.findings(project), form, 422)
