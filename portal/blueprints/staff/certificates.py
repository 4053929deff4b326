"""The office's certificates: what can be issued, what was, and taking one back."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import htmx
from portal.blueprints import refusals
from portal.blueprints.door import actor, require_fresh
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.certificates import OrderForm, RevokeForm
from portal.services import certificate_orders, certificates, cohort_lists, cohorts, evaluations, placements
from portal.vocabulary import RevocationReason

MADE = _l("The certificate is being made. The student gets a letter when it is ready.")
WAITS = _l("A second officer has to confirm this certificate. Your colleagues get a letter.")


@bp.get("/certificates")
def certificates_index():
    board, waiting = certificate_orders.board(actor()), cohort_lists.waiting(actor())
    return render_template("staff/certificates/index.html", board=board, waiting=waiting)


@bp.post("/placements/<int:placement_id>/certificate")
def certificates_order(placement_id: int):
    """Order the certificate of a placement; the worker makes it."""
    require_fresh()
    placement, form = placements.get(actor(), placement_id), OrderForm()
    with refusals.flashed():
        form.refuse_odd_hours()
        proposed = cohorts.ask(placement, by=actor(), attested=form.hours.data)
        db.session.commit()
        flash(WAITS if proposed else MADE)
    return redirect(at_certificate(placement_id), 303)


@bp.get("/placements/<int:placement_id>/certificate")
def certificates_progress(placement_id: int):
    """How the making goes: nothing new while it is made, then the certificate's part of the page."""
    placement = placements.get(actor(), placement_id)
    if not htmx.is_partial():
        return redirect(at_certificate(placement_id))
    office = certificates.office_view(placement, evaluations.of_placement(placement.id))
    if office["pending"]:
        return "", 204
    return render_template("certificates/_office.html", placement=placement, certificate_office=office)


def at_certificate(placement_id: int) -> str:
    """The certificate's part of a placement's page."""
    return url_for(".placements_show", placement_id=placement_id, _anchor="certificate")


@bp.get("/certificates/<serial>")
def certificates_show(serial: str):
    return show(serial, RevokeForm())


@bp.post("/certificates/<serial>/revocation")
def certificates_revoke(serial: str):
    require_fresh()
    form = RevokeForm()
    if not form.validate_on_submit():
        return show(serial, form), 422
    found = certificates.get(actor(), serial)
    certificates.revoke(found, RevocationReason(form.reason.data), by=actor(), note=form.note.data)
    db.session.commit()
    flash(_("The certificate is revoked. Its verify page says so."))
    return redirect(url_for(".certificates_show", serial=found.serial), 303)


def show(serial: str, form: RevokeForm) -> str:
    found = certificates.get(actor(), serial)
    return render_template(
        "staff/certificates/show.html",
        certificate=found,
        steps=[step.verb for step in certificates.LIFECYCLE.choices(found, actor())],
        form=form,
        issuers=cohort_lists.issuers(found),
    )
