"""How a campus's certificates look: chosen by its office, versioned, and frozen into every certificate."""

from dataclasses import asdict, dataclass, fields

from flask_babel import gettext as _

from portal.actor import Actor
from portal.certificates import Facts, limits
from portal.certificates.facts import Unfit
from portal.errors import RuleBroken
from portal.models.campuses import Campus, FormVersion
from portal.services import branding, files, wordings
from portal.uploads import store
from portal.vocabulary import Theme

SIDE = 700
"""Pixels: what prints sharply at the largest size a theme shows a picture at."""
PICTURES = ("logo", "signature", "cosignature")


@dataclass(frozen=True)
class Design:
    """`logo`, `signature` and `cosignature` are hashes of PNG files, empty for none."""

    theme: str = Theme.GUILLOCHE.value
    signatory: str = ""
    signatory_title: str = ""
    cosigner: str = ""
    cosigner_title: str = ""
    second_language: str = ""
    second_title: str = ""
    second_statement: str = ""
    logo: str = ""
    signature: str = ""
    cosignature: str = ""


NAMES = tuple(field.name for field in fields(Design))
TEXTS = ("signatory", "signatory_title", "cosigner", "cosigner_title", "second_title", "second_statement")


def of(campus: Campus) -> Design:
    """The design in force; who signs is the campus's own word, which the administrator may change too."""
    version = wordings.newest(campus.id, wordings.DESIGN)
    kept = {name: value for name, value in (version.definition if version else {}).items() if name in NAMES}
    return Design(**kept | {"signatory": campus.signatory, "signatory_title": campus.signatory_title})


def said(design: Design) -> dict[str, str]:
    """What a certificate's facts take over from it."""
    return asdict(design)


def pictures(facts: Facts) -> dict[str, bytes]:
    """The pictures these facts name, as bytes."""
    found = {}
    for name, sha256 in facts.pictures.items():
        with store.open_bytes(sha256) as stream:
            found[name] = stream.read()
    return found


def picture(upload: "files.Upload", *, by: Actor, campus_id: int) -> str:
    """Take in a PNG or JPEG, drawn anew and no larger than printed; its hash. RuleBroken in words."""
    return branding.redrawn(upload, "certificate.png", SIDE, by=by, campus_id=campus_id)


def checked(wanted: Design) -> Design:
    """With texts as they will be printed. RuleBroken, saying which text and why, when one cannot be."""
    if bool(wanted.cosigner) != bool(wanted.cosigner_title):
        raise RuleBroken(_("The second signatory needs a name and a title."))
    if wanted.cosignature and not wanted.cosigner:
        raise RuleBroken(_("There is a signature of a second signatory, but no name for it."))
    if bool(wanted.second_title or wanted.second_statement) != bool(wanted.second_language):
        raise RuleBroken(_("The second language needs its name and what it says."))
    try:
        texts = {name: limits.require_text(name, getattr(wanted, name)) for name in TEXTS}
    except Unfit as problem:
        raise RuleBroken(str(problem)) from None
    return Design(**asdict(wanted) | texts)


def adopt(campus: Campus, wanted: Design, *, by: Actor, seen: int | None = None) -> FormVersion:
    """Print like this from now on; what was issued stays as it is."""
    wanted = checked(wanted)
    if wanted == of(campus):
        raise RuleBroken(_("Nothing was changed."))
    version = wordings.adopt(campus.id, wordings.DESIGN, asdict(wanted), by=by, seen=seen)
    campus.signatory, campus.signatory_title = wanted.signatory, wanted.signatory_title
    return version


def keep_up(campus: Campus, *, by: Actor) -> None:
    """A version of what an administrator changed elsewhere, where versions have begun."""
    last = wordings.newest(campus.id, wordings.DESIGN)
    if last and last.definition != asdict(of(campus)):
        wordings.adopt(campus.id, wordings.DESIGN, asdict(of(campus)), by=by)
