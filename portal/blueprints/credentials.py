"""What programs of other houses read: a certificate's credential, the list of those not in force, our keys."""

from flask import Blueprint, Response, jsonify

from portal import sealing
from portal.blueprints.door import public
from portal.blueprints.public import readable
from portal.errors import NotFound
from portal.services import status_lists

bp = Blueprint("credentials", __name__)
TYPE = "application/vc"
"""W3C VC Data Model 2.0, section 6.1."""
FOR_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Verifiers also run in browsers, on pages of other houses."""
MINUTES = "public, max-age=300"


@bp.get("/certificates/<serial>.json")
@public
def show(serial: str):
    """The credential as it was issued: for those who may read the document, and nobody else."""
    found = readable(serial)
    if not found.has_credential:
        raise NotFound
    answer = Response(found.credential, mimetype=TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="certificate-{found.serial}.json"'
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/credentials/status/<int:number>")
@public
def status_list(number: int):
    """One bit a credential: set when it is no longer in force. Its address is in every credential."""
    return for_all(Response(status_lists.get(number).content, mimetype=TYPE))


@bp.get("/.well-known/did.json")
@public
def did():
    """The keys that sign credentials (did:web); 404 until the first is made."""
    found = sealing.did_document()
    if not found["verificationMethod"]:
        raise NotFound
    return for_all(jsonify(found))


def for_all(answer: Response) -> Response:
    answer.headers.update(FOR_ALL)
    answer.headers["Cache-Control"] = MINUTES
    return answer
