"""The hour log's page, which each audience reads and the student writes."""

from typing import Any

from flask import g, render_template, url_for

from portal.blueprints.door import actor
from portal.forms.hours import HoursForm
from portal.services import hours, placements
from portal.vocabulary import Role


def shown(audience: str, placement_id: int, form: HoursForm | None = None) -> str:
    """The entries under what they add up to; the form for who may write now."""
    placement = placements.get(actor(), placement_id)
    g.timezone = placement.zone
    writes = actor().role is Role.STUDENT and hours.is_open(placement)
    return render_template(
        "hours/index.html",
        placement=placement,
        entries=hours.of(placement),
        logged=hours.total(placement),
        form=form if writes else None,
        back_href=url_for(f"{audience}.placements_show", placement_id=placement_id),
    )


def entry(placement_id: int, entry_id: int) -> Any:
    return hours.get(placements.get(actor(), placement_id), entry_id)
