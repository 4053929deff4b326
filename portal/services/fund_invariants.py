"""What must hold of funds: each line follows from those before it, and the fees in force say what is promised."""

from sqlalchemy import and_, case, func, or_, select

from portal.database import db
from portal.models.funds import FundEntry
from portal.models.placements import Fee
from portal.models.projects import Project
from portal.services import fund_ledger, fund_promises
from portal.vocabulary import EntryKind


def ledgers_add_up() -> list[int]:
    """Funds whose newest line is not the sum of all their lines."""
    there = case(*_signs(0), else_=0) * FundEntry.amount
    promised = case(*_signs(1), else_=0) * FundEntry.amount
    sums = select(FundEntry.fund_id, func.sum(there), func.sum(promised)).group_by(FundEntry.fund_id)
    found = []
    for fund_id, balance, committed in db.session.execute(sums):
        stands = fund_ledger.figures(fund_id)
        if (stands.balance, stands.committed) != (balance, committed):
            found.append(fund_id)
    return found


def _signs(place: int) -> list[tuple]:
    return [(FundEntry.kind == kind, effect[place]) for kind, effect in fund_ledger.EFFECTS.items()]


def promises_are_what_is_owed() -> list[int]:
    """Projects for which a fund has promised more or less than their seats and fees take."""
    drawing = select(FundEntry.project_id).where(FundEntry.project_id.is_not(None))
    asked = drawing.union(select(Project.id).where(Project.fund_id.is_not(None)))
    return [
        project_id
        for project_id in db.session.scalars(asked).all()
        if any(
            fund_promises.need(project_id, fund_id) != fund_ledger.promised(project_id, fund_id)
            for fund_id in fund_promises.drawn_on(project_id)
        )
    ]


def settled_fees_were_spent_once() -> list[int]:
    """Fees of a fund that were settled and not spent, or spent without being settled, or twice."""
    spent = and_(FundEntry.fee_id == Fee.id, FundEntry.kind == EntryKind.SPENT)
    total = select(func.coalesce(func.sum(FundEntry.amount), 0)).where(spent).scalar_subquery()
    paid = Fee.status.in_(fund_promises.PAID)
    wrong = or_(and_(paid, Fee.fund_id.is_not(None), total != Fee.amount), and_(~paid, total != 0))
    return list(db.session.scalars(select(Fee.id).where(wrong)))


ALL = (ledgers_add_up, promises_are_what_is_owed, settled_fees_were_spent_once)
