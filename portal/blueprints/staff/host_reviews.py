"""The office reads what students say of their hosts: comments to decide on, notes to look into."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.blueprints.staff import bp
from portal.forms.base import Form
from portal.forms.host_reviews import DeclineForm
from portal.services import host_reviews
from portal.vocabulary import HostAspect


@bp.get("/host-reviews")
def host_reviews_index():
    """Everything that waits, whoever did not feel safe first."""
    return page({})


def page(forms: dict[int, DeclineForm], status: int = 200):
    """The queue; `forms`: the one that came back with an error, by its review."""
    found = host_reviews.waiting(actor())
    shown = {row.id: forms.get(row.id) or DeclineForm(prefix=f"r{row.id}") for row in found}
    return (
        render_template(
            "staff/host_reviews/index.html",
            reviews=found,
            forms=shown,
            plain=Form(),
            aspects=list(HostAspect),
            wrong=next(iter(forms.values()), None),
        ),
        status,
    )


@bp.post("/host-reviews/<int:review_id>/approve")
def host_reviews_approve(review_id: int):
    """Show the comment."""
    review, form = host_reviews.get(actor(), review_id), Form()
    return kept(form, "approve", lambda: host_reviews.approve(review, by=actor()), _("The comment is shown."))


@bp.post("/host-reviews/<int:review_id>/settle")
def host_reviews_settle(review_id: int):
    """The note was looked into."""
    review, form = host_reviews.get(actor(), review_id), Form()
    return kept(form, "settle", lambda: host_reviews.settle(review, by=actor()), _("Noted."))


@bp.post("/host-reviews/<int:review_id>/decline")
def host_reviews_decline(review_id: int):
    """Do not show the comment, with a reason to its author."""
    review, form = host_reviews.get(actor(), review_id), DeclineForm(prefix=f"r{review_id}")
    if not form.validate_on_submit():
        return page({review_id: form}, 422)
    said = _("The comment is not shown. The student has been told.")
    return kept(form, "decline", lambda: host_reviews.decline(review, form.note.data, by=actor()), said)


def kept(form: Form, action: str, act, said: str):
    """Do it once and say so, or say why not; then the queue again."""
    if done(form, f"host_review_{action}", act):
        flash(said, "good")
    for message in form.form_errors:
        flash(message, "bad")
    return redirect(url_for(".host_reviews_index"), 303)
