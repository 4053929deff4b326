"""The kick-off list: what both sides talk about, beside what the project says about it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import htmx
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.database import db
from portal.display import day, hours, money
from portal.forms.placements import KickOffForm
from portal.services import kick_offs, milestones, placements, versions
from portal.vocabulary import PlacementStatus, Role, Side


@dataclass(frozen=True)
class Point:
    """One line to tick: its words, and what was agreed when the project was posted, a sentence each."""

    key: str
    label: str
    said: tuple[str, ...] = ()


def points(placement: Any) -> list[Point]:
    """The list for one placement, in the order to talk about it."""
    return [*_work(placement), *_together(placement), *_terms(placement)]


def point(key: str, label: str, *said: str) -> Point:
    """A line with what is known about it; what is not known is left out."""
    return Point(key, label, tuple(sentence(text) for text in said if text and text.strip()))


def sentence(text: str) -> str:
    """The text with a full stop, where nothing ends it yet."""
    text = text.strip()
    return text if text[-1] in ".!?…。" or "@" in text else f"{text}."


def _work(placement: Any) -> list[Point]:
    project = versions.agreed(placement)
    handed = [f"{one.name}: {one.criterion}" for one in placement.deliverables]
    return [
        point("purpose", _("Why it matters and who uses the result"), project.why),
        point("deliverables", _("What is handed over and how it is judged"), *handed),
        point("out_of_scope", _("What is out of scope"), project.out_of_scope),
        point("milestones", _("Dates"), *_dates(placement)),
        point("learning", _("The learning goal"), ", ".join(project.learn_skills)),
    ]


def _together(placement: Any) -> list[Point]:
    project = versions.agreed(placement)
    return [
        point("availability", _("Weekly availability, exams and absences"), _week(project)),
        point(
            "channel",
            _("Where you write to each other, how often, how fast, in which time zone"),
            _answers(project),
            _("Times are in %(zone)s", zone=project.zone),
        ),
        point("decides", _("Who decides, and who stands in"), placement.supervisor.name),
        point("tools", _("Tools, data and accounts"), *_tools(project)),
        point("changes", _("How to ask for a change"), _("In writing, agreed by both sides")),
        point("concerns", _("How to raise a concern"), project.campus.office_email),
    ]


def _terms(placement: Any) -> list[Point]:
    project = versions.agreed(placement)
    return [
        point("confidential", _("Confidentiality, ownership, use of AI"), *_rules(project)),
        point("fee", _("Fee: how much, when, from whom"), *_fee(placement)),
        point("access", _("Access needs and safety"), project.access_note),
        point("show", _("What may be shown afterwards"), str(project.may_show.label)),
    ]


def _week(project: Any) -> str:
    return _("%(hours)s a week", hours=hours(project.minutes_a_week)) if project.minutes_a_week else ""


def _answers(project: Any) -> str:
    return ngettext(
        "Questions are answered within %(num)s working day",
        "Questions are answered within %(num)s working days",
        project.answer_days,
    )


def _dates(placement: Any) -> list[str]:
    between = [
        _("%(what)s by %(day)s", what=one.name, day=day(one.due_on)) for one in milestones.of(placement)
    ]
    first = _("Starts on %(day)s", day=day(placement.starts_on))
    return [first, *between, _("Everything is due on %(day)s", day=day(placement.due_on))]


def _tools(project: Any) -> list[str]:
    return [", ".join(project.tools), project.equipment, project.data_note]


def _rules(project: Any) -> list[str]:
    nda = _("A confidentiality agreement is signed") if project.nda else ""
    return [nda, project.ip, project.ai_rule]


def _fee(placement: Any) -> list[str]:
    fee, project = placement.fee, versions.agreed(placement)
    if not fee.amount:
        return [_("No fee")]
    within = ngettext("Paid within %(num)s day", "Paid within %(num)s days", project.days_to_pay)
    paid_by = _("Paid by: %(payer)s", payer=project.payer.label)
    return [money(fee.amount, fee.currency), str(project.fee_trigger.label), within, paid_by]


def page(audience: str, placement_id: int):
    """The list as a form; ticking all of it tells the other side that this one is ready."""
    placement = placements.get(actor(), placement_id)
    back = url_for(f"{audience}.placements_show", placement_id=placement_id)
    if request.method == "GET" and not is_open(placement):
        return htmx.lead(back)
    form = filled(placement)
    if "later" in request.values:
        kept(placement, form)
        return redirect(request.path if htmx.is_partial() else back, 303)
    if done(form, "tick", lambda: ready(placement, form)):
        flash(_said(placement))
        return redirect(back, 303)
    return shown(placements.get(actor(), placement_id), form, back, audience)


def filled(placement: Any) -> KickOffForm:
    """The list as it was left."""
    form = KickOffForm(data={"points": sorted(kick_offs.ticked(placement)[kick_offs.side_of(actor())])})
    form.points.choices = [(point.key, point.label) for point in points(placement)]
    return form


def ready(placement: Any, form: KickOffForm) -> None:
    """This side has talked about everything."""
    kick_offs.keep(placement, form.points.data, by=actor())
    placements.tick(placement, by=actor())


def kept(placement: Any, form: KickOffForm) -> None:
    """Keep the ticks for another time; what is no point of the list is left out."""
    known = {key for key, _label in form.points.choices}
    kick_offs.keep(placement, [key for key in form.points.data or () if key in known], by=actor())
    db.session.commit()
    if not htmx.is_partial():
        flash(_("Your ticks are kept. Come back to the list whenever you like."))


def shown(placement: Any, form: KickOffForm, back: str, audience: str):
    """The page, or its list alone; what the other side has ticked stands beside each point."""
    other = Side.EMPLOYER if actor().role is Role.STUDENT else Side.STUDENT
    return htmx.render(
        "placements/kick_off.html",
        "placements/_points.html",
        422 if form.is_submitted() else 200,
        placement=placement,
        form=form,
        points=points(placement),
        mine=form.points.data or (),
        theirs=kick_offs.ticked(placement)[other],
        other=other,
        kept=htmx.is_partial(),
        back_href=back,
        sheet_href=url_for(f"{audience}.kick_offs_sheet", placement_id=placement.id),
    )


def _said(placement: Any) -> str:
    if placement.status is PlacementStatus.ACTIVE:
        return _("Both sides are ready. The work starts now.")
    return _("You are ready. The work starts once both sides are.")


def is_open(placement: Any) -> bool:
    """May this side still tick the list?"""
    mine = placement.student_ready_at if actor().role is Role.STUDENT else placement.supervisor_ready_at
    return placement.status is PlacementStatus.KICKOFF and mine is None
