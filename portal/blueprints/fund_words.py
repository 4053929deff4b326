"""Funds in words: which could pay for a project, and the lines of a ledger."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.actor import Actor
from portal.display import day, money
from portal.forms.base import Form
from portal.forms.funds import with_fund
from portal.models.projects import Project
from portal.services import fund_promises, funds
from portal.vocabulary import EntryKind, Payer

TAGS = {EntryKind.PAID_IN: "good", EntryKind.SPENT: "warn", EntryKind.CORRECTED: "bad"}
LESS = {EntryKind.COMMITTED, EntryKind.SPENT}


def asked(form: type[Form], project: Project, actor: Actor, proposed: dict | None = None) -> type[Form]:
    """The form, with the question which fund pays where the office has to say so.

    `proposed` is what a change of the project says about the fee.
    """
    payer = Payer((proposed or {}).get("payer") or project.payer)
    if not fund_promises.asks(project, payer):
        return form
    return with_fund(form, choices(actor, project, payer))


def choices(actor: Actor, project: Project, payer: Payer) -> list[tuple[int, str]]:
    """(id, name and what is free) of each fund that could pay."""
    return [(row.id, offered(row)) for row in funds.choices(actor, project, payer)]


def offered(row: Any) -> str:
    return _("%(fund)s, %(free)s free", fund=row.name, free=money(row.free, row.currency))


def lines(found: Any, currency: str) -> list[list[Any]]:
    """A page of a ledger as the rows of a table."""
    return [line(row, currency) for row in found]


def line(row: Any, currency: str) -> list[Any]:
    """One entry: number, day, kind, what for, amount, and what stood there after it."""
    return [
        row.number,
        day(row.at),
        {"text": row.kind.label, "tag": TAGS.get(row.kind, "")},
        about(row),
        signed(row, currency),
        money(row.balance, currency),
        money(row.balance - row.committed, currency),
        row.author,
    ]


def about(row: Any) -> Any:
    """What an entry is for: a placement, a project, or the office's own words."""
    if row.placement_id:
        text = _("%(title)s, %(student)s", title=row.title, student=row.student)
        return {"text": text, "href": url_for("staff.placements_show", placement_id=row.placement_id)}
    if row.project_id:
        href = url_for("staff.reviews_show", kind="project", record_id=row.project_id)
        return {"text": row.title, "href": href}
    return row.note


def signed(row: Any, currency: str) -> str:
    """The amount, with a sign that says whether more is free after it or less."""
    amount = money(abs(row.amount), currency)
    return f"\N{MINUS SIGN}{amount}" if row.kind in LESS or row.amount < 0 else f"+{amount}"
