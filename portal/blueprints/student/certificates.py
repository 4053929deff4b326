"""A student's certificates, and what their verify pages show."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.certificates.facts import Facts
from portal.database import db
from portal.services import certificates, outcomes


@bp.get("/certificates")
def certificates_index():
    return render_template(
        "student/certificates/index.html",
        certificates=certificates.of_student(actor()),
        came=outcomes.of_student(actor()),
    )


@bp.get("/certificates/<serial>")
def certificates_show(serial: str):
    found = certificates.get(actor(), serial)
    facts = Facts.from_json(found.facts) if found.facts else None
    return render_template("student/certificates/show.html", certificate=found, facts=facts)


@bp.post("/certificates/<serial>/publication")
def certificates_publish(serial: str):
    """Switch the public page's contents on or off."""
    found = certificates.get(actor(), serial)
    shown = request.form.get("shown") == "yes"
    certificates.publish(found, shown, by=actor())
    db.session.commit()
    flash(
        _("The verify page now shows what the certificate says.")
        if shown
        else _("The verify page now shows the status only.")
    )
    return redirect(url_for(".certificates_show", serial=found.serial), 303)
