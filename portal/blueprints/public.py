"""What anybody may see: the landing pages, terms, and published certificates."""

from flask import Blueprint, redirect, render_template, send_file
from flask_login import current_user

from portal.blueprints.door import actor, public
from portal.blueprints.standing import stand_at
from portal.errors import NotFound
from portal.models.campuses import Campus
from portal.models.certificates import Certificate
from portal.navigation import ITEMS
from portal.services import branding, campuses, certificates, files, policies, showcase
from portal.services import terms as agreed

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
        if not certificates.open_to_all(found):
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
