"""P1: the review queue, what the machine checked, and the decision."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import htmx
from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import bp, review_desk
from portal.database import db
from portal.forms.partnerships import AnswerForm
from portal.forms.reviews import DecisionForm
from portal.services import partnerships, receipts, review_queue, reviews, threads

RECORD = "/review/<any(partnership, project, change, revision):kind>/<int:record_id>"
THREADED = "/review/<any(partnership, project):kind>/<int:record_id>"
SAID = {
    "approve": lambda: _("Approved. The employer is told."),
    "ask_changes": lambda: _("Sent back. The employer is asked to change it."),
    "decline": lambda: _("Declined. The employer is told."),
    "accept": lambda: _("Accepted. It is live now, and the employer is told."),
}


@bp.before_request
def count_waiting() -> None:
    """How many wait, beside the navigation's Review and Tasks."""
    if request.method == "GET" and not htmx.is_partial():
        pages = url_for("staff.reviews_index"), url_for("staff.rescues_index")
        counted = dict(zip(pages, review_queue.counts(actor()), strict=True))
        g.nav_counts = {**(g.get("nav_counts") or {}), **counted}


@bp.get("/review")
def reviews_index():
    """The queue, oldest first, with the first paper beside it."""
    waiting = review_queue.queue(actor())
    if not waiting:
        counted = figures(waiting)
        also = review_desk.also(actor(), counted)
        return render_template(
            "staff/reviews/index.html", waiting=[], record=None, figures=counted, also=also
        )
    first = reviews.get(actor(), waiting[0].kind, waiting[0].id)
    return desk(waiting[0].kind, first, shown_form(waiting[0].kind, first), waiting=waiting, listed=True)


def figures(waiting) -> review_queue.Figures:
    return review_queue.figures(actor(), waiting, g.campus.zone)


@bp.get(RECORD)
def reviews_show(kind: str, record_id: int):
    """One paper; with htmx only the paper, else the queue around it."""
    record = reviews.get(actor(), kind, record_id)
    return desk(kind, record, shown_form(kind, record))


def shown_form(kind: str, record) -> DecisionForm:
    """The form of a decision nobody has taken yet."""
    shown = {"version": record.version, "review_on": review_desk.in_a_year()}
    return review_desk.form_of(kind, record)(data=shown)


def desk(kind: str, record, form, status: int = 200, waiting=None, listed: bool = False):
    """Queue and paper; `listed` on phones shows the list instead of the paper."""
    whole = not htmx.is_partial()
    if whole and waiting is None:
        waiting = review_queue.queue(actor())
    counted = figures(waiting) if whole else None
    return htmx.render(
        "staff/reviews/index.html",
        "staff/reviews/_paper.html",
        status,
        kind=kind,
        record=record,
        form=form,
        talk=AnswerForm(prefix="talk-"),
        listed=listed,
        waiting=waiting,
        figures=counted,
        checks=reviews.checked(record, actor()),
        also=review_desk.also(actor(), counted) if whole else [],
        verbs=reviews.verbs(record, actor()),
        next_href=skip_address(kind, record, waiting),
        **review_desk.more(kind, record),
    )


def skip_address(kind: str, record, waiting) -> str:
    """The line after this one in the queue."""
    lines = [(line.kind, line.id) for line in waiting or review_queue.queue(actor())]
    place = lines.index((kind, record.id)) + 1 if (kind, record.id) in lines else len(lines)
    return address(*lines[place]) if place < len(lines) else ""


@bp.post(f"{THREADED}/start")
def reviews_start(kind: str, record_id: int):
    """Open an application for review; started twice, it is once."""
    partnership = reviews.get(actor(), kind, record_id)
    if "open" in reviews.verbs(partnership, actor()):
        partnerships.begin_review(partnership, by=actor())
        db.session.commit()
    return redirect(address(kind, record_id), 303)


def address(kind: str, record_id: int) -> str:
    return url_for("staff.reviews_show", kind=kind, record_id=record_id)


@bp.post(RECORD)
def reviews_decide(kind: str, record_id: int):
    """Approve, ask for changes or decline; then the next one opens."""
    record = reviews.get(actor(), kind, record_id)
    if not (form := review_desk.form_of(kind, record)()).validate_on_submit():
        return desk(kind, record, form, 422)
    receipt = receipts.once(form.form_key.data, actor(), "reviews_decide")
    if receipt.repeated:
        return redirect(receipt.location or url_for(".reviews_index"), 303)
    with refusals.above(form):
        decide(record, form)
        location = receipt.led_to(next_address())
        db.session.commit()
        flash(SAID[form.decision.data](), "good")
        return redirect(location, 303)
    return refused(kind, record_id, form)


def decide(record, form: DecisionForm) -> None:
    version = int(form.version.data) if (form.version.data or "").isdigit() else None
    reviews.decide(
        record,
        form.decision.data,
        by=actor(),
        note=form.comment.data or "",
        code=form.decline_code,
        approval=review_desk.approval(form),
        fund_id=getattr(form, "fund_id", None),
        version=version,
    )


def refused(kind: str, record_id: int, form):
    """Nothing was changed: what was typed stays, beside the record as it is now."""
    record = reviews.get(actor(), kind, record_id)
    form.version.data = str(record.version)
    return desk(kind, record, form, form.status_code)


def next_address() -> str:
    """The oldest that still waits, else the queue."""
    left = review_queue.queue(actor())
    return address(left[0].kind, left[0].id) if left else url_for("staff.reviews_index")


@bp.post(f"{THREADED}/comments")
def reviews_comment(kind: str, record_id: int):
    """A line in the thread, outside of any decision."""
    record, talk = reviews.get(actor(), kind, record_id), AnswerForm(prefix="talk-")
    if not talk.validate_on_submit():
        flash(talk.text.errors[0] if talk.text.errors else _("This was not sent."), "bad")
    elif not receipts.once(talk.form_key.data, actor(), "reviews_comment").repeated:
        threads.comment(record, talk.text.data, by=actor())
        db.session.commit()
    return redirect(address(kind, record_id), 303)
