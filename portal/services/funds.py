"""Funds of the university and of donors: the office opens them, pays in, corrects, and closes them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Row, Select, and_, exists, func, select
from sqlalchemy.sql import ColumnElement

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.employers import Employer
from portal.models.funds import Fund, FundEntry
from portal.models.people import User
from portal.models.placements import Fee, Placement
from portal.models.projects import Project
from portal.services import fund_ledger
from portal.services.fund_promises import OWED
from portal.services.sight import one, rows, through
from portal.vocabulary import EntryKind, Payer, Role, stages

PAGE = 50
SIGHT = {Role.STAFF: lambda actor: Fund.campus_id == actor.campus_id}


@dataclass(frozen=True)
class Found:
    """A page of a ledger, newest first, and the number before which the next one begins."""

    rows: Sequence[Row]
    more: int | None = None


def sight(actor: Actor) -> ColumnElement[bool]:
    """The funds this person may see, as a condition."""
    return through(SIGHT, actor)


def get(actor: Actor, fund_id: int) -> Fund:
    """A fund of the office's own campus; NotFound for everybody else."""
    return one(select(Fund).where(sight(actor), Fund.id == fund_id))


def listing(actor: Actor) -> Sequence[Row]:
    """(id, name, kind, donor, currency, closed_at, balance, committed, spent), the open ones first."""
    return rows(_listed().where(sight(actor)).order_by(Fund.closed_at.is_not(None), Fund.name, Fund.id))


def choices(actor: Actor, project: Project, payer: Payer) -> Sequence[Row]:
    """Funds of this kind that could pay for the project, in the same columns."""
    fitting = (Fund.kind == payer, Fund.currency == project.currency, Fund.campus_id == project.campus_id)
    return rows(_listed().where(sight(actor), Fund.closed_at.is_(None), *fitting).order_by(Fund.name))


def _listed() -> Select:
    newest = select(func.max(FundEntry.number)).where(FundEntry.fund_id == Fund.id).correlate(Fund)
    last = and_(FundEntry.fund_id == Fund.id, FundEntry.number == newest.scalar_subquery())
    return select(
        Fund.id,
        Fund.name,
        Fund.kind,
        Fund.donor,
        Fund.currency,
        Fund.closed_at,
        func.coalesce(FundEntry.balance, 0).label("balance"),
        func.coalesce(FundEntry.committed, 0).label("committed"),
        (func.coalesce(FundEntry.balance, 0) - func.coalesce(FundEntry.committed, 0)).label("free"),
        _spent().label("spent"),
    ).outerjoin(FundEntry, last)


def _spent():
    # Under another name: the row beside the fund is its newest line, this adds up all that were spent.
    line = FundEntry.__table__.alias("line")
    total = select(func.coalesce(func.sum(line.c.amount), 0))
    return (
        total.where(line.c.fund_id == Fund.id, line.c.kind == EntryKind.SPENT)
        .correlate(Fund)
        .scalar_subquery()
    )


def figures(fund: Fund) -> Row:
    """The fund's own row of `listing`."""
    return rows(_listed().where(Fund.id == fund.id))[0]


def entries(fund: Fund, before: int | None = None) -> Found:
    """(number, at, kind, amount, balance, committed, note, author, project_id, title, placement_id, student)."""
    statement = (
        select(
            FundEntry.number,
            FundEntry.at,
            FundEntry.kind,
            FundEntry.amount,
            FundEntry.balance,
            FundEntry.committed,
            FundEntry.note,
            FundEntry.author,
            FundEntry.project_id,
            Project.title,
            # A student of another campus is that campus's own.
            Placement.id.label("placement_id"),
            User.name.label("student"),
        )
        .outerjoin(Project, Project.id == FundEntry.project_id)
        .outerjoin(Fee, Fee.id == FundEntry.fee_id)
        .outerjoin(Placement, and_(Placement.id == Fee.placement_id, Placement.campus_id == fund.campus_id))
        .outerjoin(User, User.id == Placement.student_id)
        .where(FundEntry.fund_id == fund.id)
    )
    if before:
        statement = statement.where(FundEntry.number < before)
    found = rows(statement.order_by(FundEntry.number.desc()).limit(PAGE + 1))
    return Found(found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None)


def projects(actor: Actor, fund: Fund) -> Sequence[Row]:
    """(id, title, employer, seats, fee, status) of open projects that it pays for."""
    return rows(_projects(actor).where(Project.fund_id == fund.id))


def without(actor: Actor) -> Sequence[Row]:
    """The same of open projects that a fund should pay for, and that no fund was chosen for."""
    return rows(_projects(actor).where(Project.fund_id.is_(None), Project.payer != Payer.EMPLOYER))


def _projects(actor: Actor) -> Select:
    """Of the campus, as long as they take students or owe a fee."""
    mine = through({Role.STAFF: lambda who: Project.campus_id == who.campus_id}, actor)
    columns = (Project.id, Project.title, Project.seats, Project.fee, Project.currency, Project.status)
    owed = exists().where(
        Fee.placement_id == Placement.id, Placement.project_id == Project.id, Fee.status.in_(OWED)
    )
    asked = select(*columns, Employer.name.label("employer"))
    return (
        asked.join(Employer, Employer.id == Project.employer_id)
        .where(mine, Project.status.in_(stages.SHOWN) | owed)
        .order_by(Project.title, Project.id)
        .limit(PAGE)
    )


def begin(kind: Payer, name: str, donor: str, note: str, *, by: Actor) -> Fund:
    """Open a fund in the campus's currency. RuleBroken for a name that is taken, or a donor without one."""
    campus = db.session.get_one(Campus, by.campus_id)
    fund = Fund(
        campus_id=campus.id,
        kind=kind,
        name=name.strip(),
        donor=donor.strip() if kind is Payer.DONOR else "",
        currency=campus.currency,
        note=note.strip(),
    )
    policy.require(by, "fund.open", fund)
    if kind is Payer.DONOR and not fund.donor:
        raise RuleBroken(_("Say whose money it is."))
    if db.session.scalar(select(Fund.id).where(Fund.campus_id == campus.id, Fund.name == fund.name)):
        raise RuleBroken(_("There is a fund of this name already."))
    db.session.add(fund)
    remember(fund, "open", by, fund.note, after={"name": fund.name, "kind": kind.value})
    return fund


def pay_in(fund: Fund, amount: int, note: str = "", *, by: Actor) -> FundEntry:
    """Money has come in; nothing is moved by writing it down."""
    policy.require(by, "fund.pay_in", fund)
    if amount <= 0:
        raise RuleBroken(_("Enter an amount above zero."))
    return _write(fund, EntryKind.PAID_IN, amount, note, "pay_in", by)


def correct(fund: Fund, amount: int, reason: str, *, by: Actor) -> FundEntry:
    """Put the balance right by so much, or by less than nothing; the line that was wrong stays."""
    policy.require(by, "fund.correct", fund)
    if not reason.strip():
        raise RuleBroken(_("Say why in a sentence or two."))
    if not amount:
        raise RuleBroken(_("Enter an amount above zero."))
    return _write(fund, EntryKind.CORRECTED, amount, reason, "correct", by)


def _write(fund: Fund, kind: EntryKind, amount: int, note: str, verb: str, by: Actor) -> FundEntry:
    fund = fund_ledger.hold(fund.id)
    if fund.closed_at:
        raise RuleBroken(_("This fund is closed. What stands in its ledger stays."))
    entry = fund_ledger.write(fund, kind, amount, by=by, note=note.strip())
    remember(fund, verb, by, note, after={"amount": amount, "balance": entry.balance})
    return entry


def close(fund: Fund, reason: str, *, by: Actor) -> None:
    """Nothing more comes in or is promised. RuleBroken while something of it is promised."""
    policy.require(by, "fund.close", fund)
    fund = fund_ledger.hold(fund.id)
    if fund.closed_at:
        return
    if fund_ledger.figures(fund.id).committed:
        raise RuleBroken(_("Fees are still promised from this fund. Choose another fund for them first."))
    fund.closed_at = clock.now()
    remember(fund, "close", by, reason, after={"closed_at": fund.closed_at.isoformat()})
