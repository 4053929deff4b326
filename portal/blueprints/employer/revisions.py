"""Changing a project that is open: step by step, then sent to the office as one change."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals, revision_words
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.blueprints.employer.postings import offered
from portal.database import db
from portal.forms.base import Form
from portal.forms.partnerships import ReasonGivenForm
from portal.forms.projects import STEPS
from portal.services import policies, projects, revisions, scoping
from portal.vocabulary import RevisionStatus

STEP = f"<any({', '.join(revisions.STEPS)}):step>"


@bp.get("/projects/<int:project_id>/change")
def revisions_show(project_id: int):
    """What is proposed so far, and sending it."""
    return page(projects.get(actor(), project_id), ReasonGivenForm())


def page(project, form, status: int = 200):
    revision = revisions.live(project)
    shown = render_template(
        "employer/revisions/show.html",
        project=project,
        revision=revision,
        differences=revision_words.lines(revision) if revision else [],
        findings=revisions.findings(revision) if revision else [],
        waits=bool(revision and revision.status is RevisionStatus.PENDING),
        changeable=revisions.STEPS,
        steps=scoping.STEPS,
        form=form,
        drop=Form(),
    )
    return shown, status


@bp.get(f"/projects/<int:project_id>/change/{STEP}")
def revisions_ask(project_id: int, step: str):
    """One step with what is proposed, else with what stands."""
    project = projects.get(actor(), project_id)
    revisions.require_changeable(project, actor())
    kind = STEPS[step]
    proposed = revisions.answers(project, revisions.live(project), step)
    return step_page(project, step, offered(project, step, kind(data=kind.shown(proposed))))


def step_page(project, step: str, form, status: int = 200):
    rules = policies.current(project.campus_id)
    shown = render_template(
        f"employer/projects/{step}.html",
        revising=True,
        back=url_for(".revisions_show", project_id=project.id),
        rate=scoping.fee_an_hour(project.fee, project.minutes),
        project=project,
        step=step,
        form=form,
        title=scoping.STEPS[step],
        rules=rules,
        hours=scoping.hour_limits(project, rules),
    )
    return shown, status


@bp.post(f"/projects/<int:project_id>/change/{STEP}")
def revisions_answer(project_id: int, step: str):
    """Keep what is proposed for this step."""
    project = projects.get(actor(), project_id)
    form = offered(project, step, STEPS[step]())
    if not form.validate_on_submit():
        return step_page(project, step, form, 422)
    revisions.save(project, step, form.answers, by=actor())
    db.session.commit()
    return redirect(url_for(".revisions_show", project_id=project_id), 303)


@bp.post("/projects/<int:project_id>/change")
def revisions_send(project_id: int):
    """Send the change to the office; sent twice, it is one."""
    project, form = projects.get(actor(), project_id), ReasonGivenForm()
    revision = revisions.live(project)
    if revision and revision.status is RevisionStatus.PENDING:
        return redirect(url_for(".projects_show", project_id=project_id), 303)
    if not form.validate_on_submit():
        return page(project, form, 422)
    with refusals.above(form):
        revisions.send(revision, form.note.data, by=actor())
        db.session.commit()
        flash(
            _("The career office decides on your change. Until then students see the version before."), "good"
        )
        return redirect(url_for(".projects_show", project_id=project_id), 303)
    return page(projects.get(actor(), project_id), form, form.status_code)


@bp.post("/projects/<int:project_id>/change/drop")
def revisions_drop(project_id: int):
    """Take the change back; done twice, it is gone once."""
    project = projects.get(actor(), project_id)
    revision = revisions.live(project)
    if revision:
        revisions.withdraw(revision, by=actor())
        db.session.commit()
        flash(_("The change is dropped. The project stays as it is."), "good")
    return redirect(url_for(".projects_show", project_id=project_id), 303)
