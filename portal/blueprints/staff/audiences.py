"""P3: who could see a project, when and why; and projects of other campuses that wait for this office."""

from datetime import datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from portal import clock
from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import audience_words, bp
from portal.database import db
from portal.extensions import timezone
from portal.forms.audiences import AudienceForm, ProofForm
from portal.security import key
from portal.services import audiences, exclusivity_facts, exclusivity_proof, scoping
from portal.services.exclusivity_proof import PAGE
from portal.vocabulary import AudienceStatus

SAID = {
    "approve": lambda: _("Shown to your students from now on. The employer is told."),
    "decline": lambda: _("Declined. Your students do not see it."),
    "end": lambda: _("Your students no longer see it."),
}


@bp.get("/projects")
def projects_index():
    """Every project that concerns this campus, each with the page that proves its audience."""
    text, before = request.args.get("q", "").strip()[:100], request.args.get("before", type=key)
    found = exclusivity_proof.listing(actor(), text, before)
    more = {"q": text, "before": found[PAGE - 1].id} if len(found) > PAGE else None
    return render_template(
        "staff/audiences/index.html",
        projects=found[:PAGE],
        q=text,
        waiting=audiences.listing(actor(), AudienceStatus.ASKED),
        decided=audiences.listing(actor(), AudienceStatus.APPROVED, AudienceStatus.DECLINED),
        more=url_for(".projects_index", **more) if more else "",
        start=url_for(".projects_index", q=text or None) if before else "",
        home=g.campus.id,
    )


@bp.get("/projects/<int:project_id>/audience")
def audiences_proof(project_id: int):
    """Who could see it at a moment, over a time, and why; one student looked up."""
    project = exclusivity_proof.get(actor(), project_id)
    form = ProofForm(request.args)
    form.validate()
    shown = proof(project, form)
    whole = request.args.get("all") == "yes"
    return render_template(
        "staff/audiences/proof.html", project=project, form=form, **shown, **students(shown["crowd"], whole)
    )


def proof(project, form: ProofForm) -> dict:
    """What the page and the export say for what was asked."""
    facts = exclusivity_facts.gather(project, g.campus.id)
    now = clock.now()
    moment = min(form.moment(timezone()) or now, now)
    crowd = exclusivity_proof.crowd(facts, moment)
    today = crowd if moment == now else exclusivity_proof.crowd(facts, now)
    return {
        "made": now,
        "moment": moment,
        "chosen": moment != now,
        "lines": exclusivity_proof.campus_lines(facts, moment),
        "crowd": crowd,
        "now": len(today.students),
        "periods": exclusivity_proof.periods(facts, *span(form)),
        "terms": audience_words.terms,
        "answer": exclusivity_proof.look_up(facts, form.who.data, moment) if form.who.data else None,
    }


def span(form: ProofForm) -> tuple[datetime | None, datetime | None]:
    """The first and the last day asked for, as instants of the campus."""
    if form.since.errors or form.until.errors:
        return None, None
    since, until = form.since.data, form.until.data
    midnight = datetime.combine(since, time.min, ZoneInfo(timezone())) if since else None
    return midnight, clock.end_of_day(until, timezone()) if until else None


def students(crowd, whole: bool) -> dict:
    """A page of the list, or all of it for paper."""
    start = max(request.args.get("start", 0, type=int), 0)
    shown = crowd.students if whole else crowd.students[start : start + PAGE]
    more = not whole and len(crowd.students) > start + PAGE
    asked = {name: value for name in ("at", "who", "since", "until") if (value := request.args.get(name))}
    here = {"endpoint": request.endpoint, **(request.view_args or {}), **asked}
    return {
        "shown": shown,
        "whole": whole,
        "everyone": url_for(**here, all="yes"),
        "more": url_for(**here, start=start + PAGE) if more else "",
        "less": url_for(**here) if start or whole else "",
        "export": url_for(".audiences_export", project_id=request.view_args["project_id"], **asked),
    }


@bp.get("/projects/<int:project_id>/audience.csv")
def audiences_export(project_id: int):
    """The same as a table, safe to open in a spreadsheet."""
    project = exclusivity_proof.get(actor(), project_id)
    form = ProofForm(request.args)
    form.validate()
    table = audience_words.table(project, g.campus.name, proof(project, form))
    name = f"audience-{project.id}.csv"
    return send_file(
        BytesIO(exclusivity_proof.csv(table)), mimetype="text/csv", as_attachment=True, download_name=name
    )


@bp.get("/audience-requests/<int:request_id>")
def audiences_show(request_id: int):
    """A project of another campus, whole, and the decision."""
    asked = audiences.get(actor(), request_id)
    return request_page(asked, decision_form(asked))


def decision_form(asked) -> AudienceForm:
    form = AudienceForm()
    form.offer((step.verb, step.label) for step in audiences.LIFECYCLE.choices(asked, actor()))
    return form


def request_page(asked, form: AudienceForm, status: int = 200):
    page = render_template(
        "staff/audiences/request.html", asked=asked, project=asked.project, form=form, **scoping.WORDS
    )
    return page, status


@bp.post("/audience-requests/<int:request_id>")
def audiences_decide(request_id: int):
    """Show it, leave it, or stop showing it."""
    asked = audiences.get(actor(), request_id)
    form = decision_form(asked)
    if not form.validate_on_submit():
        return request_page(asked, form, 422)
    with refusals.above(form):
        audiences.decide(asked, form.decision.data, by=actor(), note=form.note.data or "")
        db.session.commit()
        flash(SAID[form.decision.data](), "good")
        return redirect(url_for(".projects_index"), 303)
    return request_page(audiences.get(actor(), request_id), form, form.status_code)
