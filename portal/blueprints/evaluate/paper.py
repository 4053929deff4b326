"""The whole form on paper, for those who rather write by hand; the office types it in."""

from flask import render_template

from portal.blueprints.door import public
from portal.blueprints.evaluate import answers, bp, questions
from portal.models.evaluations import Evaluation
from portal.services import evaluation_requests


@bp.get("/paper")
@public
def paper():
    """Every question with its anchors, to be printed."""
    asked, evaluation = answers.let_in()
    evaluation_requests.check_alive(asked)
    own_page = answers.own_page(asked, evaluation.placement_id)
    return sheet(evaluation, asked, answers.language(evaluation), own_page)


def sheet(evaluation: Evaluation, asked, language: str, back: str):
    """The form as a page that prints well."""
    placement = evaluation.placement
    return render_template(
        "evaluate/paper.html",
        pages=questions.listing(evaluation, language),
        asked=asked,
        placement=placement,
        project=placement.project,
        campus=placement.project.campus,
        back_href=back,
        reading=language,
    )
