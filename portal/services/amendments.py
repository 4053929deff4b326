"""Changing what was agreed: one side proposes, the other answers, and the office where money or hours ask for it."""

from collections.abc import Sequence
from dataclasses import asdict

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken, StaleEdit
from portal.history import remember
from portal.models.amendments import Amendment
from portal.models.placements import Placement
from portal.services import (
    amendment_effects,
    amendment_letters,
    amendment_states,
    amendment_terms,
)
from portal.services.amendment_terms import Terms
from portal.services.sight import one
from portal.vocabulary import AmendmentStatus, Role, Side, stages

OPEN = amendment_states.OPEN
LIFECYCLE = amendment_states.LIFECYCLE
take = amendment_states.take
warnings = amendment_terms.warnings


def of(placement: Placement) -> Sequence[Amendment]:
    """All of a placement, newest first."""
    found = select(Amendment).where(Amendment.placement_id == placement.id)
    return db.session.scalars(
        found.order_by(Amendment.id.desc()).options(joinedload(Amendment.supervisor))
    ).all()


def get(placement: Placement, amendment_id: int) -> Amendment:
    """One of this placement's; another's is NotFound."""
    mine = (Amendment.placement_id == placement.id, Amendment.id == amendment_id)
    return one(select(Amendment).where(*mine).options(joinedload(Amendment.supervisor)))


def waiting(placement_id: int) -> Amendment | None:
    """The one that is not answered yet."""
    found = select(Amendment).where(Amendment.placement_id == placement_id, Amendment.status.in_(OPEN))
    return db.session.scalar(found)


def may_propose(placement: Placement, by: Actor) -> bool:
    """Is the work under way, and one of the two sides asking?"""
    return policy.can(by, "placement.amend", placement) and placement.status in stages.RUNNING


def propose(
    placement: Placement, wanted: Terms, reason: str, *, by: Actor, seen: int | None = None
) -> Amendment:
    """Ask the other side for other terms. `seen` is the placement's version that the page showed.

    RuleBroken when the work is over, a change waits already, nothing changes or nobody could work so.
    """
    policy.require(by, "placement.amend", placement)
    _hold(placement, seen)
    _refuse_untimely(placement)
    now = amendment_terms.in_force(placement)
    changes = amendment_terms.changed(now, wanted)
    if not changes:
        raise RuleBroken(_("Nothing would change. Change what should be different, then send it."))
    if not reason.strip():
        raise RuleBroken(_("Say why in a sentence or two."))
    amendment_terms.refuse_impossible(placement, wanted)
    amendment_terms.refuse_overload(placement, wanted, by)
    _refuse_stranger(placement, wanted, by)
    amendment = _written(placement, wanted, changes, reason.strip(), by)
    after = amendment_effects.said(amendment)
    remember(amendment, "propose_change", by, reason, before=amendment.before, after=after)
    amendment_letters.to_other("amendment-proposed", amendment)
    return amendment


def accept(
    amendment: Amendment, placement: Placement, note: str = "", *, by: Actor, seen: int | None = None
) -> None:
    """The other side agrees: it is in force, or the office is asked, too. `seen`: the version that was read."""
    verb = "agree" if amendment.asks_office else "accept"
    policy.require(by, f"amendment.{verb}", amendment)
    _still_good(amendment, placement, seen)
    amendment_terms.refuse_overload(placement, amendment_terms.wanted(amendment, placement), by)
    amendment.answer = note.strip()
    take(verb, amendment, by, note)
    if amendment.status is AmendmentStatus.IN_FORCE:
        _in_force(amendment, placement, by)
    else:
        amendment_letters.to_office("amendment-waits", amendment)


def allow(
    amendment: Amendment, placement: Placement, note: str = "", *, by: Actor, seen: int | None = None
) -> None:
    """The office agrees to what both sides agreed on."""
    policy.require(by, "amendment.allow", amendment)
    _still_good(amendment, placement, seen)
    amendment.office_note = note.strip()
    take("allow", amendment, by, note)
    _in_force(amendment, placement, by)


def refuse(amendment: Amendment, note: str, *, by: Actor, seen: int | None = None) -> None:
    """The other side says no, and why: all stays as it was."""
    _hold(amendment, seen)
    amendment.answer = note.strip()
    take("refuse", amendment, by, note)
    amendment_letters.to_proposer("amendment-refused", amendment)


def disallow(amendment: Amendment, note: str, *, by: Actor, seen: int | None = None) -> None:
    """The office says no to what both sides agreed on, and why."""
    _hold(amendment, seen)
    amendment.office_note = note.strip()
    take("disallow", amendment, by, note)
    amendment_letters.to_both("amendment-refused", amendment)


def withdraw(amendment: Amendment, *, by: Actor, seen: int | None = None) -> None:
    """Whoever proposed it takes it back."""
    _hold(amendment, seen)
    take("withdraw", amendment, by)
    amendment_letters.to_other("amendment-withdrawn", amendment)


def _hold(record: Placement | Amendment, seen: int | None = None) -> None:
    """Nobody else moves it before the transaction ends. StaleEdit when it is not what the page showed any more."""
    model = type(record)
    version = db.session.scalar(select(model.version).where(model.id == record.id).with_for_update())
    if version != record.version or seen not in (None, version):
        raise StaleEdit(_("This changed while you were reading. Look at it again, then decide."))


def _refuse_untimely(placement: Placement) -> None:
    if placement.status not in stages.RUNNING:
        raise RuleBroken(_("What was agreed can be changed until the work is accepted, not after."))
    if waiting(placement.id):
        raise RuleBroken(_("A change is waiting for an answer already. One at a time."))


def _refuse_stranger(placement: Placement, wanted: Terms, by: Actor) -> None:
    """Only somebody the proposer may choose looks after the work."""
    if wanted.supervisor_id == placement.supervisor_id:
        return
    if wanted.supervisor_id not in {row.id for row in amendment_terms.supervisors(placement, by)}:
        raise RuleBroken(_("Choose somebody at the employer."))


def _written(placement: Placement, wanted: Terms, changes: dict, reason: str, by: Actor) -> Amendment:
    now = asdict(amendment_terms.in_force(placement))
    before = amendment_terms.plain({name: now[name] for name in changes}, placement.supervisor.name)
    amendment = Amendment(
        placement=placement,
        campus_id=placement.campus_id,
        employer_id=placement.employer_id,
        student_id=placement.student_id,
        side=Side.STUDENT if by.role is Role.STUDENT else Side.EMPLOYER,
        reason=reason,
        asks_office=[why.value for why in amendment_terms.office_asked(placement, wanted)],
        before=before,
        **changes,
    )
    db.session.add(amendment)
    db.session.flush()
    return amendment


def _still_good(amendment: Amendment, placement: Placement, seen: int | None) -> None:
    """Nobody else moves either meanwhile, and the terms could still be worked by."""
    _hold(placement)
    _hold(amendment, seen)
    if placement.status not in stages.RUNNING:
        raise RuleBroken(_("What was agreed can be changed until the work is accepted, not after."))
    amendment_terms.refuse_impossible(placement, amendment_terms.wanted(amendment, placement))
    boss = amendment.supervisor
    if boss and (boss.archived_at or boss.employer_id != placement.employer_id):
        raise RuleBroken(_("The supervisor it names is not with the employer any more. Propose another."))


def _in_force(amendment: Amendment, placement: Placement, by: Actor) -> None:
    amendment_effects.put_in_force(amendment, placement, by=by)
    amendment_letters.to_both("amendment-in-force", amendment)
