"""Messages: the thread of a placement, between student and employer, and the office once it is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Partnership
from portal.models.messages import Message, MessageFile, OfficeCall
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import disclosures, files, message_notices, message_readings
from portal.services.message_readings import SIDES
from portal.services.placement_sight import sight
from portal.services.sight import one
from portal.vocabulary import FeeStatus, PartnershipStatus, Role, Seen, stages

AFTER = timedelta(days=30)
"""How long after the end of the work somebody may still write."""
MOST_FILES = 5
PAGE = 20


@dataclass(frozen=True)
class Thread:
    """A page of a thread, newest first, as one person sees it."""

    messages: Sequence[Message]
    older: int | None
    """The id to go on before."""
    read: int
    """Up to which message they had read before."""

    @property
    def newest(self) -> int:
        return self.messages[0].id if self.messages else 0


def get(actor: Actor, placement_id: int) -> Placement:
    """A placement with the people of its thread; a stranger's id is NotFound."""
    project = joinedload(Placement.project)
    return one(
        select(Placement)
        .where(sight(actor), Placement.id == placement_id)
        .options(
            project.options(joinedload(Project.campus), joinedload(Project.employer)),
            joinedload(Placement.student),
            joinedload(Placement.supervisor),
            joinedload(Placement.fee),
        )
    )


def call_of(placement: Placement) -> OfficeCall | None:
    """When and by whom the office was called; None as long as it reads nothing."""
    return db.session.scalar(select(OfficeCall).where(OfficeCall.placement_id == placement.id))


def newest(placement: Placement) -> int:
    """The id of the last message; 0 when there is none."""
    last = select(func.max(Message.id)).where(Message.placement_id == placement.id)
    return db.session.scalar(last) or 0


def read(placement: Placement, before: int | None = None, *, by: Actor) -> Thread:
    """Twenty messages; RuleBroken for an office that was not called."""
    _refuse_uncalled(placement, by)
    found = _page(placement, before)
    until = message_readings.read_by(by, placement.id)
    older = found[PAGE - 1].id if len(found) > PAGE else None
    return Thread(found[:PAGE], older, until)


def looked(placement: Placement, thread: Thread, *, by: Actor, away: bool = False) -> None:
    """It is read now, unless the page only asked for news by itself (`away`). Each look of the office is kept."""
    if by.role is Role.STAFF:
        disclosures.note(by, Seen.MESSAGES, placement.campus_id, [(placement.student_id, placement.id)])
    if thread.newest > thread.read and not away:
        message_readings.looked(placement.id, by, thread.newest)


def _page(placement: Placement, before: int | None) -> Sequence[Message]:
    statement = select(Message).where(Message.placement_id == placement.id)
    if before is not None:
        statement = statement.where(Message.id < before)
    with_files = selectinload(Message.files).joinedload(MessageFile.file)
    return db.session.scalars(statement.order_by(Message.id.desc()).limit(PAGE + 1).options(with_files)).all()


def writable_until(placement: Placement) -> datetime | None:
    """The end of the last day on which somebody may write; None while the work goes on."""
    if placement.status not in stages.OVER:
        return None
    return clock.end_of_day(clock.day_of(placement.status_at + AFTER, placement.zone), placement.zone)


def may_write(placement: Placement) -> bool:
    until = writable_until(placement)
    return until is None or clock.now() < until


def say(placement: Placement, text: str, uploads: Sequence = (), *, by: Actor) -> Message:
    """Write in the thread, with at most five files; the others are told by letter, but not of the words."""
    policy.require(by, "placement.write", placement)
    _refuse_uncalled(placement, by)
    if not may_write(placement):
        raise RuleBroken(_("Writing here ended 30 days after the work did."))
    if not text.strip():
        raise RuleBroken(_("Write a message first."))
    message = Message(
        placement_id=placement.id,
        author_id=by.user_id,
        author=by.label,
        side=SIDES[by.role],
        text=text.strip(),
        files=_kept(placement, uploads, by),
    )
    db.session.add(message)
    db.session.flush()
    message_readings.wrote(placement.id, by, message.id)
    remember(placement, "write", by)
    message_notices.plan(message, placement.campus_id)
    return message


def _kept(placement: Placement, uploads: Sequence, by: Actor) -> list[MessageFile]:
    uploads = [upload for upload in uploads if upload.filename]
    if len(uploads) > MOST_FILES:
        raise RuleBroken(_("Send at most %(most)s files with a message.", most=MOST_FILES))
    return [
        MessageFile(file_id=files.store_named(upload, by=by, campus_id=placement.campus_id).id)
        for upload in uploads
    ]


def call_office(placement: Placement, *, by: Actor) -> None:
    """A side asks the office to join; from then on it reads the whole thread. Once is enough."""
    policy.require(by, "placement.call_office", placement)
    if not call_of(placement):
        _call(placement, by)
        remember(placement, "call_office", by)
        message_notices.write(message_notices.of_office(placement), "message-office-called", placement)


def look_in(placement: Placement, note: str, *, by: Actor) -> None:
    """The office opens a thread unasked: only where something is wrong, with a reason, and both are told."""
    policy.require(by, "placement.look_in", placement)
    if call_of(placement):
        return
    if not at_risk(placement):
        raise RuleBroken(_("Nothing here lets the career office read this thread without being asked."))
    if not note.strip():
        raise RuleBroken(_("Say why in a sentence or two."))
    _call(placement, by)
    remember(placement, "look_in", by, note)
    for reader in (message_notices.of_student(placement), *message_notices.of_employer(placement)):
        message_notices.write(reader, "message-office-opened", placement)


def at_risk(placement: Placement) -> bool:
    """Is the fee disputed, did the work end without its result, or does the partnership rest?"""
    if placement.fee.status is FeeStatus.DISPUTED or placement.status in stages.BROKEN_OFF:
        return True
    resting = select(Partnership.id).where(
        Partnership.campus_id == placement.campus_id,
        Partnership.employer_id == placement.employer_id,
        Partnership.status == PartnershipStatus.SUSPENDED,
    )
    return db.session.scalar(resting.limit(1)) is not None


def _call(placement: Placement, by: Actor) -> None:
    db.session.add(
        OfficeCall(placement_id=placement.id, by_id=by.user_id, side=SIDES[by.role], at=clock.now())
    )


def _refuse_uncalled(placement: Placement, by: Actor) -> None:
    """The office neither reads nor writes before it was called."""
    if by.role is Role.STAFF and not call_of(placement):
        raise RuleBroken(_("The career office has not been asked to join this thread."))
