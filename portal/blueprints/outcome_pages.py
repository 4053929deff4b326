"""What came of a placement, as student and office see it: what was said, by whom, and adding or striking."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.database import db
from portal.forms.outcomes import NotedOutcomeForm, OutcomeForm
from portal.services import outcomes, placements, versions
from portal.vocabulary import NextStep, Role


def came(placement: Any, facts: Any) -> dict[str, Any] | None:
    """What a placement's page says of it, by its row; nothing before there is a result."""
    if not outcomes.is_over(placement):
        return None
    told = outcomes.of_placement(placement.id) if facts.has_outcomes else []
    return {"facts": told, "offered": None if facts.offered is NextStep.NONE else facts.offered}


def page(audience: str, placement_id: int):
    """What is known, and the form that adds to it."""
    placement = placements.get(actor(), placement_id)
    form = (NotedOutcomeForm if actor().role is Role.STAFF else OutcomeForm)()
    if form.validate_on_submit() and kept(placement, form):
        return redirect(url_for(f"{audience}.outcomes_index", placement_id=placement_id), 303)
    return shown(audience, placement, form), 422 if form.is_submitted() else 200


def kept(placement: Any, form) -> bool:
    """Whether the domain took it; its refusal stands above the form."""
    note = form.note.data if "note" in form else ""
    with refusals.above(form):
        outcomes.record(placement, NextStep(form.kind.data), note or "", by=actor())
        db.session.commit()
        flash(_("Kept. Thank you."))
        return True
    return False


def shown(audience: str, placement: Any, form) -> str:
    placement = placements.get(actor(), placement.id)
    return render_template(
        f"{audience}/outcomes/index.html",
        audience=audience,
        placement=placement,
        project=versions.agreed(placement),
        facts=outcomes.of_placement(placement.id),
        offered=outcomes.offered(placement.id),
        asked=outcomes.asked(placement.id),
        may_tell=outcomes.is_over(placement),
        form=form,
    )


def strike(audience: str, placement_id: int, outcome_id: int):
    """It was not so."""
    outcomes.strike(outcomes.get(actor(), placement_id, outcome_id), by=actor())
    db.session.commit()
    flash(_("Struck. It counts no longer."))
    return redirect(url_for(f"{audience}.outcomes_index", placement_id=placement_id), 303)
