"""E1: applying for a partnership, one question a page, saved at each Continue, sent after a check."""

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from portal import limits
from portal.blueprints import refusals
from portal.blueprints.door import public
from portal.database import db
from portal.errors import NotFound
from portal.forms.partnerships import STEPS
from portal.forms.steps import NOT_ANSWERS, StepForm
from portal.services import applications, campuses, partnerships, policies, terms

bp = Blueprint("partner", __name__, url_prefix="/partner")

COOKIE = "application"
SHORT = {
    "campus_id": _l("Campus"),
    "name": _l("Organisation"),
    "website": _l("Website"),
    "reason": _l("What students would do"),
    "terms_name": _l("Terms accepted by"),
}
"""Labels on the check page, where the question itself is too long."""


@bp.get("")
@public
def start():
    """What a partnership is, and the button that begins or goes on."""
    draft = applications.find(session.get(COOKIE))
    begun = draft is not None and draft.partnership_id is None
    return render_template(
        "partner/start.html", form=StepForm(), begun=begun, slug=request.args.get("campus", "")
    )


@bp.post("")
@public
def begin():
    """Begin a draft, or go on with this browser's own."""
    count_try()
    draft = applications.find(session.get(COOKIE))
    if draft is None or draft.partnership_id:
        session[COOKIE], draft = applications.begin()
        campus_id = chosen_campus(request.form.get("campus", ""))
        if campus_id:
            applications.save(draft, {"campus_id": campus_id})
        db.session.commit()
    return redirect(url_for(".ask", step=next(iter(asked()))), 303)


def count_try() -> None:
    """Counted before this request's own transaction begins; TooMany past the limit."""
    if not limits.count("application address", request.remote_addr or ""):
        raise limits.TooMany(_("Too many applications came from here. Please try again in an hour."))


def chosen_campus(slug: str) -> int | None:
    """The campus of the page the visitor came from, or the only one there is."""
    found = campuses.listing()
    named = [campus.id for campus in found if campus.slug == slug]
    return named[0] if named else found[0].id if len(found) == 1 else None


def asked() -> dict[str, type[StepForm]]:
    """The steps in order; with one campus nobody is asked which."""
    several = len(campuses.listing()) > 1
    return {step: form for step, form in STEPS.items() if several or step != "campus"}


def own_draft():
    """This browser's draft that is not sent yet; NotFound without one."""
    draft = applications.find(session.get(COOKIE))
    if draft is None or draft.partnership_id:
        raise NotFound
    return draft


def form_of(step: str, answers: dict | None = None) -> StepForm:
    """The step's form; with answers it shows them, without it reads what was sent."""
    if step not in asked():
        abort(404)
    form = STEPS[step](data=answers) if answers is not None else STEPS[step]()
    if step == "campus":
        form.campus_id.choices = [SelectChoice(campus.id, campus.name) for campus in campuses.listing()]
    return form


@bp.get("/<step>")
@public
def ask(step: str):
    """One question."""
    draft = own_draft()
    return question(draft, step, form_of(step, draft.answers))


@bp.post("/<step>")
@public
def answer(step: str):
    """Save and go on: to the next question, or back to the check."""
    draft, form = own_draft(), form_of(step)
    if not form.validate_on_submit():
        return question(draft, step, form), 422
    applications.save(draft, {**form.answers, **agreed_to(step, form)})
    db.session.commit()
    return redirect(after(step), 303)


def agreed_to(step: str, form: StepForm) -> dict[str, str]:
    """Which version of the terms was on the page that was accepted."""
    return {"terms_version": form.seen.data or ""} if step == "terms" else {}


def after(step: str) -> str:
    """The page that follows a step."""
    steps = list(asked())
    place = steps.index(step) + 1
    if request.args.get("from") == "check" or place == len(steps):
        return url_for(".check")
    return url_for(".ask", step=steps[place])


def before(step: str) -> str:
    """The page that a step's way back leads to."""
    steps = list(asked())
    place = steps.index(step)
    if request.args.get("from") == "check":
        return url_for(".check")
    return url_for(".ask", step=steps[place - 1]) if place else url_for(".start")


def question(draft, step: str, form: StepForm) -> str:
    steps = list(asked())
    return render_template(
        f"partner/{step}.html",
        form=form,
        step=steps.index(step) + 1,
        steps=len(steps),
        back=before(step),
        terms=terms.current(draft.campus_id or 0),
    )


@bp.get("/check")
@public
def check():
    """All answers before sending, each with its way back."""
    return check_page(own_draft(), StepForm())


@bp.post("/check")
@public
def send():
    """Send it; sent twice, it is the same application."""
    count_try()
    draft, form = applications.find(session.get(COOKIE)), StepForm()
    if draft is None:
        raise NotFound
    if not form.validate_on_submit():
        return check_page(draft, form, 422)
    with refusals.above(form):
        applications.send(draft)
        db.session.commit()
        return redirect(url_for(".sent"), 303)
    return check_page(own_draft(), form, form.status_code)


def check_page(draft, form: StepForm, status: int = 200):
    page = render_template(
        "partner/check.html", form=form, answers=answers_of(draft), missing=applications.missing(draft)
    )
    return page, status


def answers_of(draft) -> list[dict]:
    """Every answer with its label, its value as text, and the address of its question."""
    return [
        {
            "label": SHORT.get(field.short_name, field.label.text),
            "value": said(form, field),
            "href": url_for(".ask", step=step, **{"from": "check"}),
            "optional": field.flags.optional,
        }
        for step in asked()
        for form in [form_of(step, draft.answers)]
        for field in form
        if field.short_name not in {*NOT_ANSWERS, "accepted"}
    ]


def said(form: StepForm, field) -> str:
    """An answer in words."""
    if field.short_name == "campus_id":
        return next((choice.label for choice in field.choices if choice.value == field.data), "")
    if field.flags.optional and not field.data:
        return _("None given")
    return field.data or ""


@bp.get("/sent")
@public
def sent():
    """The receipt: reference, what happens next, and where to look."""
    partnership = applications.receipt(applications.find(session.get(COOKIE)))
    return render_template(
        "partner/sent.html",
        partnership=partnership,
        reference=partnerships.reference(partnership.id),
        days=policies.current(partnership.campus_id).review_days,
    )
