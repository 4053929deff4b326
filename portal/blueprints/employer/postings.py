"""E2: writing a project in short steps, saved at each Continue; what the rules say stands beside each."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import htmx
from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.forms.projects import STEPS
from portal.forms.steps import StepForm
from portal.services import contacts, drafts, lessons, policies, projects, scoping
from portal.vocabulary import EligibilityKind

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
    return offered(project, step, form)


def offered(project, step: str, form: StepForm) -> StepForm:
    """The form with the choices that depend on the project."""
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
    form = form_of(project, step, filled=True)
    suggested = lessons.suggested(actor(), project) if "suggested" in request.args else None
    if step == "time" and suggested:
        form.minutes.data = suggested
    return step_page(project, step, form)


@bp.post(f"/projects/<int:project_id>/{STEP}")
def postings_answer(project_id: int, step: str):
    """Save and go on: to what is questioned here, to the next step, or back to the check."""
    project = editable(project_id)
    form = form_of(project, step, filled=False)
    if not form.validate_on_submit():
        return step_page(project, step, form, 422)
    with refusals.above(form):
        drafts.refuse_stale(project, step, form.seen.data)
        drafts.save(project, step, form.answers, by=actor())
        db.session.commit()
        return redirect(onward(project_id, step, form.told.data or ""), 303)
    project = editable(project_id)
    form.seen.data = drafts.mark(project, step)
    return step_page(project, step, form, form.status_code)


def onward(project_id: int, step: str, told: str) -> str:
    """The same step while it holds a finding that its page has not shown, else what follows."""
    project = projects.get(actor(), project_id)
    found = scoping.on_the_way(project, step)
    if set(scoping.told(found).split()) <= set(told.split()):
        return after(project_id, step)
    shown = {**request.args.to_dict(), "look": "1"}
    return url_for(".postings_ask", project_id=project_id, step=step, **shown, _anchor="findings")


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
    found = scoping.on_the_way(project, step)
    if "look" in request.args and status == 200:
        form.note(found)
    page = render_template(
        f"employer/projects/{step}.html",
        project=project,
        form=form,
        step=step,
        title=scoping.STEPS[step],
        place=list(STEPS).index(step) + 1,
        steps=len(STEPS),
        back=before(project.id, step),
        lessons=lessons.of(actor(), project),
        rules=rules,
        hours=scoping.hour_limits(project, rules),
        rate=scoping.fee_an_hour(project.fee, project.minutes),
        findings=found,
        told=scoping.told(found),
    )
    return page, status


@bp.get(f"/projects/<int:project_id>/{STEP}/findings")
def postings_findings(project_id: int, step: str):
    """What the rules say about a step as it is typed: a piece; without htmx the step itself."""
    project = editable(project_id)
    if not htmx.is_partial():
        return redirect(url_for(".postings_ask", project_id=project_id, step=step), 303)
    form = offered(project, step, STEPS[step](formdata=request.args))
    found = scoping.typed(project, step, live(form), supervisor(form) if step == "people" else None)
    return render_template("postings/_findings.html", findings=found, told=scoping.told(found), live=True)


def live(form: StepForm) -> dict:
    """The typed answers, but for texts too long for an address: those are as saved."""
    return {name: value for name, value in form.answers.items() if name not in form.LONG_TEXTS}


def supervisor(form: StepForm) -> str:
    """The address of who is being chosen, or named anew."""
    chosen = {row.id: row.email for row in contacts.colleagues(actor())}
    return (form.email.data or "").strip() or chosen.get(form.supervisor_id.data, "")


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
