"""How a campus looks: its name, initials, colour and pictures. What was issued keeps what it shows."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import or_, select

from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.campuses import Campus, FormVersion
from portal.models.files import StoredFile
from portal.services import files, wordings
from portal.services.sight import one
from portal.uploads import pictures

SIDES = {"logo": 128, "seal": 320}
"""The longest side each picture is kept at, in pixels: twice what the page shows."""


@dataclass(frozen=True)
class Branding:
    """`logo` and `seal` are hashes of PNG files, empty for none."""

    name: str
    initials: str
    brand: str
    logo: str = ""
    seal: str = ""


def of(campus: Campus) -> Branding:
    return Branding(campus.name, campus.initials, campus.brand, campus.logo, campus.seal)


def picture(upload: "files.Upload", which: str, *, by: Actor, campus_id: int) -> str:
    """Take in a PNG or JPEG, drawn anew and no larger than shown; its hash. RuleBroken in words."""
    return redrawn(upload, f"{which}.png", SIDES[which], by=by, campus_id=campus_id)


def redrawn(upload: "files.Upload", name: str, side: int, *, by: Actor, campus_id: int) -> str:
    """The hash of an upload's picture, kept as a PNG of at most `side` pixels. RuleBroken in words."""
    stored = files.store(upload, by=by, campus_id=campus_id, kinds=("png", "jpeg"))
    with files.open(stored) as stream:
        data = pictures.shrink(stream.read(), side)
    files.remove(stored)
    return files.put(data, name, "image/png", campus_id=campus_id, owner_id=None).sha256


def adopt(campus: Campus, wanted: Branding, *, by: Actor, seen: int | None = None) -> FormVersion:
    """Look like this from now on."""
    if wanted == of(campus):
        raise RuleBroken(_("Nothing was changed."))
    version = wordings.adopt(campus.id, wordings.BRANDING, asdict(wanted), by=by, seen=seen)
    for name, value in asdict(wanted).items():
        setattr(campus, name, value)
    return version


def keep_up(campus: Campus, *, by: Actor) -> None:
    """A version of what an administrator changed elsewhere, where versions have begun."""
    last = wordings.newest(campus.id, wordings.BRANDING)
    if last and last.definition != asdict(of(campus)):
        wordings.adopt(campus.id, wordings.BRANDING, asdict(of(campus)), by=by)


def shown(sha256: str) -> StoredFile:
    """A picture that some campus shows now; NotFound for any other file."""
    in_use = select(Campus.id).where(
        Campus.archived_at.is_(None),
        Campus.id == StoredFile.campus_id,
        or_(Campus.logo == sha256, Campus.seal == sha256),
    )
    kept = select(StoredFile).where(StoredFile.sha256 == sha256, StoredFile.type == "image/png")
    return one(kept.where(in_use.exists()).order_by(StoredFile.id).limit(1))
