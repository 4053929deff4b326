"""The office's page of one evaluation: who was asked, what came in, and what to do when nothing does."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.evaluate import start_visit
from portal.blueprints.evaluate.paper import sheet
from portal.blueprints.pair_pages import side_by_side
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.certificates import ReasonForm
from portal.models.placements import Placement
from portal.services import (
    delegations,
    dictations,
    evaluation_office,
    evaluation_requests,
    evaluations,
    placements,
    rubric,
)


@bp.get("/placements/<int:placement_id>/evaluation")
def evaluations_show(placement_id: int):
    return page(placements.get(actor(), placement_id))


def page(placement: Placement, forms: dict[str, ReasonForm] | None = None, status: int = 200):
    """The page; `forms`: the one that came back with an error, by what it is about."""
    evaluation = evaluations.sent_of(placement.id)
    shown = render_template(
        "staff/evaluations/show.html",
        placement=placement,
        office=evaluation_office.view(placement),
        evaluation=evaluation,
        forms={about: (forms or {}).get(about) or ReasonForm(prefix=about) for about in ("bounce", "waive")},
        **(came_in(placement, evaluation) if evaluation else {}),
    )
    return shown, status


def came_in(placement: Placement, evaluation) -> dict[str, object]:
    """What was answered, in the words it was asked in."""
    return {
        **side_by_side(placement, evaluation, to_student=False),
        "criteria": rubric.of(evaluation.form_version_id),
        "own_asked": evaluations.own_questions(evaluation),
        "own_answers": evaluation_office.own_answers(evaluation),
        "typist": evaluation_office.typist(evaluation),
    }


@bp.post("/placements/<int:placement_id>/evaluation-link")
def evaluations_resend(placement_id: int):
    """A new link to the stored address; the old one stops working."""
    placement = placements.get(actor(), placement_id)
    asked = evaluation_requests.newest(placement.id)
    return done(
        placement_id,
        lambda: evaluation_requests.reissue(asked, by=actor()),
        _("A new link is on its way to the supervisor."),
    )


@bp.post("/placements/<int:placement_id>/evaluation-colleague")
def evaluations_confirm(placement_id: int):
    """The colleague it was passed to is the right one."""
    placement = placements.get(actor(), placement_id)
    asked = evaluation_requests.newest(placement.id)
    return done(placement_id, lambda: delegations.confirm(asked, by=actor()), _("The letter is on its way."))


@bp.post("/placements/<int:placement_id>/evaluation-bounce")
def evaluations_bounce(placement_id: int):
    """The letter came back."""
    placement = placements.get(actor(), placement_id)
    asked = evaluation_requests.newest(placement.id)
    return with_reason(
        "bounce",
        placement,
        lambda note: evaluation_requests.bounce(asked, by=actor(), note=note),
        _("Noted. The link no longer works."),
    )


@bp.post("/placements/<int:placement_id>/evaluation-waiver")
def evaluations_waive(placement_id: int):
    """Go on without an evaluation."""
    placement = placements.get(actor(), placement_id)
    return with_reason(
        "waive",
        placement,
        lambda note: evaluations.waive(placement, note, by=actor()),
        _("The evaluation is waived."),
    )


@bp.post("/placements/<int:placement_id>/evaluation-typing")
def evaluations_type(placement_id: int):
    """Type what the supervisor says on the phone, or wrote on paper."""
    asked = dictations.begin(placements.get(actor(), placement_id), by=actor())
    return start_visit(asked, actor())


@bp.get("/placements/<int:placement_id>/evaluation-paper")
def evaluations_paper(placement_id: int):
    """The form to be printed and sent by post."""
    placement = placements.get(actor(), placement_id)
    asked = evaluation_requests.newest(placement.id)
    evaluation = evaluations.load(asked.evaluation_id)
    return sheet(evaluation, asked, "", url_for(".evaluations_show", placement_id=placement_id))


def with_reason(about: str, placement: Placement, act: Callable[[str], object], said: str):
    """Do it with the reason that was typed; without one the page asks again."""
    form = ReasonForm(prefix=about)
    if not form.validate_on_submit():
        return page(placement, {about: form}, 422)
    return done(placement.id, lambda: act(form.note.data), said)


def done(placement_id: int, act: Callable[[], object], said: str):
    """Do it and say so, or say why not."""
    with refusals.flashed():
        act()
        db.session.commit()
        flash(said)
    return redirect(url_for(".evaluations_show", placement_id=placement_id), 303)
