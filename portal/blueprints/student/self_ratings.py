"""The student's self-rating: one page at the start, one at the end."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.errors import NotFound
from portal.forms.self_ratings import NOT_SURE, SelfRatingForm, rating_form
from portal.services import placements, rubric, self_ratings
from portal.vocabulary import Competency, RatingMoment


@bp.route("/placements/<int:placement_id>/self-ratings/<moment>", methods=["GET", "POST"])
def self_ratings_write(placement_id: int, moment: str):
    """Place yourself; what is not open now leads back to the placement."""
    when, placement = named(moment), placements.get(actor(), placement_id)
    back = url_for(".placements_show", placement_id=placement_id)
    criteria = self_ratings.criteria(placement)
    form = asking(criteria)
    if request.method == "GET" and when not in self_ratings.open_moments(placement):
        return redirect(back, 303)
    if done(form, "rate_self", lambda: submit(placement, when, form)):
        flash(_("Thank you. Your supervisor does not see it."))
        return redirect(back, 303)
    page = {"placement": placements.get(actor(), placement_id), "form": form, "moment": when}
    shown = render_template(
        "student/self_ratings/write.html", **page, anchors=anchors(criteria), skip=NOT_SURE
    )
    return shown, 422 if form.is_submitted() else 200


def named(moment: str) -> RatingMoment:
    if moment not in list(RatingMoment):
        raise NotFound
    return RatingMoment(moment)


def asking(criteria: list) -> SelfRatingForm:
    """The form in the words the supervisor is asked with."""
    asked = [(one.competency.value, one.label, one.meaning) for one in criteria]
    return rating_form(asked, [(level.value, level.label) for level in rubric.SCORED])()


def anchors(criteria: list) -> dict[str, dict[str, dict[str, str]]]:
    """{competency: {level: its words}} for the rows."""
    return {
        one.competency.value: {
            level.value: {"label": str(level.label), "text": words}
            for level, words in zip(rubric.SCORED, one.anchors, strict=True)
        }
        for one in criteria
    }


def submit(placement, moment: RatingMoment, form: SelfRatingForm) -> None:
    levels = {Competency(name): level for name, level in form.levels.items()}
    self_ratings.submit(placement, moment, levels, by=actor())
