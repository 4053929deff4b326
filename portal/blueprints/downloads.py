"""Files given back: through a permission check, and never shown inside the portal's own pages."""

from flask import Blueprint, Response, send_file

from portal.blueprints.door import actor, require_role
from portal.errors import NotFound
from portal.services import disclosures, files

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "private, no-store",
}

bp = Blueprint("downloads", __name__, url_prefix="/files")
require_role(bp)


@bp.get("/<int:file_id>")
def file(file_id: int):
    """The bytes of one file, to be saved; a student reads who opened theirs."""
    stored = files.get(actor(), file_id)
    disclosures.note_file(actor(), stored)
    return send(stored)


def send(stored) -> Response:
    """A kept file as an attachment; NotFound when its bytes are gone."""
    try:
        stream = files.open(stored)
    except FileNotFoundError:
        raise NotFound from None
    answer = send_file(stream, mimetype=stored.type, as_attachment=True, download_name=stored.name)
    answer.headers.update(HEADERS)
    return answer
