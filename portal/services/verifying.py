"""What became of a certificate that somebody holds: the file's own seal or proof, then our record of it."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import certificates as document
from portal import sealing
from portal.certificates import reading
from portal.certificates.checking import check
from portal.certificates.finding import Finding, Verdict
from portal.database import db
from portal.models.certificates import Certificate
from portal.models.transcripts import Transcript
from portal.services import transcripts
from portal.vocabulary import CertificateStatus, VerifyOutcome

OF_STATUS = {
    CertificateStatus.ISSUED: VerifyOutcome.VALID,
    CertificateStatus.SUPERSEDED: VerifyOutcome.SUPERSEDED,
    CertificateStatus.REVOKED: VerifyOutcome.REVOKED,
    CertificateStatus.WITHDRAWN_BY_HOLDER: VerifyOutcome.WITHDRAWN,
}
OF_VERDICT = {
    Verdict.ALTERED: VerifyOutcome.ALTERED,
    Verdict.FOREIGN: VerifyOutcome.NOT_OURS,
    Verdict.UNREADABLE: VerifyOutcome.UNREADABLE,
}


@dataclass(frozen=True)
class Judgement:
    """`certificate` is the record of the serial that the file states, whatever became of the file."""

    outcome: VerifyOutcome
    serial: str | None
    signed_at: datetime | None
    certificate: Certificate | Transcript | None


def judge(content: bytes) -> Judgement:
    """Verify a file here and now. For files of strangers use the worker, which does it apart from everything."""
    return concluded(content, check(content, sealing.roots(), sealing.credential_keys()))


def concluded(content: bytes, finding: Finding) -> Judgement:
    """From what the file shows to what it is worth: exactly the bytes we issued, or an intact seal of ours."""
    if reading.looks_like_one(content):
        return _of_credential(finding)
    record = _record(document.sha256(content), finding.serial)
    outcome = _outcome(finding, record, record is not None and record.sha256 == document.sha256(content))
    return Judgement(outcome, record.serial if record else finding.serial, finding.signed_at, record)


def _of_credential(finding: Finding) -> Judgement:
    """An intact credential must also be the one we keep, word by word, as long as we keep it."""
    record = _certificate("", finding.serial)
    kept = record.credential if record else None
    if finding.verdict is Verdict.INTACT and kept and reading.digest(json.loads(kept)) != finding.digest:
        return Judgement(VerifyOutcome.ALTERED, finding.serial, None, record)
    return Judgement(_outcome(finding, record, False), finding.serial, finding.signed_at, record)


def _outcome(finding: Finding, record: Certificate | Transcript | None, same: bool) -> VerifyOutcome:
    if not same and finding.verdict is not Verdict.INTACT:
        return OF_VERDICT[finding.verdict]
    return OF_STATUS[CertificateStatus(record.status.value)] if record else VerifyOutcome.NOT_LISTED


def _record(sha256: str, serial: str | None) -> Certificate | Transcript | None:
    return _certificate(sha256, serial) or transcripts.stated(serial, sha256)


def _certificate(sha256: str, serial: str | None) -> Certificate | None:
    asked = select(Certificate).options(joinedload(Certificate.campus))
    found = db.session.scalar(asked.where(Certificate.sha256 == sha256))
    return found or (serial and db.session.scalar(asked.where(Certificate.serial == serial))) or None
