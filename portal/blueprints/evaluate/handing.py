"""Before the questions: a code from a second letter, and passing the evaluation to a colleague."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import public
from portal.blueprints.evaluate import answering, bp, gone, link_page, start_visit, visiting
from portal.blueprints.standing import stand_at
from portal.database import db
from portal.errors import RuleBroken
from portal.forms.evaluations import CodeForm, ColleagueForm
from portal.models.evaluations import EvaluationRequest
from portal.services import delegations, evaluation_requests, link_codes, link_visits
from portal.vocabulary import Assurance


@bp.route("/<token>/code", methods=["GET", "POST"])
@public
def code(token: str):
    """The six digits that were mailed to the same address."""
    asked, form = evaluation_requests.by_token(token), CodeForm()
    if evaluation_requests.is_over(asked):
        return link_page(asked, token, 422)
    if form.validate_on_submit() and is_right(asked, form):
        evaluation_requests.open_by(asked, by=link_visits.holder(asked))
        return start_visit(asked)
    stand_at(asked.evaluation.placement.project.campus)
    page = render_template("evaluate/code.html", form=form, token=token, **told(asked))
    return page, 422 if form.is_submitted() else 200


def is_right(asked: EvaluationRequest, form: CodeForm) -> bool:
    """Is it the code? The try is counted for good, right or wrong."""
    try:
        right = link_codes.check(asked, form.code.data)
        refusal = _("This is not the code from the newest letter.")
    except RuleBroken as over:
        right, refusal = False, over.message
    db.session.commit()
    form.code.errors = [] if right else [refusal]
    return right


@bp.route("/<token>/colleague", methods=["GET", "POST"])
@public
def pass_on(token: str):
    """From the letter: a colleague can say more."""
    asked = evaluation_requests.by_token(token)
    if evaluation_requests.is_over(asked) or link_codes.assurance(asked) is not Assurance.LINK:
        return link_page(asked, token, 422)
    back = url_for(".link", token=token)
    return handed(asked, back) or redirect(back, 303)


@bp.route("/colleague", methods=["GET", "POST"])
@public
def pass_on_later():
    """Noticed after Continue."""
    asked = visiting()
    evaluation_requests.check_alive(asked)
    return handed(asked, url_for(".resume")) or gone(asked)


def handed(asked: EvaluationRequest, back: str):
    """The page with its form; None once it was passed on."""
    form = ColleagueForm()
    if form.validate_on_submit() and passed(asked, form):
        return None
    stand_at(asked.evaluation.placement.project.campus)
    page = render_template(
        "evaluate/colleague.html", form=form, back_href=back, action=request.path, **told(asked)
    )
    return page, 422 if form.is_submitted() else 200


def passed(asked: EvaluationRequest, form: ColleagueForm) -> bool:
    """Pass it on; a refusal goes to the address."""
    with refusals.at(form.email):
        fresh = delegations.delegate(asked, form.name.data, form.email.data, by=answering(asked))
        db.session.commit()
        flash(
            _("Thank you. Your colleague gets a letter now.")
            if fresh
            else _("Thank you. The career office looks at it, and then writes to your colleague.")
        )
        return True
    return False


def told(asked: EvaluationRequest) -> dict[str, object]:
    project = asked.evaluation.placement.project
    return {"asked": asked, "project": project, "campus": project.campus}
