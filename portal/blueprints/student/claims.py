"""S3 and S4: taking a seat or applying for one, and answering what comes back."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals, revision_words
from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.blueprints.student.cards import figures
from portal.blueprints.student.projects import paper
from portal.blueprints.student.ways import too_full
from portal.database import db
from portal.display import hour
from portal.forms.claims import AcceptForm, ApplyForm
from portal.security import key
from portal.services import (
    asking,
    board,
    claim_lists,
    claims,
    disclosures,
    draws,
    files,
    fits,
    matches,
    responses,
    revisions,
    terms,
    waiting_list,
)
from portal.services.asking import SHARABLE, Application
from portal.vocabulary import ClaimStatus, ProjectStatus, stages

RESUMES = ("pdf", "docx")


@bp.get("/claims")
def claims_index():
    """Everything I asked for: whose move it is, by when, and what became of it."""
    waiting, ended = claim_lists.waiting(actor()), claim_lists.answered(actor(), before())
    return render_template(
        "student/claims/index.html",
        groups=grouped(waiting) if before() is None else [],
        answers=responses.of_employers(actor().campus_id, {row.employer_id for row in waiting}),
        interests=matches.mine(actor()) if before() is None else [],
        ended=ended.found,
        older=url_for(".claims_index", before=ended.older) if ended.older else "",
        start=url_for(".claims_index") if before() is not None else "",
    )


def before() -> int | None:
    return request.args.get("before", type=key)


def grouped(waiting) -> list[tuple[str, list]]:
    """Those that wait under whose move it is; a heading with nothing under it is left out."""
    heads = {
        _("Your move"): stages.ON_OFFER,
        _("The employer's move"): stages.ASKED,
        _("On a waiting list"): {ClaimStatus.WAITLISTED},
    }
    found = [(head, [row for row in waiting if row.status in which]) for head, which in heads.items()]
    return [(head, listed) for head, listed in found if listed]


@bp.post("/projects/<int:project_id>/claims")
def claims_create(project_id):
    """Hold a seat; the late ones are told in words on the project's page."""
    with refusals.heard() as no:
        claim = claims.hold(board.get(actor(), project_id), by=actor())
        db.session.commit()
        if claim.status is ClaimStatus.HELD and claim.rank is None:
            flash(held_until(claim), "good")
        return redirect(url_for(".claims_show", claim_id=claim.id), 303)
    return paper(board.get(actor(), project_id), no.message, 422)


def held_until(claim) -> dict:
    return {
        "text": _("A seat is held for you until %(time)s.", time=hour(claim.until_at)),
        "action": url_for(".claims_withdraw", claim_id=claim.id),
        "button": _("Undo"),
    }


@bp.get("/projects/<int:project_id>/apply")
def claims_new(project_id):
    """The application form; somebody who applied already sees the application."""
    project = board.get(actor(), project_id)
    claim = asking.live_on(project.id, actor())
    if claim:
        return redirect(url_for(".claims_show", claim_id=claim.id), 303)
    return application_page(project, application_form(project))


@bp.post("/projects/<int:project_id>/apply")
def claims_apply(project_id):
    """Send the application; what was typed stays when it is refused."""
    project = board.get(actor(), project_id)
    form = application_form(project)
    if not form.validate_on_submit():
        return application_page(project, form, 422)
    with refusals.above(form):
        ask = claims.join if project.status is ProjectStatus.FILLED else claims.submit
        claim = ask(project, application(form), by=actor())
        db.session.commit()
        return redirect(url_for(".claims_show", claim_id=claim.id), 303)
    return application_page(board.get(actor(), project_id), form, form.status_code)


def application_form(project) -> ApplyForm:
    me = fits.standing(actor()).me
    return ApplyForm(
        questions=project.questions,
        sharable=list(SHARABLE.items()),
        has_resume=bool(me and me.resume_id),
    )


def application(form: ApplyForm) -> Application:
    """The form as the domain takes it; the resume is the uploaded one, else the profile's if ticked."""
    resume_id = None
    if form.resume.data:
        resume_id = files.store(form.resume.data, by=actor(), campus_id=actor().campus_id, kinds=RESUMES).id
    elif "use_profile_resume" in form and form.use_profile_resume.data:
        resume_id = fits.standing(actor()).me.resume_id
    return Application(
        statement=form.statement.data,
        answers=[answer.data for answer in form.answers],
        resume_id=resume_id,
        shared=form.shared.data or (),
    )


def application_page(project, form, status: int = 200):
    return render_template(
        "student/claims/new.html",
        project=project,
        form=form,
        facts=figures(project),
        warnings=too_full(project),
    ), status


@bp.get("/claims/<int:claim_id>")
def claims_show(claim_id):
    """A request as it stands: the terms to accept, an offer to answer, or what happened."""
    return claim_page(claims.get(actor(), claim_id), AcceptForm())


def claim_page(claim, form, status: int = 200):
    agreed = terms.agreed(claim)
    form.seen.data, form.scope.data = agreed.version, str(claim.project.scope_version)
    page = render_template(
        "student/claims/show.html",
        claim=claim,
        form=form,
        facts=figures(claim.project),
        agreed=agreed,
        project=claim.project,
        placement_id=claim_lists.placement_id(claim),
        differences=[line for one in revisions.since(claim) for line in revision_words.lines(one)],
        place=waiting_list.place(claim),
        draw=draws.ahead(claim.project) if claim.status is ClaimStatus.WAITLISTED else None,
        viewed_at=disclosures.first_viewed(claim),
        warnings=too_full(claim.project) if claim.status in stages.ON_OFFER else [],
        verbs={step.verb: step.label for step in claims.LIFECYCLE.choices(claim, actor())},
        shared=[SHARABLE[name] for name in claim.shared],
    )
    return page, status


@bp.post("/claims/<int:claim_id>/accept")
def claims_accept(claim_id):
    """Accept the terms; the placement begins. A second sending leads to the same placement."""
    claim, form = claims.get(actor(), claim_id, lock=True), AcceptForm()
    if claim.status is ClaimStatus.ACCEPTED:
        return begun(claim)
    if not form.validate_on_submit():
        return claim_page(claim, form, 422)
    with refusals.above(form):
        terms.refuse_renewed(claim.campus_id, form.seen.data or "")
        claims.accept(claim, by=actor(), seen=form.scope_seen)
        db.session.commit()
        flash(_("The seat is yours. Here is how it begins."), "good")
        return begun(claim)
    return claim_page(claims.get(actor(), claim_id), form, form.status_code)


def begun(claim):
    return redirect(url_for(".placements_show", placement_id=claim_lists.placement_id(claim)), 303)


@bp.post("/claims/<int:claim_id>/withdraw")
def claims_withdraw(claim_id):
    """Undo a hold, or take an application back; asked for twice, done once."""
    claim = claims.get(actor(), claim_id, lock=True)
    if claim.status is not ClaimStatus.WITHDRAWN:
        claims.withdraw(claim, by=actor())
        db.session.commit()
        flash(_("Taken back. Nothing else happens."), "good")
    return redirect(url_for(".projects_show", project_id=claim.project_id), 303)


@bp.post("/claims/<int:claim_id>/decline")
def claims_decline(claim_id):
    """Say no to an offer; asked for twice, done once."""
    claim = claims.get(actor(), claim_id, lock=True)
    if claim.status is not ClaimStatus.DECLINED_BY_STUDENT:
        claims.decline_offer(claim, by=actor())
        db.session.commit()
        flash(_("You declined it. Whoever offered it is told."), "good")
    return redirect(url_for(".claims_show", claim_id=claim_id), 303)
