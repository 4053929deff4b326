"""What anybody may see: the landing pages, and whether a certificate is genuine."""

from io import BytesIO

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal import limits, sealing
from portal.blueprints.door import actor, public
from portal.blueprints.standing import stand_at
from portal.certificates import serial as serials
from portal.certificates.facts import Facts
from portal.errors import NotFound
from portal.models.campuses import Campus
from portal.models.certificates import Certificate
from portal.navigation import ITEMS
from portal.services import branding, campuses, certificates, files, policies, showcase
from portal.services import terms as agreed
from portal.vocabulary import CertificateStatus

bp = Blueprint("public", __name__)


@bp.get("/")
@public
def home():
    """The only campus's page, or a choice of campuses; people who are signed in go to their own pages."""
    if current_user.is_authenticated and current_user.role:
        return redirect(ITEMS[current_user.role][0].address)
    found = campuses.listing()
    if len(found) == 1:
        return landing_page(campuses.get(found[0].id))
    return render_template("public/home.html", campuses=found)


@bp.get("/c/<slug>/")
@public
def campus(slug: str):
    return landing_page(campuses.by_slug(slug))


def landing_page(chosen: Campus):
    stand_at(chosen)
    return render_template(
        "public/campus.html",
        campus=chosen,
        figures=showcase.figures(chosen.id),
        policy=policies.current(chosen.id),
    )


@bp.get("/c/<slug>/terms/<version>")
@public
def terms(slug: str, version: str):
    """The very text that employers and students agreed to under this name."""
    chosen = campuses.by_slug(slug)
    stand_at(chosen)
    return render_template("public/terms.html", campus=chosen, terms=agreed.of(chosen.id, version))


@bp.get("/pictures/<sha256>.png")
@public
def picture(sha256: str):
    """A campus's logo or seal; its address changes with the picture, so it may be kept for ever."""
    try:
        stream = files.open(branding.shown(sha256))
    except FileNotFoundError:
        raise NotFound from None
    answer = send_file(stream, mimetype="image/png")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@bp.get("/verify")
@public
def verify():
    """Ask for a serial; with one in the address, go to its page."""
    typed = request.args.get("serial", "").strip()
    if serials.valid(typed):
        return redirect(url_for(".verify_show", serial=serials.normalise(typed)))
    refusal = _("This is not a whole serial, or a character is mistyped. It looks like MI-7K2M9Q4T8WXYV.")
    return unlisted(
        render_template(
            "public/verify.html", typed=typed, refusal=refusal if "serial" in request.args else ""
        )
    )


@bp.get("/verify/<serial>")
@public
def verify_show(serial: str):
    """What became of one certificate. Its status always; its contents as far as the holder agreed."""
    if not limits.count("verify address", request.remote_addr or ""):
        raise limits.TooMany(_("Too many serials were checked from here. Please wait a minute."))
    try:
        found = certificates.public(serial)
    except NotFound:
        page = render_template("public/verify_unknown.html", typed=serial, mistyped=not serials.valid(serial))
        return unlisted(page, 404)
    stand_at(found.campus)
    facts = Facts.from_json(found.facts) if open_to_all(found) else None
    page = render_template("public/verify_show.html", certificate=found, campus=found.campus, facts=facts)
    return unlisted(page)


@bp.get("/verify/roots.pem")
@public
def roots():
    """The certificates to import for a reader of PDFs to trust our seals, those of earlier years too."""
    found = b"".join(sealing.roots())
    if not found:
        raise NotFound
    return send_file(BytesIO(found), "application/x-pem-file", as_attachment=True, download_name="roots.pem")


def open_to_all(found: Certificate) -> bool:
    """May anybody read what it says? Only while it is valid, and its holder agrees."""
    return found.status is CertificateStatus.ISSUED and found.published_at is not None


def unlisted(page: str, status: int = 200):
    """A page that search engines leave out."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("/certificates/<serial>.pdf")
@public
def certificate_file(serial: str):
    """The document as it was issued: for its holder and the office, and for anybody once it is published."""
    found = readable(serial)
    if found.file is None:
        raise NotFound
    return unlisted_file(found)


def readable(serial: str) -> Certificate:
    try:
        return certificates.get(actor(), serial)
    except NotFound:
        found = certificates.public(serial)
        if not open_to_all(found):
            raise
        return found


def unlisted_file(found: Certificate):
    response = send_file(
        files.open(found.file),
        mimetype=found.file.type,
        download_name=f"certificate-{found.serial}.pdf",
        etag=found.sha256,
    )
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    return response
