"""E2: writing a project in short steps, saved at each Continue, checked and sent for review."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.errors import RuleBroken
from portal.forms.base import Form
from portal.forms.projects import STEPS
from portal.forms.steps import StepForm
from portal.services import contacts, drafts, policies, projects, scoping
from portal.vocabulary import EligibilityKind, ProjectStatus

STEP = f"<any({', '.join(STEPS)}):step>"


def editable(project_id: int):
    """The employer's own project while it may be edited; RuleBroken otherwise."""
    project = projects.get(actor(), project_id)
    drafts.require_editable(project, actor())
    return project


def form_of(project, step: str, filled: bool) -> StepForm:
    """The step's form: filled with what is saved, or with what was sent."""
    kind = STEPS[step]
    form = kind(data=kind.shown(drafts.answers(project, step))) if filled else kind()
    if filled:
        form.seen.data = drafts.mark(project, step)
    if step == "people":
        form.offer(contacts.colleagues(actor()))
    if step == "fee":
        form.fee.currency = project.currency
    if step == "eligibility":
        form.offer({kind.value: drafts.known(project.campus_id, kind) for kind in EligibilityKind})
    return form


@bp.get(f"/projects/<int:project_id>/{STEP}")
def postings_ask(project_id: int, step: str):
    """One step; a project that was sent is read on its own page."""
    project = projects.get(actor(), project_id)
    if project.status not in drafts.EDITABLE:
        flash(_("This project can no longer be edited."))
        return redirect(url_for(".projects_show", project_id=project_id), 303)
    return step_page(project, step, form_of(project, step, filled=True))


@bp.post(f"/projects/<int:project_id>/{STEP}")
def postings_answer(project_id: int, step: str):
    """Save and go on: to the next step, or back to the check."""
    project = editable(project_id)
    form = form_of(project, step, filled=False)
    if not form.validate_on_submit():
        return step_page(project, step, form, 422)
    try:
        drafts.refuse_stale(project, step, form.seen.data)
        drafts.save(project, step, form.answers, by=actor())
    except RuleBroken as refusal:
        return refused(project_id, step, form, refusal)
    db.session.commit()
    return redirect(after(project_id, step), 303)


def refused(project_id: int, step: str, form: StepForm, refusal: RuleBroken):
    """Nothing was changed; what was typed stays."""
    db.session.rollback()
    form.form_errors.append(refusal.message)
    project = editable(project_id)
    form.seen.data = drafts.mark(project, step)
    return step_page(project, step, form, refusal.status)


def after(project_id: int, step: str) -> str:
    """The page that follows a step."""
    names = list(STEPS)
    place = names.index(step) + 1
    if request.args.get("from") == "check" or place == len(names):
        return url_for(".postings_check", project_id=project_id)
    return url_for(".postings_ask", project_id=project_id, step=names[place])


def before(project_id: int, step: str) -> str:
    """The page that a step's way back leads to."""
    names = list(STEPS)
    place = names.index(step)
    if request.args.get("from") == "check":
        return url_for(".postings_check", project_id=project_id)
    if place == 0:
        return url_for(".projects_show", project_id=project_id)
    return url_for(".postings_ask", project_id=project_id, step=names[place - 1])


def step_page(project, step: str, form: StepForm, status: int = 200):
    rules = policies.current(project.campus_id)
    page = render_template(
        f"employer/projects/{step}.html",
        project=project,
        form=form,
        title=scoping.STEPS[step],
        place=list(STEPS).index(step) + 1,
        steps=len(STEPS),
        back=before(project.id, step),
        rules=rules,
        hours=scoping.hour_limits(project, rules),
        rate=scoping.fee_an_hour(project.fee, project.minutes),
    )
    return page, status


@bp.get("/projects/<int:project_id>/rate")
def postings_rate(project_id: int):
    """The fee as it is typed, an hour, beside the floor."""
    project = projects.get(actor(), project_id)
    form = form_of(project, "fee", filled=False)
    form.fee.process(request.args)
    return render_template(
        "postings/_rate.html",
        project=project,
        rules=policies.current(project.campus_id),
        rate=scoping.fee_an_hour(form.fee.data, project.minutes),
    )


@bp.get("/projects/<int:project_id>/check")
def postings_check(project_id: int):
    """Everything at a glance, each problem at its step."""
    return check_page(editable(project_id), Form())


def check_page(project, form, status: int = 200):
    problems = scoping.problems(project)
    page = render_template(
        "employer/projects/check.html",
        project=project,
        form=form,
        **scoping.WORDS,
        problems={step: [p.text for p in problems if p.step == step] for step in scoping.STEPS},
        count=len(problems),
        unanswered=scoping.unanswered(project),
    )
    return page, status


@bp.post("/projects/<int:project_id>/check")
def postings_submit(project_id: int):
    """Send it for review; every problem is listed when there is one."""
    project, form = projects.get(actor(), project_id), Form()
    if project.status is ProjectStatus.SUBMITTED:
        return redirect(url_for(".projects_show", project_id=project_id), 303)
    try:
        projects.submit(project, by=actor())
    except RuleBroken as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.message)
        return check_page(editable(project_id), form, 422)
    db.session.commit()
    flash(_("Sent for review. The career office will write to you."), "good")
    return redirect(url_for(".projects_show", project_id=project_id), 303)
