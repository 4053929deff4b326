"""The fee of a placement: tracked from agreed to confirmed, never processed. Amounts are minor units."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal import clock, policy
from portal.actor import SYSTEM, Actor
from portal.database import db, hold_still
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.placements import Fee, Placement
from portal.models.projects import Project
from portal.services import fund_promises, placement_letters, placements
from portal.services.sight import one
from portal.vocabulary import FeeStatus as S
from portal.workflow import Step, Workflow

SETTLED = {S.CONFIRMED, S.RESOLVED, S.VOID}

LIFECYCLE = Workflow(
    "fee",
    Step("fall_due", {S.AGREED}, S.DUE),
    Step("report_paid", {S.DUE, S.AMENDED}, S.REPORTED_PAID, _l("Report the fee as paid")),
    Step("confirm", {S.REPORTED_PAID}, S.CONFIRMED, _l("Confirm that the fee arrived")),
    Step("dispute", {S.DUE, S.AMENDED, S.REPORTED_PAID}, S.DISPUTED, _l("Dispute the fee"), needs_note=True),
    Step("resolve", {S.DISPUTED}, S.RESOLVED, _l("Mark the dispute as resolved"), needs_note=True),
    Step("amend", {S.AGREED}, S.AMENDED),
    Step("void", {S.AGREED}, S.VOID),
    Step("restore", {S.VOID}, S.AGREED),
)
TELLS = {
    "report_paid": placement_letters.to_student,
    "confirm": placement_letters.to_supervisor,
    "dispute": placement_letters.to_both,
    "resolve": placement_letters.to_both,
}


def agreed(project: Project) -> Fee:
    """The fee of a new placement; nothing to pay is void from the start."""
    status = S.AGREED if project.fee else S.VOID
    return Fee(amount=project.fee, currency=project.currency, fund_id=project.fund_id, status=status)


def of(placement: Placement) -> Fee:
    return one(select(Fee).where(Fee.placement_id == placement.id))


def fall_due(placement: Placement) -> None:
    """The work was accepted: payable within the project's days to pay."""
    fee = of(placement)
    if fee.status is S.AGREED:
        fee.due_on = _pay_by(placement)
        _take("fall_due", fee, SYSTEM)
        to_payer("fee-due", fee, placement)


def to_payer(letter: str, fee: Fee, placement: Placement) -> None:
    """The office pays what a fund is charged with, the employer everything else."""
    tell = placement_letters.to_office if fee.fund_id else placement_letters.to_supervisor
    tell(letter, placement)


def cut(fee: Fee, amount: int) -> None:
    """The placement ended before its result: pay this part of the fee, or nothing."""
    if fee.status is not S.AGREED:
        return
    before = fee.amount
    fee.amount = amount
    fee.due_on = _pay_by(fee.placement) if amount else None
    _take("amend" if amount else "void", fee, SYSTEM, amount=(before, amount))


def change(fee: Fee, amount: int) -> None:
    """Both sides agreed on another fee while the work runs; nothing to pay is void, until there is."""
    before, fee.amount = fee.amount, amount
    verb = "restore" if fee.status is S.VOID else "" if amount else "void"
    if verb:
        _take(verb, fee, SYSTEM, amount=(before, amount))
    else:
        fund_promises.follow_fee(fee, by=SYSTEM)


def move(placement: Placement, verb: str, note: str = "", *, by: Actor) -> None:
    """Take the step `verb` (report_paid, confirm, dispute, resolve) of the placement's fee."""
    fee = of(placement)
    hold_still(fee, "fund_id")
    _take(verb, fee, by, note)
    TELLS[verb](f"fee-{verb.replace('_', '-')}", placement)
    placements.close_if_done(placement)


def report_paid(placement: Placement, paid_on: date | None, reference: str, *, by: Actor) -> None:
    """Whoever pays says that it is paid, and on which day and under which words, where they tell it.

    RuleBroken when that day is still to come.
    """
    if paid_on and paid_on > clock.today(placement.zone):
        raise RuleBroken(_("That day is still to come. Report the fee once it has been paid."))
    fee = of(placement)
    policy.require(by, "fee.report_paid", fee)
    fee.paid_on, fee.reference = paid_on, reference.strip()
    move(placement, "report_paid", by=by)


def _pay_by(placement: Placement):
    days = db.session.scalar(select(Project.days_to_pay).where(Project.id == placement.project_id))
    return clock.today(placement.zone) + timedelta(days=days)


def _take(verb: str, fee: Fee, by: Actor, note: str = "", amount: tuple[int, int] | None = None) -> None:
    before: dict[str, Any] = {"fee": fee.status.value}
    LIFECYCLE.take(verb, fee, by=by, note=note)
    fee.reminders = 0
    after: dict[str, Any] = {"fee": fee.status.value}
    if amount:
        before["amount"], after["amount"] = amount
    remember(fee, verb, by, note, before=before, after=after)
    fund_promises.follow_fee(fee, by=by)
