"""P2: the checklist of a partnership. Every tick is a row with its note, its evidence, who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import Row, func, select

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken, StaleEdit
from portal.history import remember
from portal.models.employers import Partnership
from portal.models.vetting import VettingMark
from portal.services import domains
from portal.services.sight import rows
from portal.vocabulary import MarkState, PartnershipStatus
from portal.vocabulary import VettingItem as I
from portal.vocabulary.vetting import HINTS, OPTIONAL

ITEMS = tuple(item for item in I if item is not I.NEXT_REVIEW)
"""What is ticked by hand; the date of the next review comes with the approval."""
REQUIRED = tuple(item for item in ITEMS if item not in OPTIONAL)
WHILE = {
    PartnershipStatus.IN_REVIEW,
    PartnershipStatus.CHANGES_REQUESTED,
    PartnershipStatus.APPROVED,
    PartnershipStatus.SUSPENDED,
}
REVIEW_EVERY = timedelta(days=365)
FURTHEST = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Answer:
    """What was found about one item."""

    ticked: bool = False
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Line:
    """An item of the checklist and its newest mark (state, note, evidence, author, at), if there is one."""

    item: I
    mark: Row | None = None

    @property
    def required(self) -> bool:
        return self.item not in OPTIONAL

    @property
    def hint(self) -> str:
        return HINTS[self.item]

    @property
    def open(self) -> bool:
        return self.mark is None or self.mark.state is MarkState.OPEN

    @property
    def answer(self) -> Answer:
        if self.mark is None or self.mark.state is MarkState.WAIVED:
            return Answer()
        return Answer(self.mark.state is MarkState.TICKED, self.mark.note, self.mark.evidence)


@dataclass(frozen=True)
class Approval:
    """What goes with an approval: reasons for what is open, a limit of open projects, the next review."""

    reasons: Mapping[I, str] = field(default_factory=dict)
    open_limit: int | None = None
    review_on: date | None = None


def checklist(partnership_id: int) -> list[Line]:
    """Every item in order, each with its newest mark."""
    newest = select(func.max(VettingMark.id)).where(VettingMark.partnership_id == partnership_id)
    marks = rows(_marks().where(VettingMark.id.in_(newest.group_by(VettingMark.item))))
    found = {mark.item: mark for mark in marks}
    return [Line(item, found.get(item)) for item in I]


def history(partnership_id: int) -> Sequence[Row]:
    """(id, item, state, note, evidence, author, at) of every mark, newest first."""
    return rows(_marks().where(VettingMark.partnership_id == partnership_id).order_by(VettingMark.id.desc()))


def still_open(lines: Sequence[Line]) -> list[Line]:
    """The required lines that nobody has ticked or given a reason for."""
    return [line for line in lines if line.item in REQUIRED and line.open]


def seen(lines: Sequence[Line]) -> int:
    """The number of the newest mark: what a page showed."""
    return max((line.mark.id for line in lines if line.mark), default=0)


def save(partnership: Partnership, answers: Mapping[I, Answer], shown: int | None, *, by: Actor) -> list[I]:
    """Keep what changed, each as a new row; returns those items.

    `shown` is what `seen` said of the page; StaleEdit when somebody marked since.
    """
    policy.require(by, "partnership.vet", partnership)
    if partnership.status not in WHILE:
        raise RuleBroken(_("The checklist is worked through while an application is in review or in force."))
    lines = {line.item: line for line in checklist(partnership.id)}
    if shown is not None and shown != seen(list(lines.values())):
        raise StaleEdit(_("A colleague has changed the checklist meanwhile. Look at it again, then save."))
    changed = {item: told for item, told in answers.items() if item in ITEMS and told != lines[item].answer}
    for item, told in changed.items():
        _refuse_empty(item, told)
        _mark(partnership, item, MarkState.TICKED if told.ticked else MarkState.OPEN, told, by)
    if changed:
        states = {item.value: "ticked" if told.ticked else "open" for item, told in changed.items()}
        remember(partnership, "vet", by, after=states)
    return list(changed)


def settle(partnership: Partnership, approval: Approval, *, by: Actor) -> None:
    """Let an approval stand on the checklist: reasons for what is open, the limit and the next review.

    RuleBroken when a required item is open without a reason, or the date or the limit is none.
    """
    today = clock.today(partnership.campus.zone)
    review_on = approval.review_on or today + REVIEW_EVERY
    left = still_open(checklist(partnership.id))
    bare = [str(line.item.label) for line in left if not approval.reasons.get(line.item, "").strip()]
    if bare:
        raise RuleBroken(_("Still open, and no reason given: %(items)s.", items="; ".join(bare)))
    require_ahead(review_on, today)
    if approval.open_limit is not None and approval.open_limit < 1:
        raise RuleBroken(_("A limit is at least one open project."))
    for line in left:
        _mark(partnership, line.item, MarkState.WAIVED, Answer(note=approval.reasons[line.item].strip()), by)
    partnership.open_limit, partnership.review_on = approval.open_limit, review_on
    set_review(partnership, review_on, by=by)


def set_review(partnership: Partnership, day: date, *, by: Actor) -> None:
    """Note on the checklist that the next review has its date."""
    _mark(partnership, I.NEXT_REVIEW, MarkState.TICKED, Answer(note=day.isoformat()), by)


def require_ahead(day: date, today: date) -> None:
    """RuleBroken when a review lies in the past or too far away."""
    if not today < day <= today + FURTHEST:
        raise RuleBroken(_("The next review is after today and within three years."))


def _refuse_empty(item: I, told: Answer) -> None:
    if told.ticked and not (told.note or told.evidence):
        raise RuleBroken(_("%(item)s: say in a few words what you found.", item=item.label))
    if told.evidence and not domains.is_web(told.evidence):
        raise RuleBroken(_("%(item)s: a link begins with http:// or https://.", item=item.label))


def _marks():
    return select(
        VettingMark.id,
        VettingMark.item,
        VettingMark.state,
        VettingMark.note,
        VettingMark.evidence,
        VettingMark.author,
        VettingMark.at,
    )


def _mark(partnership: Partnership, item: I, state: MarkState, told: Answer, by: Actor) -> None:
    db.session.add(
        VettingMark(
            partnership_id=partnership.id,
            item=item,
            state=state,
            note=told.note,
            evidence=told.evidence,
            author_id=by.user_id,
            author=by.label,
            at=clock.now(),
        )
    )
    db.session.flush()
