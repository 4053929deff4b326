"""What a fund has promised: the fee of every free seat of an open project, and every fee that is not settled.

It is promised when the office opens the project, not when somebody takes a seat: a seat on the board is paid for,
so that no student is ever offered or accepts one that the fund could not cover.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select, union

from portal import policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.funds import Fund, FundEntry
from portal.models.placements import Fee, Placement
from portal.models.projects import Project
from portal.services import fund_ledger, seat_passing
from portal.vocabulary import EntryKind, Payer, stages
from portal.vocabulary import FeeStatus as S

OWED = (S.AGREED, S.DUE, S.AMENDED, S.REPORTED_PAID, S.DISPUTED)
PAID = (S.CONFIRMED, S.RESOLVED)


def name(project: Project, fund_id: int | None, *, by: Actor) -> None:
    """The office opens the project, or a change of it: promise what its seats take from the fund it names.

    RuleBroken in words without a fund that fits where the employer does not pay, or when that cannot cover it.
    """
    former = project.fund_id
    if project.payer is Payer.EMPLOYER:
        project.fund_id = None
    elif fund_id is not None or asks(project, project.payer):
        project.fund_id = _fitting(project, fund_id).id
    if former or project.fund_id:
        follow_project(project.id, by=by)


def choose(project: Project, fund_id: int | None, *, by: Actor) -> None:
    """Let another fund pay from now on: its free seats, and the fees that the former one has not paid yet."""
    policy.require(by, "project.choose_fund", project)
    former, fund = project.fund_id, _fitting(project, fund_id)
    if former == fund.id:
        raise RuleBroken(_("That fund pays already. Choose another one."))
    for fee in _unpaid(project, former):
        fee.fund_id = fund.id
    project.fund_id = fund.id
    remember(project, "choose_fund", by, before={"fund_id": former}, after={"fund_id": fund.id})
    follow_project(project.id, by=by)


def follow(project: Project, *, by: Actor) -> None:
    """Something about the project's seats changed."""
    if project.fund_id:
        follow_project(project.id, by=by)


def follow_fee(fee: Fee, *, by: Actor) -> None:
    """A fee changed; once it is settled, what was promised is spent."""
    if fee.fund_id is None:
        return
    project_id = db.session.scalars(
        select(Placement.project_id).where(Placement.id == fee.placement_id)
    ).one()
    if fee.status in PAID:
        fund = fund_ledger.hold(fee.fund_id)
        fund_ledger.write(fund, EntryKind.SPENT, fee.amount, by=by, project_id=project_id, fee_id=fee.id)
    follow_project(project_id, by=by, fee_id=fee.id)


def follow_project(project_id: int, *, by: Actor, fee_id: int | None = None) -> None:
    """Promise what it needs now and let go of the rest, in every fund it draws on; RuleBroken when one is short.

    `fee_id` is the fee that gave rise to it.
    """
    db.session.flush()
    for fund_id in drawn_on(project_id):
        fund = fund_ledger.hold(fund_id)
        missing = need(project_id, fund_id) - fund_ledger.promised(project_id, fund_id)
        if not missing:
            continue
        if missing > 0:
            _refuse_closed(fund)
        kind = EntryKind.COMMITTED if missing > 0 else EntryKind.RELEASED
        fund_ledger.write(fund, kind, abs(missing), by=by, project_id=project_id, fee_id=fee_id)


def drawn_on(project_id: int) -> list[int]:
    """Funds that the project takes from or took from, always in one order: two who hold several never wait
    for one another."""
    own = select(Project.fund_id).where(Project.id == project_id, Project.fund_id.is_not(None))
    fees = select(Fee.fund_id).join(Fee.placement)
    told = select(FundEntry.fund_id).where(FundEntry.project_id == project_id)
    owed = fees.where(Placement.project_id == project_id, Fee.fund_id.is_not(None))
    return sorted(db.session.scalars(union(own, owed, told)))


def need(project_id: int, fund_id: int) -> int:
    """What its free seats and its fees that are not settled take from the fund."""
    fees = select(func.coalesce(func.sum(Fee.amount), 0)).join(Fee.placement)
    mine = (Placement.project_id == project_id, Fee.fund_id == fund_id, Fee.status.in_(OWED))
    return _for_seats(project_id, fund_id) + int(db.session.scalar(fees.where(*mine)) or 0)


def _for_seats(project_id: int, fund_id: int) -> int:
    given = select(func.count(Placement.id)).where(Placement.project_id == project_id, ~seat_passing.freed())
    asked = select(Project.seats, Project.fee, given.scalar_subquery()).where(
        Project.id == project_id, Project.fund_id == fund_id, Project.status.in_(stages.SHOWN)
    )
    row = db.session.execute(asked).one_or_none()
    return max(0, row[0] - row[2]) * row[1] if row else 0


def price(project: Project) -> int:
    """What it takes when it opens: a fee for each seat."""
    return (project.fee or 0) * (project.seats or 0)


def asks(project: Project, payer: Payer) -> bool:
    """Must the office say which fund pays, when this is who pays?"""
    return payer is not Payer.EMPLOYER and not _still_fits(project, payer)


def fits(project: Project, fund: Fund, payer: Payer) -> bool:
    """Is it of the campus, of the kind that the project names, in its currency, and open?"""
    same = (fund.campus_id, fund.kind, fund.currency) == (project.campus_id, payer, project.currency)
    return same and fund.closed_at is None


def _still_fits(project: Project, payer: Payer) -> bool:
    fund = db.session.get(Fund, project.fund_id) if project.fund_id else None
    return fund is not None and fits(project, fund, payer)


def _fitting(project: Project, fund_id: int | None) -> Fund:
    fund = db.session.get(Fund, fund_id) if fund_id is not None else None
    if fund is None or not fits(project, fund, project.payer):
        raise RuleBroken(_("Choose the fund that pays the fees."))
    return fund


def _unpaid(project: Project, former: int | None) -> Sequence[Fee]:
    """Fees that the former fund still owes; without one, those agreed as the project stands now."""
    as_now = Fee.fund_id.is_(None) & (Placement.scope_version == project.scope_version)
    whose = Fee.fund_id == former if former else as_now
    found = select(Fee).join(Fee.placement).where(Placement.project_id == project.id)
    mine = found.where(whose, Fee.status.in_(OWED)).order_by(Fee.id).with_for_update(of=Fee, key_share=True)
    return db.session.scalars(mine).all()


def _refuse_closed(fund: Fund) -> None:
    if fund.closed_at:
        raise RuleBroken(_("“%(fund)s” is closed. Choose another fund for this project.", fund=fund.name))
