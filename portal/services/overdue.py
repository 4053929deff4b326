"""Whose move it is in a placement and what is overdue: computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, select

from portal import clock
from portal.database import db
from portal.models.placements import Fee, Placement
from portal.services import amendment_states, parts, policies, rhythm, risks
from portal.services import settling as settled
from portal.services.policies import Policy
from portal.services.risks import Risk
from portal.vocabulary import AmendmentStatus, FeeStatus, RatingMoment, ReflectionStage, Side, stages
from portal.vocabulary import PlacementStatus as S

SETTLING = timedelta(days=7)
MILESTONE, CHECK_IN = timedelta(days=7), timedelta(days=3)
"""How long before its day something on the way is a move."""
BEFORE: list[parts.Part] = [RatingMoment.START, ReflectionStage.BEFORE]
"""What is written before the work starts."""


@dataclass(frozen=True)
class Move:
    """One thing somebody has to do; `key` names it for the page, `by` is the local day it is due."""

    side: Side
    key: str
    text: str
    by: date | None
    late: bool = False


@dataclass(frozen=True)
class Standing:
    """All open moves of a placement, the most pressing first."""

    moves: tuple[Move, ...] = ()
    risks: tuple[Risk, ...] = ()
    held_until: date | None = None
    """The last day of a hold, while it lasts."""

    @property
    def at_risk(self) -> bool:
        return bool(self.risks)

    @property
    def late(self) -> bool:
        return any(move.late for move in self.moves)

    @property
    def first(self) -> Move | None:
        return self.moves[0] if self.moves else None

    @property
    def sides(self) -> list[Side]:
        return list(dict.fromkeys(move.side for move in self.moves))

    def of(self, side: Side) -> list[Move]:
        return [move for move in self.moves if move.side is side]


def with_facts(statement: Select) -> Select:
    """Add to a statement over Placement the columns that `standing` reads, and join the fee."""
    return statement.join(Fee, Fee.placement_id == Placement.id).add_columns(
        Placement.campus_id,
        Placement.status,
        Placement.status_at,
        Placement.starts_on,
        Placement.due_on,
        Placement.due_at,
        Placement.zone,
        Placement.student_ready_at,
        Placement.supervisor_ready_at,
        Fee.status.label("fee_status"),
        Fee.due_on.label("fee_due_on"),
        Fee.fund_id.label("fee_fund_id"),
        *settled.columns(),
        *rhythm.columns(),
        *risks.facts(),
        *amendment_states.columns(),
    )


def of(placement: Placement) -> Standing:
    """Where one placement stands."""
    facts = db.session.execute(with_facts(select(Placement.id)).where(Placement.id == placement.id)).one()
    return from_facts(facts)


def from_facts(facts: Any) -> Standing:
    """Where one placement stands, by its row."""
    return standing(facts, policies.current(facts.campus_id))


def of_rows(rows: Iterable[Any]) -> list[tuple[Any, Standing]]:
    """Each row (selected `with_facts`) with where it stands."""
    rows = list(rows)
    numbers = {campus_id: policies.current(campus_id) for campus_id in {row.campus_id for row in rows}}
    return [(row, standing(row, numbers[row.campus_id])) for row in rows]


def standing(facts: Any, policy: Policy) -> Standing:
    """What has to be done, by whom and until when, from a placement's facts."""
    moves = [
        *MOVES.get(facts.status, nothing)(facts, policy),
        *evaluator_moves(facts),
        *change_moves(facts, policy),
        *fee_moves(facts),
    ]
    if facts.status is S.ACCEPTED and not moves:
        moves = [Move(Side.OFFICE, "close", _("Close the placement"), None)]
    moves.sort(key=lambda move: move.by or date.max)
    return Standing(tuple(moves), risks.found(facts, policy), facts.held_until if risks.held(facts) else None)


def nothing(facts: Any, policy: Policy) -> list[Move]:
    return []


def kicking_off(facts: Any, policy: Policy) -> list[Move]:
    ready = {Side.STUDENT: facts.student_ready_at, Side.EMPLOYER: facts.supervisor_ready_at}
    text = _("Go through the kick-off list")
    first = [due(facts, side, "kick_off", text, facts.starts_on) for side, at in ready.items() if not at]
    return [*first, *writing(facts, policy, BEFORE, facts.starts_on)]


def working(facts: Any, policy: Policy) -> list[Move]:
    """The work itself, and what is near of the plan on the way to it."""
    last = due(facts, Side.STUDENT, "hand_in", _("Hand in the work"), facts.due_on)
    return [*on_the_way(facts, policy), last]


def on_the_way(facts: Any, policy: Policy) -> list[Move]:
    """Milestones from a week before their day, check-ins from three days before, and deliveries to look at."""
    today, moves = clock.today(facts.zone), []
    for side, key, text, day, ahead in (
        (Side.STUDENT, "milestone", _("Deliver the next milestone"), facts.milestone_on, MILESTONE),
        (Side.STUDENT, "check_in", _("Answer the check-in"), facts.student_check_in_on, CHECK_IN),
        (Side.EMPLOYER, "check_in", _("Answer the check-in"), facts.employer_check_in_on, CHECK_IN),
    ):
        if day and day <= today + ahead:
            moves.append(due(facts, side, key, text, day))
    if facts.milestone_since:
        by = risks.local(facts, facts.milestone_since + timedelta(days=policy.silent_days))
        moves.append(due(facts, Side.EMPLOYER, "milestone", _("Look at a milestone"), by))
    return moves


def answering(facts: Any, policy: Policy) -> list[Move]:
    by = risks.local(facts, facts.status_at + timedelta(days=policy.silent_days))
    return [due(facts, Side.EMPLOYER, "answer", _("Accept the work or ask for changes"), by)]


def revising(facts: Any, policy: Policy) -> list[Move]:
    by = max(facts.due_on, risks.local(facts, facts.status_at + timedelta(days=policy.silent_days)))
    return [due(facts, Side.STUDENT, "hand_in", _("Hand in the changed work"), by)]


def settling(facts: Any, policy: Policy) -> list[Move]:
    by = risks.local(facts, facts.status_at + SETTLING)
    moves = []
    if not facts.evaluated and facts.asked:
        moves.append(due(facts, Side.EMPLOYER, "evaluate", _("Evaluate the work"), by))
    return [*moves, *writing(facts, policy, list(parts.REQUIRED), by)]


def writing(facts: Any, policy: Policy, asked: list[parts.Part], by: date) -> list[Move]:
    """The parts of these that the campus requires of the student and that are not in."""
    words = {
        RatingMoment.START: _("Place yourself on the competencies"),
        RatingMoment.CLOSE: _("Place yourself on the competencies again"),
        ReflectionStage.BEFORE: _("Write what you expect"),
        ReflectionStage.HALFWAY: _("Write how it is going"),
        ReflectionStage.AFTER: _("Write what you take away"),
    }
    open_ = [
        one for one in parts.required(policy) if one in asked and not getattr(facts, f"sent_{one.value}")
    ]
    return [due(facts, Side.STUDENT, f"write_{one.value}", words[one], by) for one in open_]


MOVES = {
    S.KICKOFF: kicking_off,
    S.ACTIVE: working,
    S.DELIVERED: answering,
    S.REVISION: revising,
    S.ACCEPTED: settling,
}


def evaluator_moves(facts: Any) -> list[Move]:
    """The office looks for somebody who evaluates, as soon as the last link has ended without an answer."""
    if facts.status not in MOVES or facts.evaluated or facts.asked:
        return []
    by = risks.local(facts, facts.unasked_at + SETTLING) if facts.unasked_at else None
    return [due(facts, Side.OFFICE, "evaluator", _("Find out who evaluates: no link works now"), by)]


def change_moves(facts: Any, policy: Policy) -> list[Move]:
    """Who has to answer a proposed change."""
    if not facts.change_status:
        return []
    by = risks.local(facts, facts.change_since + timedelta(days=policy.silent_days))
    if facts.change_status is AmendmentStatus.AGREED:
        return [due(facts, Side.OFFICE, "change", _("Decide on a change that both sides agreed to"), by)]
    side = Side.EMPLOYER if facts.change_side is Side.STUDENT else Side.STUDENT
    return [due(facts, side, "change", _("Answer the proposed change"), by)]


def fee_moves(facts: Any) -> list[Move]:
    """What is open about the fee, whatever the state of the work."""
    payer = Side.OFFICE if facts.fee_fund_id else Side.EMPLOYER
    if facts.fee_status in stages.PAYABLE:
        return [due(facts, payer, "pay", _("Pay the fee and report it"), facts.fee_due_on)]
    if facts.fee_status is FeeStatus.REPORTED_PAID:
        return [due(facts, Side.STUDENT, "confirm", _("Confirm that the fee arrived"), facts.fee_due_on)]
    if facts.fee_status is FeeStatus.DISPUTED:
        sides = (Side.STUDENT, payer)
        return [due(facts, side, "settle", _("Settle the dispute about the fee"), None) for side in sides]
    return []


def due(facts: Any, side: Side, key: str, text: str, by: date | None) -> Move:
    late = by is not None and clock.today(facts.zone) > by and not risks.held(facts)
    return Move(side, key, text, by, late)
