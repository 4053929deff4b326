"""Judging a stranger's file: taken in by the web process, read by the worker in a process of its own."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select

from portal import clock, jobs, sealing
from portal.certificates import apart, reading
from portal.database import changed, db
from portal.errors import RuleBroken
from portal.models.inspections import Inspection
from portal.services import verifying
from portal.services.sight import one
from portal.services.signin import digest

LARGEST = 5_000_000
"""Bytes of a PDF; a certificate has about 110 thousand."""
KEPT = timedelta(days=1)


def begin(content: bytes) -> str:
    """Take a PDF or a credential in; returns the secret under which its judgement is read. RuleBroken in words."""
    refuse_others(content)
    secret = secrets.token_urlsafe(32)
    inspection = Inspection(hash=digest(secret), content=content)
    db.session.add(inspection)
    db.session.flush()
    jobs.enqueue("inspection", {"inspection": inspection.id})
    return secret


def refuse_others(content: bytes) -> None:
    """RuleBroken for what is neither, by its size and its first bytes."""
    credential = reading.looks_like_one(content)
    if len(content) > LARGEST:
        raise RuleBroken(_("The file is larger than 5 MB, so it cannot be one of our certificates."))
    if credential and len(content) > reading.LARGEST:
        raise RuleBroken(_("The file is larger than 64 KB, so it cannot be one of our credentials."))
    if not credential and not content.startswith(b"%PDF-"):
        raise RuleBroken(
            _("This is not a PDF, nor a credential. Choose the certificate's own file, not a picture of it.")
        )


def of(secret: str) -> Inspection:
    """The inspection of a secret; NotFound when there is none, or none any more."""
    return one(select(Inspection).where(Inspection.hash == digest(secret)))


@jobs.handler("inspection", slow=True)
def inspect(payload: dict) -> Callable[[], None] | None:
    """Read the file outside of any transaction; what is returned writes the judgement."""
    inspection = db.session.get(Inspection, payload["inspection"])
    if inspection is None or inspection.done_at:
        return None
    number, content = inspection.id, inspection.content
    db.session.rollback()
    finding = apart.check(content, sealing.roots(), sealing.credential_keys())
    return lambda: conclude(number, verifying.concluded(content, finding))


def conclude(number: int, judgement: verifying.Judgement) -> None:
    """Write the judgement down and forget the file."""
    inspection = db.session.get_one(Inspection, number)
    inspection.outcome, inspection.serial = judgement.outcome, judgement.serial or ""
    inspection.signed_at, inspection.done_at = judgement.signed_at, clock.now()
    inspection.content = None


@jobs.periodic
def forget() -> int:
    """Remove what was judged (or never was) a day ago; how many."""
    return changed(delete(Inspection).where(Inspection.created_at < clock.now() - KEPT))
