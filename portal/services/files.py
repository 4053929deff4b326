"""Files: taking one in, who may have it back, and letting it go."""

from collections.abc import Collection
from typing import BinaryIO, Protocol

from flask_babel import gettext as _
from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.sql import ColumnElement

from portal import jobs
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.claims import Claim
from portal.models.files import StoredFile
from portal.models.messages import Message, MessageFile, OfficeCall
from portal.models.placements import HandIn, HandInItem, Placement
from portal.models.projects import Project
from portal.services import blinding, partnerships
from portal.services.sight import one, through
from portal.uploads import kinds as sorts
from portal.uploads import store as folder
from portal.vocabulary import ActorKind, ClaimStatus, FileState, Role

LARGEST = 10 * 2**20
QUOTA = 200 * 2**20
MEGABYTE = 2**20


class Upload(Protocol):
    """What a form's file field gives: a name and a stream."""

    filename: str | None
    stream: BinaryIO


SHOWN = (*blinding.UNSEEN, ClaimStatus.SHORTLISTED, ClaimStatus.OFFERED, ClaimStatus.ACCEPTED)


def in_claim(employer_id: int | None) -> ColumnElement[bool]:
    """Sent with an application that this employer may read now: live, its partnership in force, not blind still."""
    hidden = Project.blind & Claim.status.in_(blinding.UNSEEN)
    return StoredFile.id.in_(
        select(Claim.resume_id)
        .join(Claim.project)
        .where(Project.employer_id == employer_id, Claim.status.in_(SHOWN), not_(hidden))
        .where(partnerships.in_force(Claim.campus_id, Project.employer_id))
    )


def in_hand_in(*who: ColumnElement[bool]) -> ColumnElement[bool]:
    """The file was handed in on such a placement."""
    return StoredFile.id.in_(
        select(HandInItem.file_id)
        .join(HandIn, HandIn.id == HandInItem.hand_in_id)
        .join(Placement, Placement.id == HandIn.placement_id)
        .where(*who)
    )


def in_message(*who: ColumnElement[bool]) -> ColumnElement[bool]:
    """The file came with a message about such a placement."""
    return StoredFile.id.in_(
        select(MessageFile.file_id)
        .join(Message, Message.id == MessageFile.message_id)
        .join(Placement, Placement.id == Message.placement_id)
        .where(*who)
    )


UNCALLED = Placement.id.not_in(select(OfficeCall.placement_id))
SIGHT = {
    Role.STUDENT: lambda actor: or_(
        StoredFile.owner_id == actor.user_id,
        in_message(Placement.student_id == actor.user_id, Placement.campus_id == actor.campus_id),
    ),
    Role.CONTACT: lambda actor: or_(
        StoredFile.owner_id == actor.user_id,
        in_claim(actor.employer_id),
        in_hand_in(Placement.employer_id == actor.employer_id),
        in_message(Placement.employer_id == actor.employer_id),
    ),
    Role.STAFF: lambda actor: and_(StoredFile.campus_id == actor.campus_id, not_(in_message(UNCALLED))),
}


def sight(actor: Actor) -> ColumnElement[bool]:
    """Files this person may have: their own, those given to their employer, those of their campus."""
    return through(SIGHT, actor)


def get(actor: Actor, file_id: int) -> StoredFile:
    return one(
        select(StoredFile).where(sight(actor), StoredFile.id == file_id, StoredFile.state == FileState.KEPT)
    )


def store(
    upload: Upload, *, by: Actor, campus_id: int | None, kinds: Collection[str] = sorts.ANY
) -> StoredFile:
    """Take in an upload of at most 10 MB that is what its name says; RuleBroken in words."""
    found = examine(upload, kinds)
    owner_id = by.user_id if by.kind is ActorKind.USER else None
    refuse_over_quota(owner_id, len(found.data))
    return put(found.data, found.name, found.type, campus_id=campus_id, owner_id=owner_id)


def store_named(upload: Upload, *, by: Actor, campus_id: int | None) -> StoredFile:
    """As `store`, one of several: a refusal names the file it is about."""
    try:
        return store(upload, by=by, campus_id=campus_id)
    except RuleBroken as no:
        message = _("%(name)s: %(problem)s", name=(upload.filename or "")[:80], problem=no.message)
        raise RuleBroken(message) from no


def examine(upload: Upload, kinds: Collection[str] = sorts.ANY) -> sorts.Examined:
    """Look an upload over without keeping it; RuleBroken in words. It can be read again afterwards."""
    data = upload.stream.read(LARGEST + 1)
    upload.stream.seek(0)
    if len(data) > LARGEST:
        raise RuleBroken(_("This file is larger than %(most)s MB.", most=LARGEST // MEGABYTE))
    return sorts.examine(upload.filename or "", data, kinds)


def put(data: bytes, name: str, kind: str, *, campus_id: int | None, owner_id: int | None) -> StoredFile:
    """Keep bytes that need no examination (made by the portal, or examined before)."""
    stored = StoredFile(
        campus_id=campus_id,
        owner_id=owner_id,
        sha256=folder.put(data),
        size=len(data),
        type=kind,
        name=name,
    )
    db.session.add(stored)
    db.session.flush()
    return stored


def open(stored: StoredFile) -> BinaryIO:  # noqa: A001 - read as files.open(...)
    """A stream of the bytes; FileNotFoundError when they are gone."""
    return folder.open_bytes(stored.sha256)


def refuse_over_quota(owner_id: int | None, size: int) -> None:
    """RuleBroken when this person's files would pass 200 MB."""
    if owner_id is None:
        return
    kept = db.session.scalar(
        select(func.coalesce(func.sum(StoredFile.size), 0)).where(
            StoredFile.owner_id == owner_id, StoredFile.state == FileState.KEPT
        )
    )
    if (kept or 0) + size > QUOTA:
        raise RuleBroken(_("Your files would take more than %(most)s MB.", most=QUOTA // MEGABYTE))


def remove(stored: StoredFile) -> None:
    """Let go of a file. Its bytes leave the folder with the last row that needs them, after the commit."""
    stored.state = FileState.GONE
    jobs.enqueue("forget-bytes", {"sha256": stored.sha256})


@jobs.handler("forget-bytes")
def forget(payload: dict) -> None:
    """Delete bytes that no row needs any more."""
    sha256 = payload["sha256"]
    needed = select(StoredFile.id).where(StoredFile.sha256 == sha256, StoredFile.state == FileState.KEPT)
    if db.session.scalar(needed.limit(1)) is None:
        folder.delete(sha256)
