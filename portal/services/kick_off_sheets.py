"""The kick-off list as a sheet to print: asked for by either side, drawn by the worker, the newest one kept."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import certificates as document
from portal import clock, jobs, policy
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.files import StoredFile
from portal.models.kick_offs import KickOffSheet
from portal.models.placements import Placement
from portal.services import files
from portal.services.sight import one

PDF = "application/pdf"
NAME = "kick-off-list.pdf"


def newest(placement: Placement) -> KickOffSheet | None:
    """The one asked for last, with its file once there is one."""
    return db.session.scalars(_of(placement).limit(1)).first()


def ready(placement: Placement) -> KickOffSheet | None:
    """The newest one that can be read."""
    return db.session.scalars(_of(placement).where(KickOffSheet.file_id.is_not(None)).limit(1)).first()


def file(placement: Placement) -> StoredFile:
    """The file of the newest one; NotFound while there is none."""
    return one(_of(placement).where(KickOffSheet.file_id.is_not(None)).limit(1)).file


def order(placement: Placement, content: dict[str, Any], *, by: Actor) -> KickOffSheet:
    """Have the worker draw the list as it stands: `content` as `document.KickOff`. One at a time."""
    policy.require(by, "placement.print_list", placement)
    last = newest(placement)
    if last and last.done_at is None:
        return last
    sheet = KickOffSheet(placement_id=placement.id, content=content)
    db.session.add(sheet)
    remember(placement, "print_list", by)
    jobs.enqueue("kick-off-sheet", {"sheet": sheet.id}, campus_id=placement.campus_id)
    return sheet


@jobs.handler("kick-off-sheet", slow=True)
def make(payload: dict) -> Callable[[], None] | None:
    """Draw outside of any transaction; what is returned keeps the result in the job's own."""
    sheet = db.session.get_one(KickOffSheet, payload["sheet"])
    if sheet.done_at:
        return None
    sheet_id, content = sheet.id, sheet.content
    found = select(Campus.paper).join(Placement, Placement.campus_id == Campus.id)
    paper = db.session.scalars(found.where(Placement.id == sheet.placement_id)).one()
    db.session.rollback()
    try:
        drawn = document.render_kick_off(document.KickOff(**content), paper)
    except document.Unfit as problem:
        words = str(problem)
        return lambda: finish(sheet_id, None, words)
    return lambda: finish(sheet_id, drawn)


def finish(sheet_id: int, drawn: bytes | None, problem: str = "") -> None:
    """Keep the document, and let go of the ones before it."""
    sheet = db.session.get_one(KickOffSheet, sheet_id)
    placement = db.session.get_one(Placement, sheet.placement_id)
    sheet.done_at, sheet.content, sheet.problem = clock.now(), {}, problem
    if drawn is None:
        return
    sheet.file = files.put(drawn, NAME, PDF, campus_id=placement.campus_id, owner_id=None)
    for earlier in db.session.scalars(_of(placement).where(KickOffSheet.id < sheet.id)).all():
        if earlier.file:
            files.remove(earlier.file)
        db.session.delete(earlier)


def _of(placement: Placement):
    found = select(KickOffSheet).where(KickOffSheet.placement_id == placement.id)
    return found.options(joinedload(KickOffSheet.file)).order_by(KickOffSheet.id.desc())
