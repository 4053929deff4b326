"""Handing in: numbered versions of the work, each a note with files and links."""

from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.placements import HandIn, HandInItem, Placement
from portal.services import files

MOST_ITEMS = 20
LONGEST_LINK = 1000


def add(placement: Placement, note: str, uploads: list, links: list[str], *, by: Actor) -> HandIn:
    """The next version; RuleBroken in words when there is nothing in it or something is not acceptable."""
    uploads = [upload for upload in uploads if upload.filename]
    if not uploads and not links:
        raise RuleBroken(_("Add at least one file or one link."))
    if len(uploads) + len(links) > MOST_ITEMS:
        raise RuleBroken(_("Hand in at most %(most)s files and links at once.", most=MOST_ITEMS))
    items = [HandInItem(url=checked(link)) for link in links]
    stored = [files.store_named(upload, by=by, campus_id=placement.campus_id) for upload in uploads]
    items += [HandInItem(file_id=one.id, url="") for one in stored]
    version = HandIn(placement_id=placement.id, number=_next(placement), note=note.strip(), items=items)
    db.session.add(version)
    db.session.flush()
    return version


def checked(link: str) -> str:
    """A web address as it is kept; RuleBroken when it is none, or carries a password."""
    try:
        parts = urlsplit(link.strip())
        whole = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
    except ValueError:
        whole = False
    if not whole or len(link) > LONGEST_LINK or any(c.isspace() for c in link.strip()):
        raise RuleBroken(_("“%(link)s” is not a whole web address. It begins with https://.", link=link[:80]))
    return link.strip()


def ask_changes(placement: Placement, note: str) -> None:
    """Keep what is to be changed with the newest version."""
    newest = select(HandIn).where(HandIn.placement_id == placement.id).order_by(HandIn.number.desc()).limit(1)
    version = db.session.scalars(newest).one()
    version.changes = note.strip()
    version.changes_at = clock.now()


def _next(placement: Placement) -> int:
    newest = select(func.max(HandIn.number)).where(HandIn.placement_id == placement.id)
    return (db.session.scalar(newest) or 0) + 1
