"""Whether a certificate is genuine: by its serial, by its code, or by the file itself."""

from io import BytesIO

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from portal import limits, sealing
from portal.blueprints import refusals
from portal.blueprints.door import public
from portal.blueprints.standing import stand_at
from portal.certificates import serial as serials
from portal.certificates.facts import Facts
from portal.database import db
from portal.errors import NotFound
from portal.forms.verifying import InspectionForm
from portal.models.certificates import Certificate
from portal.services import certificates, inspections, transcripts

bp = Blueprint("verifying", __name__)
AGAIN = 2
"""Seconds."""


@bp.get("/verify")
@public
def home():
    """Ask for a serial or a file; with a serial in the address, go to its page."""
    typed = request.args.get("serial", "").strip()
    if serials.valid(typed):
        return redirect(url_for(".show", serial=serials.normalise(typed)))
    refusal = _("This is not a whole serial, or a character is mistyped. It looks like MI-7K2M9Q4T8WXYV.")
    return asking(InspectionForm(), typed, refusal if "serial" in request.args else "")


def asking(form: InspectionForm, typed: str = "", refusal: str = "", status: int = 200):
    return unlisted(render_template("public/verify.html", form=form, typed=typed, refusal=refusal), status)


@bp.post("/verify/files")
@public
def begin():
    """Take a file in; the worker judges it."""
    count_one()
    form = InspectionForm()
    if not form.validate_on_submit():
        return asking(form, status=422)
    with refusals.at(form.file):
        secret = inspections.begin(form.file.data.read(inspections.LARGEST + 1))
        db.session.commit()
        return redirect(url_for(".inspection", secret=secret), 303)
    return asking(form, status=422)


@bp.get("/verify/files/<secret>")
@public
def inspection(secret: str):
    """What came of a file. While it is being read the browser asks again by itself, with or without script."""
    found = inspections.of(secret)
    record = certificates.stated(found.serial) or transcripts.stated(found.serial) if found.serial else None
    if record:
        stand_at(record.campus)
    answer = unlisted(render_template("public/inspection.html", inspection=found, certificate=record))
    if found.done_at is None:
        answer.headers["Refresh"] = str(AGAIN)
    return answer


@bp.get("/verify/<serial>")
@public
def show(serial: str):
    """What became of one certificate. Its status always; its contents as far as the holder agreed."""
    count_one()
    try:
        found = certificates.public(serial)
    except NotFound:
        return transcript(serial)
    stand_at(found.campus)
    return unlisted(
        render_template("public/verify_show.html", certificate=found, campus=found.campus, facts=shown(found))
    )


def transcript(serial: str):
    """What became of a transcript: its status alone, the rest is in the file that its holder hands over."""
    try:
        found = transcripts.public(serial)
    except NotFound:
        page = render_template("public/verify_unknown.html", typed=serial, mistyped=not serials.valid(serial))
        return unlisted(page, 404)
    stand_at(found.campus)
    overtaken = transcripts.overtaken(found)
    page = render_template(
        "public/verify_transcript.html", transcript=found, campus=found.campus, overtaken=overtaken
    )
    return unlisted(page)


@bp.get("/verify/roots.pem")
@public
def roots():
    """The certificates to import for a reader of PDFs to trust our seals, those of earlier years too."""
    found = b"".join(sealing.roots())
    if not found:
        raise NotFound
    return send_file(BytesIO(found), "application/x-pem-file", as_attachment=True, download_name="roots.pem")


def count_one() -> None:
    """Guessing serials, and filling the disk with files, is slow."""
    if not limits.count("verify address", request.remote_addr or ""):
        raise limits.TooMany(_("Too many certificates were checked from here. Please wait a minute."))


def shown(found: Certificate | None) -> Facts | None:
    """What anybody may read of it: all while it is valid and its holder agrees, else nothing."""
    return Facts.from_json(found.facts) if found and certificates.open_to_all(found) else None


def unlisted(page: str, status: int = 200):
    """A page that search engines leave out."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
