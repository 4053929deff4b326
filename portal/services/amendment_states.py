"""The life of a change of what was agreed, and what ends it from outside."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.history import remember
from portal.models.amendments import Amendment
from portal.models.placements import Placement
from portal.vocabulary import AmendmentStatus as S
from portal.workflow import Step, Workflow

OPEN = (S.PROPOSED, S.AGREED)

LIFECYCLE = Workflow(
    "amendment",
    Step("accept", {S.PROPOSED}, S.IN_FORCE, _l("Accept the change")),
    Step("agree", {S.PROPOSED}, S.AGREED, _l("Agree, and let the career office decide")),
    Step("allow", {S.AGREED}, S.IN_FORCE, _l("Allow the change")),
    Step("refuse", {S.PROPOSED}, S.REFUSED, _l("Refuse"), needs_note=True),
    Step("disallow", {S.AGREED}, S.REFUSED, _l("Do not allow it"), needs_note=True),
    Step("withdraw", OPEN, S.WITHDRAWN, _l("Take it back")),
    Step("lapse", OPEN, S.LAPSED),
)


def columns() -> Sequence[Any]:
    """change_side, change_status and change_since of what is not answered yet, for lists of placements."""
    mine = (Amendment.placement_id == Placement.id, Amendment.status.in_(OPEN))
    told = {"side": Amendment.side, "status": Amendment.status, "since": Amendment.status_at}
    return [
        select(column).where(*mine).correlate(Placement).scalar_subquery().label(f"change_{name}")
        for name, column in told.items()
    ]


def take(verb: str, amendment: Amendment, by: Actor, note: str = "") -> None:
    """Along one step of its life, which is kept."""
    before = amendment.status
    with db.session.no_autoflush:
        step = LIFECYCLE.take(verb, amendment, by=by, note=note)
    if step.target is S.IN_FORCE:
        amendment.in_force_at = clock.now()
    remember(
        amendment, verb, by, note, before={"status": before.value}, after={"status": amendment.status.value}
    )


def lapse_open(placement_id: int) -> None:
    """The work is over: what was proposed and not answered is, too."""
    found = select(Amendment).where(Amendment.placement_id == placement_id, Amendment.status.in_(OPEN))
    for amendment in db.session.scalars(found).all():
        take("lapse", amendment, SYSTEM)
