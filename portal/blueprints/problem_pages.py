"""Reporting a problem to the office: the same two pages for a student and for a supervisor."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.forms.problems import AnswerForm, ProblemForm
from portal.services import placements, problems
from portal.vocabulary import ProblemKind


def report(audience: str, placement_id: int):
    """Tell the office what is wrong; the other side learns nothing of it."""
    placement, form = placements.get(actor(), placement_id), ProblemForm()
    back = url_for(f"{audience}.placements_show", placement_id=placement_id)
    made: list = []
    if refusals.done(form, "report", lambda: made.append(told(placement, form))):
        flash(_("A person at the career office reads this and answers you here."), "good")
        return redirect(address(audience, made[0]) if made else back, 303)
    placement = placements.get(actor(), placement_id)
    page = render_template("problems/report.html", placement=placement, form=form, back_href=back)
    return page, 422 if form.is_submitted() else 200


def told(placement, form: ProblemForm):
    upload = form.file.data if getattr(form.file.data, "filename", "") else None
    return problems.report(placement, ProblemKind(form.kind.data), form.text.data, upload, by=actor())


def address(audience: str, problem) -> str:
    return url_for(f"{audience}.problems_show", problem_id=problem.id)


def show(audience: str, problem_id: int):
    """What one reported, and what was said to it since."""
    problem, form = problems.get(actor(), problem_id), AnswerForm()
    if refusals.done(form, "answer", lambda: problems.answer(problem, form.text.data, by=actor())):
        flash(_("Sent to the career office."), "good")
        return redirect(request.path, 303)
    problem = problems.get(actor(), problem_id)
    back = url_for(f"{audience}.placements_show", placement_id=problem.placement_id)
    page = render_template("problems/show.html", problem=problem, form=form, back_href=back)
    return page, 422 if form.is_submitted() else 200
