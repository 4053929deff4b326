"""S5: my week: what takes how many hours, under which ceiling, and what I do beside placements."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal import charts
from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.student import bp
from portal.database import db
from portal.display import day, hours
from portal.forms import seen
from portal.forms.commitments import CommitmentForm
from portal.services import commitments, receipts, workload
from portal.services.commitments import Told
from portal.vocabulary import CommitmentKind, Taken

KINDS = tuple(Taken)


@bp.get("/workload")
def workload_show():
    """The weeks ahead as a chart and as a table, and everything that fills them."""
    shown = workload.picture(actor())
    labels = [day(week.monday, "MMMd") for week in shown.weeks]
    stacks = [[round(week.of(kind) / 60, 1) for kind in KINDS] for week in shown.weeks]
    return render_template(
        "student/workload/show.html",
        shown=shown,
        names=[kind.label for kind in KINDS],
        chart=charts.stacked_bars(labels, stacks, shown.ceiling / 60),
        columns=columns(),
        rows=[line(week, shown.ceiling) for week in shown.weeks],
        work=[load for load in shown.loads if load.kind is not Taken.COMMITMENT],
        commitments=commitments.mine(actor()),
    )


def columns() -> list[dict]:
    """The heads of the table."""
    heads = [{"label": kind.label, "right": True} for kind in KINDS]
    return [{"label": _("Week of")}, *heads, {"label": _("Together"), "right": True}, {"label": _("State")}]


def line(week, ceiling: int) -> list:
    """One week of the table: hours by what takes them, and whether it is too full."""
    state = {"text": _("Above"), "tag": "bad"} if week.total > ceiling else ""
    parts = [hours(week.of(kind)) if week.of(kind) else "" for kind in KINDS]
    return [day(week.monday), *parts, hours(week.total), state]


@bp.route("/workload/commitments/new", methods=["GET", "POST"])
def commitments_new():
    """Enter one; sent twice, it is one."""
    form = CommitmentForm()
    if form.validate_on_submit() and kept(form, lambda told: added(form, told)):
        return redirect(url_for(".workload_show"), 303)
    return page(form)


def added(form: CommitmentForm, told: Told) -> None:
    if not receipts.once(form.form_key.data, actor(), "commitments_new").repeated:
        commitments.add(told, by=actor())


@bp.route("/workload/commitments/<int:commitment_id>", methods=["GET", "POST"])
def commitments_edit(commitment_id: int):
    commitment = commitments.get(actor(), commitment_id)
    held = {**vars(told_by(commitment)), "kind": commitment.kind.value}
    form = CommitmentForm(data=held)
    seen.show(form, held)
    valid = form.validate_on_submit()
    if valid and seen.overtaken(form, held):
        return page(form, commitment_id, 409)
    if valid and kept(form, lambda told: commitments.change(commitment, told, by=actor())):
        return redirect(url_for(".workload_show"), 303)
    return page(form, commitment_id)


@bp.post("/workload/commitments/<int:commitment_id>/removal")
def commitments_remove(commitment_id: int):
    commitments.remove(commitments.get(actor(), commitment_id), by=actor())
    db.session.commit()
    flash(_("Removed from your weeks."))
    return redirect(url_for(".workload_show"), 303)


def told_by(one) -> Told:
    return Told(one.kind, one.label, one.minutes_a_week, one.from_on, one.until_on)


def kept(form: CommitmentForm, keep) -> bool:
    """Whether the domain took it; its refusal stands above the form."""
    told = Told(
        CommitmentKind(form.kind.data),
        form.label.data,
        form.minutes_a_week.data,
        form.from_on.data,
        form.until_on.data,
    )
    with refusals.above(form):
        keep(told)
        db.session.commit()
        flash(_("Your weeks are up to date."))
        return True
    return False


def page(form: CommitmentForm, commitment_id: int | None = None, refused: int = 422):
    shown = render_template("student/commitments/edit.html", form=form, commitment_id=commitment_id)
    return shown, refused if form.is_submitted() else 200
