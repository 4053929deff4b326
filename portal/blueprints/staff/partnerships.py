"""The office's list of employers, and partnerships suspended, resumed or ended."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.base import Form
from portal.forms.partnerships import ReasonGivenForm
from portal.security import key
from portal.services import care, employer_lists, newcomers, partnerships, reviews

STANDING = "<any(suspend, resume, end):verb>"
STOOD = {
    "suspend": lambda: _("Suspended. Its projects are hidden, and the employer is told."),
    "resume": lambda: _("In force again. Its open projects are shown to students."),
    "end": lambda: _("Ended. Its projects are hidden, and the employer is told."),
}
APPLICANT = {
    "confirm": lambda: _("Confirmed. They see from now on what their colleagues see."),
    "turn_away": lambda: _("Their account has ended. The application still waits for your decision."),
}


@bp.get("/employers")
def employers_index():
    """Every employer that ever applied here, and the way to its partnership."""
    search = request.args.get("q", "").strip()
    found = employer_lists.page(actor(), search, request.args.get("before", type=key))
    kept = {"q": search} if search else {}
    return render_template(
        "staff/employers/index.html",
        partnerships=found.found,
        reference=partnerships.reference,
        search=search,
        older=url_for(".employers_index", **kept, before=found.older) if found.older else "",
        newest=url_for(".employers_index", **kept) if "before" in request.args else "",
    )


@bp.get(f"/partnerships/<int:record_id>/{STANDING}")
def reviews_standing(record_id: int, verb: str):
    """Ask why before a partnership is suspended or ended, and once before it is resumed."""
    return standing_page(partnerships.get(actor(), record_id), verb, standing_form(verb))


def standing_form(verb: str):
    return Form() if verb == "resume" else ReasonGivenForm()


def standing_page(partnership, verb: str, form, status: int = 200):
    page = render_template("staff/reviews/standing.html", partnership=partnership, verb=verb, form=form)
    return page, status


@bp.post(f"/partnerships/<int:record_id>/{STANDING}")
def reviews_stand(record_id: int, verb: str):
    """Suspend, resume or end a partnership."""
    partnership, form = partnerships.get(actor(), record_id), standing_form(verb)
    if not form.validate_on_submit():
        return standing_page(partnership, verb, form, 422)
    reviews.stand(partnership, verb, by=actor(), note=form.note.data if verb != "resume" else "")
    db.session.commit()
    flash(STOOD[verb](), "good")
    return redirect(after(partnership), 303)


@bp.post("/partnerships/<int:record_id>/applicant/<any(confirm, turn_away):verb>")
def partnerships_applicant(record_id: int, verb: str):
    """Whether who applied belongs to the employer; answered twice, it is once."""
    partnership = partnerships.get(actor(), record_id)
    if partnership.applicant.waits:
        answer = {"confirm": newcomers.confirm_applicant, "turn_away": newcomers.turn_applicant_away}[verb]
        answer(partnership, by=actor())
        db.session.commit()
        flash(APPLICANT[verb](), "good")
    return redirect(url_for("staff.reviews_show", kind="partnership", record_id=record_id), 303)


def after(partnership) -> str:
    """The students at work, where there are any to decide on; else the partnership."""
    if any(case.open for case in care.cases(partnership)):
        return url_for("staff.care_index", record_id=partnership.id)
    return url_for("staff.reviews_show", kind="partnership", record_id=partnership.id)
