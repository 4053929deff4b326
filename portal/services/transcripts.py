"""S9: all experience in one sealed document: asked for by the student, made once by the worker, verified by anybody."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal import certificates as document
from portal import clock, jobs, policy, sealing
from portal.actor import SYSTEM, Actor
from portal.certificates import serial as serials
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.certificates import Certificate
from portal.models.transcripts import Transcript
from portal.services import files, records, students, transcript_facts
from portal.services.sight import one, through
from portal.vocabulary import CertificateStatus, Role
from portal.vocabulary import TranscriptStatus as S
from portal.workflow import Step, Workflow

PDF = "application/pdf"
A_DAY = 5
"""So many may be asked for within a day: each is signed and kept for ever."""
LIFECYCLE = Workflow(
    "transcript",
    Step("issue", {S.ORDERED}, S.ISSUED),
    Step("fail", {S.ORDERED}, S.FAILED),
    Step("withdraw", {S.ISSUED}, S.WITHDRAWN_BY_HOLDER, _l("Withdraw")),
)
SIGHT = {Role.STUDENT: lambda actor: Transcript.student_id == actor.user_id}
_WHOLE = (joinedload(Transcript.file), joinedload(Transcript.campus))


def mine(actor: Actor) -> Sequence[Transcript]:
    """All of one's own with their files, newest first."""
    found = select(Transcript).where(through(SIGHT, actor)).options(*_WHOLE)
    return db.session.scalars(found.order_by(Transcript.id.desc())).all()


def get(actor: Actor, serial: str) -> Transcript:
    """One of one's own; NotFound otherwise."""
    mine = through(SIGHT, actor), Transcript.serial == serials.normalise(serial)
    return one(select(Transcript).where(*mine).options(*_WHOLE))


def public(serial: str) -> Transcript:
    """The transcript of a serial once it was issued, for the verify page; NotFound otherwise."""
    return one(_issued().where(Transcript.serial == serials.normalise(serial)))


def stated(serial: str | None, sha256: str = "") -> Transcript | None:
    """The issued transcript whose bytes these are, or else of this serial, if there is one."""
    found = db.session.scalar(_issued().where(Transcript.sha256 == sha256)) if sha256 else None
    return found or (db.session.scalar(_issued().where(Transcript.serial == serial)) if serial else None)


def _issued():
    return select(Transcript).where(Transcript.sha256.is_not(None)).options(*_WHOLE)


def overtaken(transcript: Transcript) -> int:
    """How many of the certificates it lists were taken back or replaced since."""
    told = json.loads(transcript.facts)["entries"] if transcript.facts else []
    listed = [entry["certificate"] for entry in told if entry["certificate"]]
    over = Certificate.serial.in_(listed) & (Certificate.status != CertificateStatus.ISSUED)
    return db.session.scalar(select(func.count(Certificate.id)).where(over)) or 0


def order(by: Actor) -> Transcript:
    """Freeze what is proved now and have the worker make the document; one at a time. RuleBroken in words."""
    student = students.profile(by.user_id, by.campus_id)
    policy.require(by, "transcript.order", student)
    waiting = select(Transcript).where(through(SIGHT, by), Transcript.status == S.ORDERED)
    if pending := db.session.scalar(waiting):
        return pending
    told = records.proven(by)
    refuse(by, bool(told))
    campus, serial = db.session.get_one(Campus, by.campus_id), serials.new()
    facts = transcript_facts.gather(student, campus, told, serial)
    made = Transcript(
        serial=serial,
        student_id=by.user_id,
        campus_id=campus.id,
        issuer=f"{facts.university}, {facts.office}",
        facts=facts.to_json(),
        template_version=str(facts.version),
    )
    db.session.add(made)
    remember(made, "order", by)
    jobs.enqueue("transcript", {"transcript": made.id}, key=f"transcript:{serial}", campus_id=campus.id)
    return made


def refuse(by: Actor, something: bool) -> None:
    """RuleBroken when there is nothing to tell, or too much was asked for."""
    if not something:
        raise RuleBroken(_("There is nothing to put into a transcript yet."))
    lately = Transcript.student_id == by.user_id, Transcript.ordered_at > clock.now() - timedelta(days=1)
    if (db.session.scalar(select(func.count(Transcript.id)).where(*lately)) or 0) >= A_DAY:
        raise RuleBroken(
            _("You had %(most)s transcripts made within a day. Please wait a while.", most=A_DAY)
        )


@jobs.handler("transcript", slow=True)
def make(payload: dict) -> Callable[[], None] | None:
    """Render and sign outside of any transaction; what is returned stores the result in the job's own."""
    transcript = db.session.get_one(Transcript, payload["transcript"])
    if transcript.status is not S.ORDERED or transcript.facts is None:
        return None
    number, facts = transcript.id, document.Transcript.from_json(transcript.facts)
    paper = db.session.get_one(Campus, transcript.campus_id).paper
    db.session.rollback()
    try:
        with force_locale(facts.language.replace("-", "_")):
            content = sealing.sign(document.render_transcript(facts, paper), facts.university)
    except document.Unfit as problem:
        words = str(problem)
        return lambda: fail(number, words)
    return lambda: finish(number, content)


def finish(number: int, content: bytes) -> None:
    """Store the bytes; from now on anybody can verify them."""
    transcript = db.session.get_one(Transcript, number)
    name = f"transcript-{transcript.serial}.pdf"
    stored = files.put(content, name, PDF, campus_id=transcript.campus_id, owner_id=transcript.student_id)
    LIFECYCLE.take("issue", transcript, by=SYSTEM)
    transcript.file, transcript.sha256, transcript.issued_at = stored, document.sha256(content), clock.now()
    remember(transcript, "issue", SYSTEM, after={"serial": transcript.serial})


def fail(number: int, problem: str) -> None:
    """The document cannot be made: say why on the student's page."""
    transcript = db.session.get_one(Transcript, number)
    LIFECYCLE.take("fail", transcript, by=SYSTEM)
    transcript.problem = problem
    remember(transcript, "fail", SYSTEM, problem)


def withdraw(transcript: Transcript, *, by: Actor) -> None:
    """Facts and bytes go; serial, hash, dates and status stay, so that copies are seen to be withdrawn."""
    LIFECYCLE.take("withdraw", transcript, by=by)
    stored, transcript.facts, transcript.file = transcript.file, None, None
    if stored:
        files.remove(stored)
    remember(transcript, "withdraw", by)
