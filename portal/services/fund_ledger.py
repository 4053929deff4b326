"""A fund's ledger: its newest line says what is there. Amounts are minor units; no money is moved."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import case, func, select

from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.funds import Fund, FundEntry
from portal.scope.told import money
from portal.vocabulary import EntryKind as K
from portal.vocabulary import Role

EFFECTS = {
    K.PAID_IN: (1, 0),
    K.CORRECTED: (1, 0),
    K.COMMITTED: (0, 1),
    K.RELEASED: (0, -1),
    K.SPENT: (-1, -1),
}
"""What a line does to the balance, and to how much of it is promised."""


@dataclass(frozen=True)
class Figures:
    """What stands after the newest line, and its number."""

    number: int = 0
    balance: int = 0
    committed: int = 0

    @property
    def free(self) -> int:
        return self.balance - self.committed


def hold(fund_id: int) -> Fund:
    """The fund, for this transaction alone until it ends: whoever writes a line asks here first."""
    # Whoever names the fund in a row of theirs shares its key already: two of them must not wait for one another.
    found = select(Fund).where(Fund.id == fund_id).with_for_update(key_share=True)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def figures(fund_id: int) -> Figures:
    """What is there now."""
    newest = select(FundEntry.number, FundEntry.balance, FundEntry.committed).order_by(
        FundEntry.number.desc()
    )
    row = db.session.execute(newest.where(FundEntry.fund_id == fund_id).limit(1)).one_or_none()
    return Figures(*row) if row else Figures()


def write(
    fund: Fund,
    kind: K,
    amount: int,
    *,
    by: Actor,
    note: str = "",
    project_id: int | None = None,
    fee_id: int | None = None,
) -> FundEntry:
    """The next line of a fund that is held; RuleBroken in words where less than nothing would be free."""
    stands, (there, promised) = figures(fund.id), EFFECTS[kind]
    after = Figures(stands.number + 1, stands.balance + there * amount, stands.committed + promised * amount)
    if after.free < 0:
        raise RuleBroken(short(fund, stands.free, stands.free - after.free, by))
    entry = FundEntry(
        fund_id=fund.id,
        number=after.number,
        kind=kind,
        amount=amount,
        balance=after.balance,
        committed=after.committed,
        project_id=project_id,
        fee_id=fee_id,
        note=note,
        author=by.label,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def short(fund: Fund, free: int, wanted: int, by: Actor) -> str:
    """That it is not enough; what is in a fund is told to the office alone."""
    if by.role is not Role.STAFF:
        return _("The fund that pays the fee cannot cover this now. Ask the career office.")
    return _(
        "“%(fund)s” has %(free)s free, and this takes %(wanted)s. Choose another fund, or pay in first.",
        fund=fund.name,
        free=money(free, fund.currency),
        wanted=money(wanted, fund.currency),
    )


def promised(project_id: int, fund_id: int) -> int:
    """What is promised to one project now."""
    signed = case((FundEntry.kind == K.COMMITTED, FundEntry.amount), else_=-FundEntry.amount)
    total = select(func.coalesce(func.sum(signed), 0))
    mine = (FundEntry.project_id == project_id, FundEntry.fund_id == fund_id)
    return int(db.session.scalar(total.where(*mine)) or 0)
