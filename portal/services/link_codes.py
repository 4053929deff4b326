"""The code that a campus may ask for beside the mailed link: six digits, ten minutes, five tries."""

import secrets
from datetime import timedelta

from argon2.exceptions import VerificationError
from flask_babel import gettext as _
from sqlalchemy import func, select, update

from portal import clock
from portal.database import db
from portal.errors import RuleBroken
from portal.models.evaluation_links import LinkCode
from portal.models.evaluations import EvaluationRequest
from portal.services import evaluation_letters, evaluation_requests, policies
from portal.services.passwords import hasher
from portal.vocabulary import Assurance

LENGTH, TRIES = timedelta(minutes=10), 5
HOUR, AN_HOUR = timedelta(hours=1), 5


def assurance(request: EvaluationRequest) -> Assurance:
    """What this request's campus asks of whoever follows the link."""
    return Assurance(policies.current(request.evaluation.placement.campus_id).link_assurance)


def send(request: EvaluationRequest) -> None:
    """Mail a new code to the stored address; the one before ends. RuleBroken after five within an hour."""
    evaluation_requests.check_alive(request)
    lately = select(func.count(LinkCode.id)).where(
        LinkCode.request_id == request.id, LinkCode.created_at > clock.now() - HOUR
    )
    if (db.session.scalar(lately) or 0) >= AN_HOUR:
        raise RuleBroken(_("Five codes were sent within the last hour. Please wait a little."))
    digits = f"{secrets.randbelow(10**6):06}"
    expires = clock.now() + LENGTH
    db.session.add(LinkCode(request_id=request.id, hash=hasher.hash(digits), expires_at=expires))
    evaluation_letters.code(request, digits)


def check(request: EvaluationRequest, typed: str) -> bool:
    """Is it the newest code? Each asking is one of its tries; a right one is used up.

    RuleBroken, in words, when there is no code to be right about.
    """
    code = db.session.scalar(
        select(LinkCode).where(LinkCode.request_id == request.id).order_by(LinkCode.id.desc()).limit(1)
    )
    if code is None or code.expires_at <= clock.now() or not _tried(code):
        raise RuleBroken(_("This code is over. Ask for a new one."))
    try:
        hasher.verify(code.hash, "".join(typed.split()))
    except VerificationError:
        return False
    code.expires_at = clock.now()
    return True


def _tried(code: LinkCode) -> bool:
    """Count a try; False when none was left, however many ask at once."""
    counted = update(LinkCode).where(LinkCode.id == code.id, LinkCode.tries < TRIES)
    return db.session.scalar(counted.values(tries=LinkCode.tries + 1).returning(LinkCode.id)) is not None
