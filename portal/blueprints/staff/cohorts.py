"""P7: certificates for many at once, how far each is, and the second officer."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import ngettext as _n

from portal import clock, htmx
from portal.blueprints import refusals
from portal.blueprints.door import actor, require_fresh
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.cohorts import AgainForm, CohortForm, CohortStepForm, PrintForm
from portal.security import key
from portal.services import cohort_lists, cohorts, receipts, second_officers
from portal.services.cohort_lists import Wanted
from portal.vocabulary import Attestation


@bp.get("/certificates/cohorts")
def cohorts_index():
    """Every cohort: who asked for it, when, and how far it is."""
    return render_template("staff/cohorts/index.html", cohorts=cohort_lists.listing(actor()))


@bp.get("/certificates/cohorts/new")
def cohorts_new():
    """Work whose certificate can be issued, narrowed by the address."""
    return new_page(CohortForm(formdata=None, placements=ticked()))


def ticked() -> list[int]:
    """What was ticked before the password was asked for."""
    return [int(one) for one in request.args.get("ticked", "").split("-") if one.isdecimal()][: cohorts.MOST]


def wanted() -> Wanted:
    """The filters of the address; one that means nothing is left out."""
    letter = request.args.get("level", "")
    return Wanted(
        search=request.args.get("q", "").strip()[:100],
        employer_id=request.args.get("employer", None, type=key),
        attestation=Attestation(letter) if letter in {one.value for one in Attestation} else None,
    )


def new_page(form: CohortForm, status: int = 200):
    """The list as the address asks for it; what was ticked stays ticked."""
    page = render_template(
        "staff/cohorts/new.html",
        form=form,
        found=cohort_lists.ready(actor(), wanted()),
        employers=cohort_lists.employers(actor()),
        asked=wanted(),
        levels=list(Attestation),
        most=cohorts.MOST,
        two=second_officers.wanted(actor().campus_id),
    )
    return page, status


@bp.post("/certificates/cohorts/new")
def cohorts_begin():
    """Ask for all that were ticked, or all that were listed."""
    form = CohortForm()
    require_fresh(url_for(".cohorts_new", ticked="-".join(map(str, form.wanted))))
    if not form.validate_on_submit():
        return new_page(form, 422)
    receipt = receipts.once(form.form_key.data, actor(), "cohort")
    if receipt.repeated:
        return redirect(receipt.location or url_for(".cohorts_index"), 303)
    with refusals.above(form):
        made = cohorts.begin(form.wanted, form.name.data or "", by=actor())
        address = receipt.led_to(url_for(".cohorts_show", cohort_id=made.id))
        db.session.commit()
        return redirect(address, 303)
    return new_page(form, form.status_code)


@bp.get("/certificates/cohorts/<int:cohort_id>")
def cohorts_show(cohort_id: int):
    return cohort_page(cohort_id, CohortStepForm(formdata=None))


def cohort_page(cohort_id: int, form: CohortStepForm, status: int = 200):
    """The cohort and each of its certificates; asks again by itself while some are made."""
    found = cohorts.get(actor(), cohort_id)
    listed = cohort_lists.items(found)
    return htmx.render(
        "staff/cohorts/show.html",
        "staff/cohorts/_progress.html",
        status,
        cohort=found,
        officers=cohort_lists.officers(found),
        steps=[step.verb for step in cohorts.LIFECYCLE.choices(found, actor())],
        mine=found.ordered_by_id == actor().user_id,
        form=form,
        again=AgainForm(formdata=None),
        printing=PrintForm(formdata=None),
        **progress(found, listed),
    )


def progress(cohort: Any, listed: list[dict[str, Any]]) -> dict[str, Any]:
    """The certificates, how many are where, and whether the page shall look again or offer to start again."""
    tally = {one: sum(item["progress"].value == one for item in listed) for one in ("made", "failed")}
    left = len(listed) - sum(tally.values()) if cohort.status.value == "released" else 0
    late = left > 0 and clock.now() - cohort.status_at > cohorts.LATE
    return {"items": listed, "tally": tally, "left": left, "late": late}


@bp.post("/certificates/cohorts/<int:cohort_id>/steps")
def cohorts_step(cohort_id: int):
    """Confirm, refuse with a reason, or withdraw."""
    require_fresh(url_for(".cohorts_show", cohort_id=cohort_id))
    found, form = cohorts.get(actor(), cohort_id), CohortStepForm()
    if not form.validate_on_submit():
        return cohort_page(cohort_id, form, 422)
    with refusals.at(form.note):
        cohorts.decide(found, form.step.data, by=actor(), note=form.note.data or "")
        db.session.commit()
        return redirect(url_for(".cohorts_show", cohort_id=cohort_id), 303)
    return cohort_page(cohort_id, form, 422)


@bp.post("/certificates/cohorts/<int:cohort_id>/again")
def cohorts_again(cohort_id: int):
    """Try once more what failed."""
    require_fresh(url_for(".cohorts_show", cohort_id=cohort_id))
    found, form = cohorts.get(actor(), cohort_id), AgainForm()
    if form.validate_on_submit():
        with refusals.flashed():
            many = cohorts.again(found, by=actor(), item_id=form.item.data)
            db.session.commit()
            flash(_n("%(num)s is tried again.", "%(num)s are tried again.", many))
    return redirect(url_for(".cohorts_show", cohort_id=cohort_id), 303)
