"""E4: who applied for a project, and answering each of them."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.errors import NotFound
from portal.forms.claims import OfferForm, RefuseForm
from portal.services import applicants, claims, disclosures, offers, responses
from portal.vocabulary import ClaimStatus, Seen


@bp.get("/projects/<int:project_id>/applicants")
def applicants_index(project_id):
    """Everybody who waits, and for how long."""
    project = applicants.project(actor(), project_id)
    return list_page(project)


def list_page(project, problem: str = ""):
    """The list; `problem` says why those ticked cannot be compared."""
    found = applicants.listing(actor(), project)
    looked_at(project, found)
    return render_template(
        "employer/applicants/index.html",
        project=project,
        applicants=found,
        waiting=sum("refuse" in applicant.verbs for applicant in found),
        answers=responses.of_employer(project.campus_id, project.employer_id).line,
        to_compare=sum(applicant.said for applicant in found) >= applicants.FEWEST,
        problem=problem,
    )


def looked_at(project, found) -> None:
    """Each of these applicants is told that their application was looked at."""
    seen = [(applicant.student_id, applicant.id) for applicant in found]
    disclosures.note(actor(), Seen.APPLICATION, project.campus_id, seen)


@bp.post("/projects/<int:project_id>/applicants/<int:claim_id>/shortlist")
def applicants_shortlist(project_id, claim_id):
    """Keep for the next round; asked for twice, done once."""
    claim = claim_on(project_id, claim_id, lock=True)
    if claim.status is not ClaimStatus.SHORTLISTED:
        offers.shortlist(claim, by=actor())
        db.session.commit()
        flash(_("On the shortlist. You can offer a seat now."), "good")
    return to_list(claim)


@bp.get("/projects/<int:project_id>/applicants/<int:claim_id>/offer")
def applicants_offer(project_id, claim_id):
    """The offer before it is sent."""
    claim = claim_on(project_id, claim_id)
    return answer_page("offer", claim, OfferForm(data={"until": applicants.offer_until(claim)}))


@bp.post("/projects/<int:project_id>/applicants/<int:claim_id>/offer")
def applicants_send_offer(project_id, claim_id):
    """Offer a seat; sent twice, it is one offer."""
    claim, form = claim_on(project_id, claim_id, lock=True), OfferForm()
    if claim.status is ClaimStatus.OFFERED:
        return to_list(claim)
    if not form.validate_on_submit():
        return answer_page("offer", claim, form, 422)
    with refusals.above(form):
        offers.offer(claim, form.message.data or "", form.until.data, by=actor())
        db.session.commit()
        flash(_("The offer is on its way."), "good")
        return to_list(claim)
    return answer_page("offer", claims.get(actor(), claim_id), form, form.status_code)


@bp.get("/projects/<int:project_id>/applicants/<int:claim_id>/decline")
def applicants_decline(project_id, claim_id):
    """A kind message, ready to be changed."""
    claim = claim_on(project_id, claim_id)
    return answer_page("decline", claim, RefuseForm(data={"message": applicants.kind_words(claim)}))


@bp.post("/projects/<int:project_id>/applicants/<int:claim_id>/decline")
def applicants_send_decline(project_id, claim_id):
    """Say no in these words; sent twice, it is one answer."""
    claim, form = claim_on(project_id, claim_id, lock=True), RefuseForm()
    if claim.status is ClaimStatus.NOT_SELECTED:
        return to_list(claim)
    if not form.validate_on_submit():
        return answer_page("decline", claim, form, 422)
    with refusals.above(form):
        offers.refuse(claim, form.message.data, by=actor())
        db.session.commit()
        flash(_("The student is told."), "good")
        return to_list(claim)
    return answer_page("decline", claims.get(actor(), claim_id), form, form.status_code)


def claim_on(project_id: int, claim_id: int, *, lock: bool = False):
    """A claim on this project; elsewhere it is not there."""
    claim = claims.get(actor(), claim_id, lock=lock)
    if claim.project_id != project_id:
        raise NotFound
    return claim


def to_list(claim):
    return redirect(url_for(".applicants_index", project_id=claim.project_id), 303)


def answer_page(page: str, claim, form, status: int = 200):
    """The page of an answer; 'offer' or 'decline'."""
    name = applicants.called(claim)
    return render_template(f"employer/applicants/{page}.html", claim=claim, form=form, name=name), status
