"""Letters that a mail server refused for good: a link that reached nobody ends, and the office hears of it."""

from sqlalchemy import select

from portal import jobs, mail
from portal.actor import SYSTEM
from portal.database import db
from portal.models.evaluations import EvaluationRequest
from portal.models.jobs import Job
from portal.services import evaluation_letters, evaluation_requests, undone
from portal.services.signin import digest
from portal.vocabulary import RequestStatus

NOTICE = "letter-refused"


@jobs.on_refusal
def hear(job: Job) -> None:
    """End the request the letter was about, or tell the office which address is refused."""
    request = unopened(job.payload.get("about", ""))
    if request:
        evaluation_requests.bounce(request, by=SYSTEM, note=job.problem)
        evaluation_letters.bounced(request.evaluation.placement)
    elif job.payload.get("template") != NOTICE:
        tell_office(job)


def unopened(about: str) -> EvaluationRequest | None:
    """The request that a letter was about, if nobody has opened it: an opened link has somebody who holds it."""
    table, _mark, number = about.partition(":")
    if table != EvaluationRequest.__tablename__:
        return None
    sent = select(EvaluationRequest).where(EvaluationRequest.status == RequestStatus.SENT)
    return db.session.scalar(
        sent.where(EvaluationRequest.id == int(number)).options(*evaluation_requests.WITH_PLACEMENT)
    )


def tell_office(job: Job) -> None:
    """Write which address takes no letters to the office; where it is the office's own, to the administrators."""
    address = job.payload.get("to", "")
    told = {"campus_id": job.campus_id, "address": address}
    for name, reader in others(job.campus_id, address) or others(None, address):
        mail.send(NOTICE, reader, name=name, key=f"{NOTICE}:{digest(f'{address} {reader}')}", **told)


def others(campus_id: int | None, address: str) -> list[tuple[str, str]]:
    """Who should know, but for the address itself."""
    return [reader for reader in undone.readers(campus_id) if reader[1] != address]
