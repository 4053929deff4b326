"""The answer of a verification for programs: JSON, described after OpenAPI 3.1."""

import json

from flask import Blueprint, current_app, jsonify

from portal.blueprints.door import public
from portal.blueprints.verifying import count_one, shown
from portal.errors import NotFound
from portal.models.certificates import Certificate
from portal.models.transcripts import Transcript
from portal.services import certificates, transcripts
from portal.vocabulary import CertificateStatus

bp = Blueprint("verify_answers", __name__)
TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
FIELDS = {
    "serial": {**TEXT, "description": "MI-, twelve characters of Crockford's base32 and a check character."},
    "document": {**MAYBE, "enum": ["certificate", "transcript", None]},
    "status": {**TEXT, "enum": [*(status.value for status in CertificateStatus), "unknown"]},
    "status_at": {**MAYBE, "format": "date-time", "description": "Since when it has this status."},
    "issued_at": {**MAYBE, "format": "date-time"},
    "issuer": MAYBE,
    "sha256": {**MAYBE, "description": "Of the PDF as it was issued, in hexadecimal."},
    "revoked_reason": MAYBE,
    "successor": {**MAYBE, "description": "Serial of the certificate that replaced it."},
    "states": {
        "type": ["object", "null"],
        "description": "What it says, while it is valid and its holder agrees that anybody reads it.",
    },
}

ANSWER = {"application/json": {"schema": {"$ref": "#/components/schemas/Certificate"}}}
ANSWERS = {
    "200": {"description": "One of ours; `status` says whether it is in force.", "content": ANSWER},
    "404": {"description": "Not one of ours; `status` is `unknown`.", "content": ANSWER},
    "429": {"description": "Too many serials were asked for; wait a minute."},
}
OPERATION = {
    "summary": "Verify a certificate by its serial",
    "parameters": [{"name": "serial", "in": "path", "required": True, "schema": TEXT}],
    "responses": ANSWERS,
}
SCHEMA = {"type": "object", "required": list(FIELDS), "properties": FIELDS}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Verification of certificates", "version": "1"},
    "paths": {"/verify/{serial}.json": {"get": OPERATION}},
    "components": {"schemas": {"Certificate": SCHEMA}},
}


@bp.get("/verify/<serial>.json")
@public
def show(serial: str):
    """Status always, contents as far as the holder agreed; 404 with status "unknown" for a foreign serial."""
    count_one()
    try:
        return unlisted(told(certificates.public(serial)))
    except NotFound:
        return transcript(serial)


def transcript(serial: str):
    """Its status; what it says is in the file alone."""
    try:
        return unlisted(told_of(transcripts.public(serial)))
    except NotFound:
        return unlisted({**dict.fromkeys(FIELDS), "serial": serial, "status": "unknown"}, 404)


def told(found: Certificate) -> dict:
    return {
        **told_of(found),
        "document": "certificate",
        "revoked_reason": found.revoked_reason and found.revoked_reason.value,
        "successor": found.successor,
        "states": json.loads(found.facts) if shown(found) else None,
    }


def told_of(found: Certificate | Transcript) -> dict:
    """What is told of any document of ours."""
    return {
        **dict.fromkeys(FIELDS),
        "document": "transcript",
        "serial": found.serial,
        "status": found.status.value,
        "status_at": found.status_at.isoformat(),
        "issued_at": found.issued_at and found.issued_at.isoformat(),
        "issuer": found.issuer,
        "sha256": found.sha256,
    }


def unlisted(answer: dict, status: int = 200):
    response = jsonify(answer)
    response.status_code = status
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("/verify/openapi.json")
@public
def description():
    """How to ask, for programs that read OpenAPI."""
    return jsonify({**DESCRIPTION, "servers": [{"url": current_app.config["PORTAL_URL"]}]})
