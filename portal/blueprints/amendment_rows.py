"""Changes of what was agreed as rows of a placement's page, and where the open one is answered."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.blueprints import amendment_words
from portal.blueprints.door import actor
from portal.blueprints.plan_rows import AUDIENCE
from portal.display import day
from portal.services import amendments
from portal.vocabulary import Side


def shown(placement: Any, side: Side, found: Sequence[Any]) -> dict[str, Any]:
    """All changes (`found`, newest first); the address of a new one where it may be proposed."""
    audience = AUDIENCE[side]
    waits = next((one for one in found if one.status in amendments.OPEN), None)
    free = not waits and amendments.may_propose(placement, actor())
    page = f"{audience}.amendments_show"
    return {
        "rows": [row(one, url_for(page, placement_id=placement.id, amendment_id=one.id)) for one in found],
        "new": url_for(f"{audience}.amendments_new", placement_id=placement.id) if free else "",
        "steps": {"change": (page, _("Read the change"), {"amendment_id": waits.id})} if waits else {},
    }


def row(amendment: Any, href: str) -> dict[str, Any]:
    """One change: what it is about, whose it was, where it stands."""
    note = _("Proposed by %(side)s on %(day)s", side=said(amendment.side), day=day(amendment.created_at))
    over = amendment.status not in amendments.OPEN
    return {
        "label": amendment_words.named(amendment),
        "href": href,
        "note": note,
        "state": amendment.status.label,
        "done": over,
    }


def said(side: Side) -> str:
    """A side within a sentence."""
    return _("the student") if side is Side.STUDENT else _("the employer")
