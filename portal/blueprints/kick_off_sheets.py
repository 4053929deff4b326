"""The kick-off list as a sheet: asking for it, watching it being made, fetching it."""

from typing import Any

from flask import flash, g, redirect, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from portal import clock, htmx
from portal.blueprints import kick_off
from portal.blueprints.door import actor
from portal.blueprints.downloads import send
from portal.blueprints.refusals import done
from portal.display import day, hours, moment
from portal.forms.base import Form
from portal.services import kick_off_sheets, kick_offs, placements, versions
from portal.vocabulary import Side


def page(audience: str, placement_id: int):
    """Ask for a sheet, or see how the making goes: nothing new while one is made, then that part of the page."""
    placement, form = placements.get(actor(), placement_id), Form()
    if done(form, "sheet", lambda: kick_off_sheets.order(placement, content(placement), by=actor())):
        return redirect(url_for(f"{audience}.kick_offs_sheet", placement_id=placement_id), 303)
    for message in form.form_errors:
        flash(message, "bad")
    placement = placements.get(actor(), placement_id)
    newest = kick_off_sheets.newest(placement)
    if htmx.is_partial() and newest and newest.done_at is None:
        return "", 204
    return shown(audience, placement, newest)


def shown(audience: str, placement: Any, newest: Any):
    g.timezone = placement.zone
    return htmx.render(
        "kick_offs/sheet.html",
        "kick_offs/_sheet.html",
        placement=placement,
        newest=newest,
        ready=kick_off_sheets.ready(placement),
        form=Form(),
        endpoint=f"{audience}.kick_offs_sheet",
        fetch=url_for(f"{audience}.kick_offs_pdf", placement_id=placement.id),
        back_href=url_for(f"{audience}.placements_show", placement_id=placement.id),
    )


def pdf(placement_id: int):
    """The newest sheet, to be saved."""
    return send(kick_off_sheets.file(placements.get(actor(), placement_id)))


def content(placement: Any) -> dict[str, Any]:
    """What the sheet says now, in the reader's language: see certificates.KickOff."""
    g.timezone = placement.zone
    campus, ticked = placement.project.campus, kick_offs.ticked(placement)
    return {
        "language": str(get_locale()).replace("_", "-"),
        "brand": campus.brand,
        "university": campus.university,
        "office": campus.office,
        "title": placement.project.title,
        "as_of": moment(clock.now()),
        "facts": facts(placement),
        "points": [
            [
                point.label,
                list(point.said),
                *(point.key in ticked[side] for side in (Side.STUDENT, Side.EMPLOYER)),
            ]
            for point in kick_off.points(placement)
        ],
        "signers": [
            [str(Side.STUDENT.label), placement.student.name],
            [str(Side.EMPLOYER.label), placement.supervisor.name],
        ],
    }


def facts(placement: Any) -> list[list[str]]:
    """Who works with whom on what, from when to when."""
    project = versions.agreed(placement)
    run = _("%(first)s to %(last)s", first=day(placement.starts_on), last=day(placement.due_on))
    supervisor = ", ".join(filter(None, (placement.supervisor.name, placement.supervisor.title)))
    return [
        [_("Student"), placement.student.name],
        [_("Employer"), placement.project.employer.name],
        [_("Supervisor"), supervisor],
        [_("Dates"), run],
        [_("Hours"), hours(placement.minutes)],
        [_("Place"), str(project.place.label)],
    ]
