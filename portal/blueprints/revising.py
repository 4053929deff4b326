"""Changing a campus's policy or words: first the form, then what changes, and only then it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.database import db
from portal.errors import RuleBroken
from portal.forms.policies import RevisionForm
from portal.services import receipts

Change = tuple[str, str, str]
NOT_CARRIED = {"csrf_token", "step"}


@dataclass(frozen=True)
class Revision:
    """What is revised: its title, the address it is edited at, what would change (label, before, after),
    how it is kept, the number of the newest version, and what the page of changes shows besides."""

    title: str
    address: str
    changes: Callable[[], list[Change]]
    keep: Callable[[], Any]
    seen: Callable[[], int]
    more: Callable[[], dict[str, Any]] = dict
    after: str = ""


def revise(form: RevisionForm, plan: Revision, page: Callable[[], str]):
    """The answer to a GET or a POST: the form, the page of changes, or the way on."""
    if not form.is_submitted():
        form.seen.data = str(plan.seen())
        return page()
    if step() == "back":
        return page()
    if not form.validate():
        return page(), 422
    with refusals.above(form):
        return keep(form, plan) if step() == "keep" else ask(plan)
    form.seen.data = str(plan.seen())
    return page(), form.status_code


def ask(plan: Revision) -> str:
    """What would change, with everything that was typed in hidden fields."""
    found = plan.changes()
    if not found:
        raise RuleBroken(_("Nothing was changed."))
    return changes_page(plan, found)


def changes_page(plan: Revision, found: list[Change]) -> str:
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_CARRIED]
    return render_template(
        "staff/policies/changes.html", plan=plan, changes=found, typed=typed, **plan.more()
    )


def keep(form: RevisionForm, plan: Revision):
    """In force from now on; sent twice, it is one version."""
    address = plan.after or plan.address
    if not receipts.once(form.form_key.data, actor(), plan.address).repeated:
        plan.keep()
        db.session.commit()
        flash(_("In force from now on."), "good")
    return redirect(address, 303)


def step() -> str:
    """Which button was pressed."""
    return request.form.get("step", "")
