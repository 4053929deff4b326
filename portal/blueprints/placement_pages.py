"""What the three audiences' placement pages have in common: the timeline, the moves, the small step pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints import amendment_rows, fee_rows, plan_rows, refusals
from portal.blueprints.door import actor
from portal.display import day
from portal.errors import NotFound
from portal.forms.base import Form
from portal.forms.placements import NoteForm, PaidForm, SettledForm
from portal.security import key
from portal.services import (
    amendments,
    fees,
    holds,
    overdue,
    placement_lists,
    placements,
    problems,
    timelines,
    versions,
)
from portal.vocabulary import Side


@dataclass(frozen=True)
class Ask:
    """One step as a page: what it says, what it asks, what it does and what is flashed then."""

    title: Any
    words: Any
    said: Any
    do: Callable[[Any, Form, Any], object]
    form: type[Form] = NoteForm
    grave: bool = False


@dataclass(frozen=True)
class Way:
    """Where a move is made: the endpoint under the audience's blueprint, and what its button says."""

    endpoint: str
    label: Any
    values: dict[str, Any] = field(default_factory=dict)
    post: bool = False
    """A button that acts at once, not a link to a page."""

    def href(self, placement_id: int) -> str:
        return url_for(self.endpoint, placement_id=placement_id, **self.values)


REPORT = Ask(
    _l("Report the fee as paid"),
    _l("The portal never moves money. The student confirms once it has arrived."),
    _l("Thank you. The student has been asked to confirm."),
    lambda placement, form, by: fees.report_paid(
        placement, form.paid_on.data, form.reference.data or "", by=by
    ),
    PaidForm,
)
SETTLE = Ask(
    _l("Mark the dispute as settled"),
    _l("Do this once both of you agree about the fee."),
    _l("The dispute is settled."),
    lambda placement, form, by: fees.move(placement, "resolve", form.note.data, by=by),
    SettledForm,
)


def listed(endpoint: str, side: Side) -> dict[str, Any]:
    """The data of a list of one's placements: what runs, the most pressing first, and what is over, 20 at a time."""
    before = request.args.get("before", type=key)
    past = placement_lists.past(actor(), before)
    return {
        "live": [] if before else placement_lists.live(actor()),
        "past": past.found,
        "older": url_for(endpoint, before=past.more) if past.more else "",
        "newest": url_for(endpoint) if before else "",
        "side": side,
        "moved": moved,
    }


def verbs(placement: Any) -> set[str]:
    """The steps this person may take now, of the work and of the fee."""
    mine = actor()
    steps = [*placements.LIFECYCLE.choices(placement, mine), *fees.LIFECYCLE.choices(placement.fee, mine)]
    return {step.verb for step in steps} | holds.choices(placement, mine)


def shown(placement: Any, side: Side, ways: dict[str, Way], facts: Any) -> dict[str, Any]:
    """The data of a placement's page, seen from one side; `ways` by the key of a move; `facts`: its row."""
    g.timezone = placement.zone
    story, project = timelines.story(placement), versions.agreed(placement)
    standing, plan = overdue.from_facts(facts), plan_rows.shown(placement, side, facts.logged)
    changes = amendment_rows.shown(placement, side, amendments.of(placement) if facts.has_amendments else [])
    reports = facts.has_problems and side is not Side.OFFICE
    steps = {**plan["steps"], **changes["steps"]}
    ways = {**ways, **{key: Way(*step) for key, step in steps.items()}}
    return {
        "placement": placement,
        "project": project,
        "side": side,
        "standing": standing,
        "now": now(placement, standing, side, ways),
        "todo": todo(placement, standing, side, ways),
        "line": line(timelines.stops(placement, story), standing, side),
        "story": story,
        "told": timelines.TOLD,
        "verbs": verbs(placement),
        "fee_told": fee_rows.shown(placement, project),
        "plan": plan,
        "meeting": facts.meeting_on,
        "reported": problems.mine(actor(), placement.id) if reports else [],
        "changes": changes,
    }


def now(placement: Any, standing: Any, side: Side, ways: dict[str, Way]) -> dict[str, Any] | None:
    """The one button: this side's most pressing move."""
    found = [ways[move.key] for move in standing.of(side) if move.key in ways]
    if not found:
        return None
    return {"href": found[0].href(placement.id), "label": found[0].label, "post": found[0].post}


def todo(placement: Any, standing: Any, side: Side, ways: dict[str, Way]) -> list[dict[str, Any]]:
    """Every open move as a row, but for those of the plan, which has its own; only this side's are links."""
    return [
        row(placement, move, ways.get(move.key) if move.side is side else None)
        for move in standing.moves
        if move.key not in plan_rows.KEYS
    ]


def row(placement: Any, move: Any, way: Way | None) -> dict[str, Any]:
    """One move: what, whose, until when."""
    linked = way is not None and not way.post
    return {
        "label": move.text,
        "href": way.href(placement.id) if linked else "",
        "note": _("By %(day)s", day=day(move.by)) if move.by else "",
        "late": move.late,
        "state": _("Overdue") if move.late and linked else "" if linked else whose(move),
    }


def whose(move: Any) -> Any:
    """The side a move belongs to, and whether it is late."""
    return _("%(side)s, overdue", side=move.side.label) if move.late else move.side.label


def line(stops: list, standing: Any, side: Side) -> list[dict[str, str]]:
    """The timeline as its component wants it: what is done, now and next, in words."""
    return [
        {"state": stop.state, "title": stop.status.label, "text": _when(stop, standing, side)}
        for stop in stops
    ]


def _when(stop: Any, standing: Any, side: Side) -> str:
    if stop.state == "now" and standing.first:
        return moved([*standing.of(side), standing.first][0], side)
    if stop.state == "next":
        return _("By %(day)s", day=day(stop.by)) if stop.by else ""
    return day(stop.at)


def moved(move: Any, side: Side) -> str:
    """A move in words: whose it is, what it is, until when."""
    whose = (
        _("Your move") if move.side is side else _("Waiting for %(side)s", side=str(move.side.label).lower())
    )
    told = _("%(whose)s: %(text)s", whose=whose, text=move.text)
    if not move.by:
        return told
    if move.late:
        return _("%(told)s. It was due on %(day)s.", told=told, day=day(move.by))
    return _("%(told)s, by %(day)s.", told=told, day=day(move.by))


def ask(asks: dict[str, Ask], audience: str, placement_id: int, verb: str):
    """Show one step's page, or take the step; an address that is no step now leads back to the placement."""
    wanted = asks.get(verb)
    if wanted is None:
        raise NotFound
    placement = placements.get(actor(), placement_id)
    back = url_for(f"{audience}.placements_show", placement_id=placement_id)
    if request.method == "GET" and verb not in verbs(placement):
        return redirect(back, 303)
    form = wanted.form(currency=placement.fee.currency)
    if refusals.done(form, verb, lambda: wanted.do(placement, form, actor())):
        flash(wanted.said)
        return redirect(back, 303)
    placement = placements.get(actor(), placement_id)
    page = render_template("placements/step.html", ask=wanted, form=form, placement=placement, back_href=back)
    return page, 422 if form.is_submitted() else 200
