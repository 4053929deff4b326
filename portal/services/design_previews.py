"""Looking at a design before it is used: ordered by somebody at the office, drawn by the worker, soon forgotten."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from flask_babel import force_locale
from sqlalchemy import delete, select
from sqlalchemy.orm import undefer

from portal import certificates as document
from portal import clock, jobs, policy
from portal.actor import Actor
from portal.certificates import raster
from portal.database import changed, db
from portal.models.campuses import Campus
from portal.models.designs import DesignPreview
from portal.services import design_samples, designs
from portal.services.designs import Design
from portal.services.sight import one
from portal.vocabulary import SampleKind

KEPT = timedelta(days=1)


def newest(actor: Actor) -> DesignPreview | None:
    """The one this person asked for, without its bytes."""
    return db.session.scalars(_mine(actor)).first()


def drawn(actor: Actor, kind: str) -> bytes:
    """The document ("pdf") or its picture ("png"); NotFound while there is none."""
    column = DesignPreview.pdf if kind == "pdf" else DesignPreview.picture
    found = one(_mine(actor).where(column.is_not(None)).options(undefer(column)))
    return found.pdf if kind == "pdf" else found.picture


def order(campus: Campus, wanted: Design, sample: SampleKind, *, by: Actor) -> DesignPreview:
    """Have a specimen drawn; it takes the place of the one before. RuleBroken in words."""
    wanted = designs.checked(wanted)
    preview = DesignPreview(
        campus_id=campus.id, user_id=by.user_id, wanted=asdict(wanted), sample=sample, paper=campus.paper
    )
    policy.require(by, "policy.adopt", preview)
    db.session.add(preview)
    db.session.flush()  # before the old one goes: SQLite would give its number again, and its job would draw here
    db.session.execute(delete(DesignPreview).where(*_of(by), DesignPreview.id != preview.id))
    jobs.enqueue("design-preview", {"preview": preview.id}, campus_id=campus.id)
    return preview


@jobs.handler("design-preview", slow=True)
def make(payload: dict) -> Callable[[], None] | None:
    """Draw outside of any transaction; nothing is done for one that a newer has replaced."""
    preview = db.session.get(DesignPreview, payload["preview"])
    if preview is None or preview.done_at:
        return None
    preview_id, paper = preview.id, preview.paper
    campus = db.session.get_one(Campus, preview.campus_id)
    with force_locale(campus.locale):
        facts = design_samples.facts(campus, Design(**preview.wanted), preview.sample)
    db.session.rollback()
    try:
        with force_locale(facts.language.replace("-", "_")):
            pdf = document.render(facts, paper, designs.pictures(facts))
    except document.Unfit as problem:
        words = str(problem)
        return lambda: finish(preview_id, None, None, words)
    picture = raster.picture(pdf)
    return lambda: finish(preview_id, pdf, picture)


def finish(preview_id: int, pdf: bytes | None, picture: bytes | None, problem: str = "") -> None:
    """Keep what was drawn, unless somebody has asked for another meanwhile."""
    preview = db.session.get(DesignPreview, preview_id)
    if preview:
        preview.done_at, preview.problem = clock.now(), problem
        preview.pdf, preview.picture, preview.pictured = pdf, picture, picture is not None


@jobs.periodic
def forget() -> int:
    """Remove what was looked at a day ago; how many."""
    return changed(delete(DesignPreview).where(DesignPreview.ordered_at < clock.now() - KEPT))


def _of(actor: Actor):
    return DesignPreview.campus_id == actor.campus_id, DesignPreview.user_id == actor.user_id


def _mine(actor: Actor):
    return select(DesignPreview).where(*_of(actor)).order_by(DesignPreview.id.desc()).limit(1)
