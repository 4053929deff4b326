"""A change of what was agreed as pages: proposing one, and what it says with the answer that is asked for."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints import amendment_words
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.errors import NotFound, RuleBroken
from portal.forms.amendments import AmendmentAnswerForm, AmendmentForm
from portal.services import amendment_terms, amendments, placements
from portal.services.amendment_terms import Terms
from portal.vocabulary import AmendmentStatus, PlacementStatus

SAID = {
    "accept": _l("You agreed. Everybody concerned has been told."),
    "refuse": _l("You refused. Everything stays as it was, and the other side has been told."),
    "withdraw": _l("The change is taken back. Everything stays as it was."),
    "allow": _l("The change is in force. Both sides have been told."),
    "disallow": _l("The change is not allowed. Both sides have been told."),
}


def new(audience: str, placement_id: int):
    """Propose a change; while one waits, or the work is over, there is nothing to propose."""
    placement = placements.get(actor(), placement_id)
    waits = amendments.waiting(placement_id)
    if request.method == "GET" and (waits or not amendments.may_propose(placement, actor())):
        return redirect(address(audience, placement_id, waits), 303)
    form = offered(placement)
    if done(form, "propose", lambda: propose(placement, form)):
        flash(_("The change is proposed. Until it is answered everything stays as it is."))
        return redirect(address(audience, placement_id), 303)
    placement = placements.get(actor(), placement_id)
    form.seen.data = mark(placement)
    page = render_template(
        "placements/propose.html",
        placement=placement,
        form=form,
        back_href=address(audience, placement_id),
    )
    return page, form.status_code if form.is_submitted() else 200


def address(audience: str, placement_id: int, amendment: Any = None) -> str:
    """The page of a change, or of the placement."""
    if amendment is None:
        return url_for(f"{audience}.placements_show", placement_id=placement_id)
    return url_for(f"{audience}.amendments_show", placement_id=placement_id, amendment_id=amendment.id)


def offered(placement: Any) -> AmendmentForm:
    """The form with what is agreed now; the first day only while the work has not begun."""
    now = amendment_terms.in_force(placement)
    lines = AmendmentForm.shown({"deliverables": now.deliverables, "out_of_scope": ""})
    values = {**vars(now), **lines, "seen": mark(placement)}
    form = AmendmentForm(data=values, currency=placement.fee.currency)
    form.supervisor_id.choices = [
        (row.id, row.name) for row in amendment_terms.supervisors(placement, actor())
    ]
    if placement.status is not PlacementStatus.KICKOFF:
        del form.starts_on
    return form


def propose(placement: Any, form: AmendmentForm) -> None:
    """Send it to the other side; what deserves a warning is read first."""
    wanted = terms(placement, form)
    form.warnings = tuple(amendments.warnings(placement, wanted, actor()))
    if form.warnings and not form.anyway.data:
        raise RuleBroken(_("Read the warning at the end of the page, then tick it or change the hours."))
    amendments.propose(placement, wanted, form.reason.data, by=actor(), seen=seen(form))


def terms(placement: Any, form: AmendmentForm) -> Terms:
    """What was typed, as the domain keeps it."""
    return Terms(
        form.starts_on.data if form.starts_on else placement.starts_on,
        form.due_on.data,
        form.minutes.data,
        form.fee.data,
        form.supervisor_id.data,
        form.given,
    )


def mark(record: Any) -> str:
    """Which version of a record a page shows."""
    return f"v{record.version}"


def seen(form: Any) -> int | None:
    """The version that the page showed."""
    number = (form.seen.data or "").removeprefix("v")
    return int(number) if number.isdecimal() else None


def show(audience: str, placement_id: int, amendment_id: int):
    """What would change, who has to agree, and this person's answer."""
    placement, amendment = found(placement_id, amendment_id)
    form, step = AmendmentAnswerForm(data={"seen": mark(amendment)}), request.form.get("step", "")
    if request.method == "POST" and step not in SAID:
        raise NotFound
    if done(form, step, lambda: answer(step, amendment, placement, form)):
        flash(SAID[step])
        return redirect(address(audience, placement_id), 303)
    return page(audience, placement_id, amendment_id, form)


def found(placement_id: int, amendment_id: int) -> tuple[Any, Any]:
    placement = placements.get(actor(), placement_id)
    return placement, amendments.get(placement, amendment_id)


def answer(step: str, amendment: Any, placement: Any, form: AmendmentAnswerForm) -> None:
    """Take the step whose button was pressed."""
    note, how = form.note.data or "", {"by": actor(), "seen": seen(form)}
    if step in ("accept", "allow"):
        getattr(amendments, step)(amendment, placement, note, **how)
    elif step == "withdraw":
        amendments.withdraw(amendment, **how)
    else:
        getattr(amendments, step)(amendment, note, **how)


def warned(placement: Any, amendment: Any) -> list[str]:
    """What to know before one answers."""
    if amendment.status not in amendments.OPEN:
        return []
    return amendments.warnings(placement, amendment_terms.wanted(amendment, placement), actor())


def page(audience: str, placement_id: int, amendment_id: int, form: AmendmentAnswerForm):
    """Found anew: a refused step has left nothing behind."""
    placement, amendment = found(placement_id, amendment_id)
    g.timezone = placement.zone
    form.seen.data = mark(amendment)
    shown = render_template(
        "placements/amendment.html",
        placement=placement,
        amendment=amendment,
        title=amendment_words.named(amendment),
        differences=amendment_words.lines(amendment, placement.fee.currency),
        turns=amendment_words.turns(amendment),
        lasting=amendment.status is AmendmentStatus.IN_FORCE,
        warnings=warned(placement, amendment),
        verbs={step.verb for step in amendments.LIFECYCLE.choices(amendment, actor())},
        form=form,
        back_href=address(audience, placement_id),
    )
    return shown, form.status_code if form.is_submitted() else 200
