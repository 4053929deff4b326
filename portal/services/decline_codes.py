"""Why the office declines: the fixed codes, as one campus words, explains and uses them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.campuses import FormVersion
from portal.services import wordings
from portal.vocabulary import DeclineCode


@dataclass(frozen=True)
class Reason:
    """One code: what it is called, what the employer reads beside it, and whether it may be chosen."""

    code: DeclineCode
    label: str
    words: str = ""
    used: bool = True


def listing(campus_id: int) -> list[Reason]:
    """Every code as the campus words it now."""
    return _read(wordings.newest(campus_id, wordings.DECLINE))


def standard() -> list[Reason]:
    """Every code in the portal's own words."""
    return _read(None)


def offered(campus_id: int) -> list[Reason]:
    """The codes that may be chosen now."""
    return [reason for reason in listing(campus_id) if reason.used]


def said(campus_id: int, code: DeclineCode | None, when: datetime | None) -> Reason | None:
    """A code as it was worded at the moment of the decision; later words change nothing of it."""
    if code is None:
        return None
    then = _read(wordings.in_force(campus_id, wordings.DECLINE, when))
    return next(reason for reason in then if reason.code is code)


def refuse_unused(campus_id: int, code: DeclineCode | None) -> None:
    """RuleBroken when the campus has switched this code off."""
    if code and code not in {reason.code for reason in offered(campus_id)}:
        raise RuleBroken(_("This reason is no longer in use here. Choose another one."))


def definition(reasons: list[Reason]) -> dict[str, Any]:
    """What is kept of the codes: only what differs from the portal's own words."""
    return {"codes": {reason.code.value: _kept(reason) for reason in reasons}}


def adopt(campus_id: int, reasons: list[Reason], *, by: Actor, seen: int | None = None) -> FormVersion:
    """Word the codes anew. RuleBroken when none would be left to choose."""
    if not any(reason.used for reason in reasons):
        raise RuleBroken(_("Keep at least one reason in use."))
    return wordings.adopt(campus_id, wordings.DECLINE, definition(reasons), by=by, seen=seen)


def _kept(reason: Reason) -> dict[str, Any]:
    own = "" if reason.label == str(reason.code.label) else reason.label
    return {"label": own, "words": reason.words, "used": reason.used}


def _read(version: FormVersion | None) -> list[Reason]:
    kept = version.definition["codes"] if version else {}
    return [_reason(code, kept.get(code.value, {})) for code in DeclineCode]


def _reason(code: DeclineCode, kept: dict[str, Any]) -> Reason:
    label = kept.get("label") or str(code.label)
    return Reason(code, label, kept.get("words", ""), kept.get("used", True))
