"""The kick-off list: what both sides talk about, beside what the project says about it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.blueprints.door import actor
from portal.blueprints.placement_pages import done
from portal.display import day, hours, money
from portal.forms.placements import KickOffForm
from portal.services import placements
from portal.vocabulary import PlacementStatus, Role


@dataclass(frozen=True)
class Point:
    """One line to tick: its words, and what was agreed when the project was posted."""

    key: str
    label: str
    said: str = ""


def points(placement: Any) -> list[Point]:
    """The list for one placement, in the order to talk about it."""
    return [*_work(placement), *_together(placement), *_terms(placement)]


def _work(placement: Any) -> list[Point]:
    project = placement.project
    handed = "; ".join(f"{one.name}: {one.criterion}" for one in project.deliverables)
    return [
        Point("purpose", _("Why it matters and who uses the result"), project.why),
        Point("deliverables", _("What is handed over and how it is judged"), handed),
        Point("out_of_scope", _("What is out of scope"), project.out_of_scope),
        Point("milestones", _("Dates"), _dates(placement)),
        Point("learning", _("What you want to learn"), ", ".join(project.learn_skills)),
    ]


def _together(placement: Any) -> list[Point]:
    project = placement.project
    week = _("%(hours)s a week", hours=hours(project.minutes_a_week)) if project.minutes_a_week else ""
    answer = ngettext(
        "Questions are answered within %(num)s working day; times are in %(zone)s",
        "Questions are answered within %(num)s working days; times are in %(zone)s",
        project.answer_days,
        zone=project.zone,
    )
    return [
        Point("availability", _("Weekly availability, exams and absences"), week),
        Point("channel", _("Where you write to each other, how often, how fast, in which time zone"), answer),
        Point("decides", _("Who decides, and who stands in"), placement.supervisor.name),
        Point("tools", _("Tools, data and accounts"), _tools(project)),
        Point("changes", _("How to ask for a change"), _("In writing, agreed by both sides")),
        Point("concerns", _("How to raise a concern"), project.campus.office_email),
    ]


def _terms(placement: Any) -> list[Point]:
    project = placement.project
    return [
        Point("confidential", _("Confidentiality, ownership, use of AI"), _rules(project)),
        Point("fee", _("Fee: how much, when, from whom"), _fee(placement)),
        Point("access", _("Access needs and safety"), project.access_note),
        Point("show", _("What may be shown afterwards"), str(project.may_show.label)),
    ]


def _dates(placement: Any) -> str:
    between = [f"{day(one.due_on)} {one.name}" for one in placement.project.milestones]
    first = _("Starts %(day)s", day=day(placement.starts_on))
    return "; ".join([first, *between, _("due %(day)s", day=day(placement.due_on))])


def _tools(project: Any) -> str:
    return "; ".join(filter(None, [", ".join(project.tools), project.equipment, project.data_note]))


def _rules(project: Any) -> str:
    nda = _("A confidentiality agreement is signed") if project.nda else ""
    return "; ".join(filter(None, [nda, project.ip, project.ai_rule]))


def _fee(placement: Any) -> str:
    fee, project = placement.fee, placement.project
    if not fee.amount:
        return _("No fee")
    amount = money(fee.amount, fee.currency)
    within = ngettext("within %(num)s day", "within %(num)s days", project.days_to_pay)
    return f"{amount}; {project.fee_trigger.label}, {within}; {project.payer.label}"


def page(audience: str, placement_id: int):
    """The list as a form; ticking all of it tells the other side that this one is ready."""
    placement = placements.get(actor(), placement_id)
    back = url_for(f"{audience}.placements_show", placement_id=placement_id)
    if request.method == "GET" and not is_open(placement):
        return redirect(back, 303)
    form = KickOffForm()
    form.points.choices = [(point.key, point.label) for point in points(placement)]
    if done(form, "tick", lambda: placements.tick(placement, by=actor())):
        flash(_said(placement))
        return redirect(back, 303)
    placement = placements.get(actor(), placement_id)
    shown = render_template(
        "placements/kick_off.html", placement=placement, form=form, points=points(placement), back_href=back
    )
    return shown, 422 if form.is_submitted() else 200


def _said(placement: Any) -> str:
    if placement.status is PlacementStatus.ACTIVE:
        return _("Both sides are ready. The work starts now.")
    return _("You are ready. The work starts once both sides are.")


def is_open(placement: Any) -> bool:
    """May this side still tick the list?"""
    mine = placement.student_ready_at if actor().role is Role.STUDENT else placement.supervisor_ready_at
    return placement.status is PlacementStatus.KICKOFF and mine is None
