"""The student says how the host was: one page, once, after the work."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.student import bp
from portal.forms.host_reviews import HostReviewForm
from portal.services import host_reviews, placements


@bp.route("/placements/<int:placement_id>/host-review", methods=["GET", "POST"])
def host_reviews_write(placement_id: int):
    """Write it; where it is not open the way leads back to the placement."""
    placement, form = placements.get(actor(), placement_id), HostReviewForm()
    back = url_for(".placements_show", placement_id=placement_id)
    if request.method == "GET" and not host_reviews.is_open(placement):
        return redirect(back, 303)
    if done(form, "host_review", lambda: send(placement, form)):
        flash(_("Thank you. Your answers count together with those of others, never alone."))
        return redirect(back, 303)
    placement = placements.get(actor(), placement_id)
    page = render_template("student/host_reviews/write.html", placement=placement, form=form)
    return page, 422 if form.is_submitted() else 200


def send(placement, form: HostReviewForm) -> None:
    host_reviews.send(placement, form.answers, form.comment.data or "", form.note.data or "", by=actor())
