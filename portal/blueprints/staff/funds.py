"""E8: funds of the university and of donors that pay fees; what is in them, and for what it is promised."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints import fund_words
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.staff import bp
from portal.forms.base import Form
from portal.forms.funds import CloseForm, CorrectForm, FundForm, PayInForm, with_fund
from portal.security import key
from portal.services import fund_promises, funds, projects
from portal.vocabulary import Payer

FORMS = {"pay-in": PayInForm, "correct": CorrectForm, "close": CloseForm}
TITLES = {
    "pay-in": _l("Pay in"),
    "correct": _l("Correct the balance"),
    "close": _l("Close the fund"),
}
SAID = {
    "pay-in": _l("Written in the ledger. No money was moved."),
    "correct": _l("Corrected. The line that was wrong stays in the ledger."),
    "close": _l("The fund is closed. Its ledger stays."),
}


@bp.get("/funds")
def funds_index():
    """Every fund of the campus, and the projects that still need one."""
    found, without = funds.listing(actor()), funds.without(actor())
    return render_template("staff/funds/index.html", funds=found, without=without)


@bp.route("/funds/new", methods=["GET", "POST"])
def funds_new():
    form = FundForm()

    def opened() -> None:
        asked = (Payer(form.kind.data), form.name.data, form.donor.data or "", form.note.data or "")
        funds.begin(*asked, by=actor())

    if done(form, "funds_new", opened):
        flash(_("The fund is open. Pay in what it holds."), "good")
        return redirect(url_for(".funds_index"), 303)
    page = render_template("staff/funds/new.html", form=form)
    return page, form.status_code if form.is_submitted() else 200


@bp.get("/funds/<int:fund_id>")
def funds_show(fund_id: int):
    """What is in a fund, what it pays for, and its ledger, newest first."""
    fund = funds.get(actor(), fund_id)
    before = request.args.get("before", type=key)
    found = funds.entries(fund, before)
    return render_template(
        "staff/funds/show.html",
        fund=fund,
        figures=funds.figures(fund),
        projects=funds.projects(actor(), fund),
        lines=fund_words.lines(found.rows, fund.currency),
        more=url_for(".funds_show", fund_id=fund_id, before=found.more) if found.more else "",
        first=url_for(".funds_show", fund_id=fund_id) if before else "",
    )


@bp.route("/funds/<int:fund_id>/<any('pay-in', correct, close):what>", methods=["GET", "POST"])
def funds_write(fund_id: int, what: str):
    """Pay in, correct with a reason, or close."""
    fund = funds.get(actor(), fund_id)
    form = FORMS[what](currency=fund.currency)
    if done(form, f"funds_{what}", lambda: ACTS[what](fund, form)):
        flash(SAID[what], "good")
        return redirect(url_for(".funds_show", fund_id=fund_id), 303)
    fund = funds.get(actor(), fund_id)
    page = render_template(
        "staff/funds/write.html", form=form, fund=fund, title=TITLES[what], grave=what == "close"
    )
    return page, form.status_code if form.is_submitted() else 200


ACTS: dict[str, Callable] = {
    "pay-in": lambda fund, form: funds.pay_in(fund, form.amount.data, form.note.data or "", by=actor()),
    "correct": lambda fund, form: funds.correct(fund, form.signed, form.note.data, by=actor()),
    "close": lambda fund, form: funds.close(fund, form.note.data, by=actor()),
}


@bp.route("/projects/<int:project_id>/fund", methods=["GET", "POST"])
def funds_choose(project_id: int):
    """Let another fund pay for a project."""
    project = projects.get(actor(), project_id)
    form = with_fund(Form, fund_words.choices(actor(), project, project.payer))()
    if done(form, "funds_choose", lambda: fund_promises.choose(project, form.fund_id, by=actor())):
        flash(_("This fund pays from now on."), "good")
        return redirect(url_for(".funds_index"), 303)
    project = projects.get(actor(), project_id)
    page = render_template("staff/funds/choose.html", form=form, project=project)
    return page, form.status_code if form.is_submitted() else 200
