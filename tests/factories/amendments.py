"""Changes of what was agreed, to test with, on the world of the placements."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from portal.database import db
from portal.models.amendments import Amendment
from portal.models.placements import Placement
from portal.services import amendment_terms, amendments, placements

REASON = "The archive is larger than we thought."


def found(here: SimpleNamespace, by=None) -> Placement:
    """The world's placement as a page finds it."""
    db.session.flush()
    db.session.expire_all()
    return placements.get((by or here.student).actor, here.placement.id)


def propose(here: SimpleNamespace, by=None, **changes: Any) -> Amendment:
    """A change of the world's placement, proposed by the student unless somebody else is named."""
    by = by or here.student
    placement = found(here, by)
    wanted = replace(amendment_terms.in_force(placement), **changes)
    return amendments.propose(placement, wanted, REASON, by=by.actor)


def accept(here: SimpleNamespace, amendment: Amendment, by=None) -> Placement:
    """The other side, the supervisor unless somebody else is named, agrees."""
    by = by or here.supervisor
    placement = found(here, by)
    amendments.accept(amendments.get(placement, amendment.id), placement, by=by.actor)
    return found(here, by)


def allow(here: SimpleNamespace, amendment: Amendment) -> Placement:
    placement = found(here, here.staff)
    amendments.allow(amendments.get(placement, amendment.id), placement, by=here.staff.actor)
    return found(here, here.staff)
