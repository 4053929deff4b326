"""My placements: where each stands, the kick-off list, handing in, the fee."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints import kick_off, outcome_pages, placement_pages, refusals
from portal.blueprints.door import actor
from portal.blueprints.pair_pages import side_by_side
from portal.blueprints.placement_pages import Ask, Way
from portal.blueprints.student import bp
from portal.forms.placements import AgreeForm, DisputeForm, HandInForm
from portal.services import (
    certificates,
    claim_lists,
    evaluations,
    fees,
    host_reviews,
    parts,
    placement_facts,
    placements,
    reflections,
    rubric,
    self_ratings,
)
from portal.vocabulary import RatingMoment, ReflectionStage, Side

ASKS = {
    "confirm": Ask(
        _l("Confirm that the fee arrived"),
        _l("Confirm only once the money has reached you."),
        _l("Thank you. The fee is confirmed."),
        lambda placement, form, by: fees.move(placement, "confirm", by=by),
        AgreeForm,
    ),
    "dispute": Ask(
        _l("Say that the fee is not right"),
        _l("The employer and the career office are told. Your certificate does not wait for this."),
        _l("The employer and the career office have been told."),
        lambda placement, form, by: fees.move(placement, "dispute", form.note.data, by=by),
        DisputeForm,
        grave=True,
    ),
    "resolve": placement_pages.SETTLE,
}
WAYS = {
    "kick_off": Way("student.placements_kick_off", _l("Go through the list")),
    "hand_in": Way("student.placements_hand_in", _l("Hand in")),
    **{
        f"write_{stage.value}": Way(
            "student.reflections_write", _l("Write your reflection"), {"stage": stage.value}
        )
        for stage in ReflectionStage
    },
    **{
        f"write_{moment.value}": Way(
            "student.self_ratings_write", _l("Place yourself"), {"moment": moment.value}
        )
        for moment in RatingMoment
    },
    "confirm": Way("student.placements_step", _l("Confirm the fee"), {"verb": "confirm"}),
    "settle": Way("student.placements_step", _l("Say that it is settled"), {"verb": "resolve"}),
}


@bp.get("/placements")
def placements_index():
    """Everything of mine: what runs, what I have asked for, what is done, what I have to show for it."""
    page = placement_pages.listed(".placements_index", Side.STUDENT)
    first = not page["newest"]
    return render_template(
        "student/placements/index.html",
        **page,
        claims=claim_lists.mine(actor()) if first else [],
        certificates=certificates.of_student(actor()) if first else [],
    )


@bp.get("/placements/<int:placement_id>")
def placements_show(placement_id: int):
    placement = placements.get(actor(), placement_id)
    facts = placement_facts.of(placement)
    sent = parts.sent(facts)
    return render_template(
        "student/placements/show.html",
        **placement_pages.shown(placement, Side.STUDENT, WAYS, facts),
        **reflections.shown(placement, sent),
        open_stages=reflections.open_stages(placement, sent),
        came=outcome_pages.came(placement, facts),
        **evaluated(placement, facts, sent),
        **host_reviews.shown(placement, facts.has_host_review),
    )


def evaluated(placement, facts, sent: set[parts.Part]) -> dict:
    """The supervisor's evaluation, once it and the student's own view are in: double blind until then."""
    open_ = self_ratings.open_moments(placement, sent)
    waits = facts.offered is not None and RatingMoment.CLOSE in open_
    told = {"open_moments": open_, "evaluation_waits": waits, "evaluation": None}
    if facts.offered is None or RatingMoment.CLOSE not in sent:
        return told
    evaluation = evaluations.sent_of(placement.id)
    return {
        **told,
        **side_by_side(placement, evaluation, to_student=True),
        "evaluation": evaluation,
        "criteria": rubric.of(evaluation.form_version_id),
        "own_asked": evaluations.own_questions(evaluation),
    }


@bp.route("/placements/<int:placement_id>/kick-off", methods=["GET", "POST"])
def placements_kick_off(placement_id: int):
    return kick_off.page("student", placement_id)


@bp.route("/placements/<int:placement_id>/hand-in", methods=["GET", "POST"])
def placements_hand_in(placement_id: int):
    """Hand in a version: files, links and a note."""
    placement, form = placements.get(actor(), placement_id), HandInForm()
    back = url_for(".placements_show", placement_id=placement_id)
    if not form.is_submitted() and "deliver" not in placement_pages.verbs(placement):
        return redirect(back, 303)
    if refusals.done(form, "deliver", lambda: hand_in(placement, form)):
        flash(_("Your work is handed in. The supervisor has been told."))
        return redirect(back, 303)
    placement = placements.get(actor(), placement_id)
    page = render_template("student/placements/hand_in.html", placement=placement, form=form)
    return page, 422 if form.is_submitted() else 200


def hand_in(placement, form: HandInForm) -> None:
    placements.hand_in(placement, form.note.data or "", form.files.data, form.links.data, by=actor())


@bp.route("/placements/<int:placement_id>/steps/<verb>", methods=["GET", "POST"])
def placements_step(placement_id: int, verb: str):
    return placement_pages.ask(ASKS, "student", placement_id, verb)
