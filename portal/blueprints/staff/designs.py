"""How the campus's certificates look: theme, signatories, second language, pictures, and a specimen to look at."""

from dataclasses import replace
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _

from portal import display, htmx
from portal.blueprints import policy_words
from portal.blueprints.door import actor
from portal.blueprints.downloads import HEADERS
from portal.blueprints.revising import Change, Revision, revise
from portal.blueprints.staff import bp
from portal.blueprints.staff.policies import here
from portal.certificates import palette
from portal.database import db, take_write_lock
from portal.errors import RuleBroken
from portal.forms.base import Form
from portal.forms.designs import HandsForm, design_form
from portal.models.campuses import Campus
from portal.models.designs import DesignPreview
from portal.services import design_previews, designs, wordings
from portal.services.designs import Design
from portal.vocabulary import SampleKind, Theme

TYPED = (*designs.TEXTS, "theme", "second_language")
MIMES = {"pdf": "application/pdf", "png": "image/png"}


@bp.route("/policy/design", methods=["GET", "POST"])
def policy_design():
    """What stands on every certificate; each change of the form can be looked at before it is kept."""
    campus = here()
    form = filled(campus)
    return revise(form, plan_of(campus, form), lambda: design_page(campus, form, hands_form(campus)))


def filled(campus: Campus):
    return design_form(display.languages(campus.locale))(obj=designs.of(campus))


def wanted_of(campus: Campus, form) -> Design:
    """As typed, with the pictures that are in use: those are never taken from a form's words."""
    return replace(designs.of(campus), **{name: form[name].data for name in TYPED})


def plan_of(campus: Campus, form) -> Revision:
    return Revision(
        title=_("Certificates"),
        address=url_for(".policy_design"),
        changes=lambda: changed(campus, designs.checked(wanted_of(campus, form))),
        keep=lambda: designs.adopt(campus, wanted_of(campus, form), by=actor(), seen=form.started_from),
        seen=lambda: wordings.number(campus.id, wordings.DESIGN),
    )


def changed(campus: Campus, wanted: Design) -> list[Change]:
    return policy_words.told(wordings.changes(vars(designs.of(campus)), vars(wanted)))


def hands_form(campus: Campus) -> HandsForm:
    form = HandsForm(prefix="hands-")
    form.seen.data = form.seen.data or str(wordings.number(campus.id, wordings.DESIGN))
    return form


def design_page(campus: Campus, form, hands: HandsForm) -> str:
    ink = palette.palette(campus.brand).ink
    return render_template(
        "staff/policies/design.html",
        form=form,
        hands=hands,
        campus=campus,
        design=designs.of(campus),
        themes=Theme,
        ink=palette.css(ink),
        contrast=palette.contrast(ink),
        newest=design_previews.newest(actor()),
    )


@bp.post("/policy/design/pictures")
def policy_hands():
    """A logo or a signature, drawn anew as PNG; printed from the next certificate on."""
    campus, form = here(), HandsForm(prefix="hands-")
    try:
        if form.validate_on_submit():
            designs.adopt(campus, with_pictures(campus, form), by=actor(), seen=form.started_from)
            db.session.commit()
            flash(_("In force from now on."), "good")
            return redirect(url_for(".policy_design"), 303)
    except RuleBroken as refusal:
        again(form, refusal)
    return pictures_again(form), 422


def again(form, refusal: RuleBroken) -> None:
    """Nothing was kept; the form says why."""
    db.session.rollback()
    take_write_lock(False)
    form.form_errors.append(refusal.message)


def pictures_again(form: HandsForm) -> str:
    """The page as it stands, with what was wrong with the pictures."""
    campus = here()
    words = design_form(display.languages(campus.locale))(formdata=None, obj=designs.of(campus))
    words.seen.data = form.seen.data = str(wordings.number(campus.id, wordings.DESIGN))
    return design_page(campus, words, form)


def with_pictures(campus: Campus, form: HandsForm) -> Design:
    """The design with the pictures that were chosen, and without those that go."""
    wanted = designs.of(campus)
    for which in designs.PICTURES:
        upload, gone = form[which].data, form[f"no_{which}"].data
        if upload:
            found = designs.picture(upload, by=actor(), campus_id=campus.id)
            wanted = replace(wanted, **{which: found})
        elif gone:
            wanted = replace(wanted, **{which: ""})
    return wanted


@bp.get("/policy/design/preview")
def policy_specimen_page():
    """How the drawing of the specimen goes, and then the specimen."""
    return preview_shown(design_previews.newest(actor()))


@bp.post("/policy/design/preview")
def policy_preview():
    """Ask for a specimen of what is typed."""
    campus = here()
    form = filled(campus)
    try:
        if form.validate():
            kind = SampleKind(form.sample.data)
            design_previews.order(campus, wanted_of(campus, form), kind, by=actor())
            db.session.commit()
            return redirect(url_for(".policy_preview"), 303)
    except RuleBroken as refusal:
        again(form, refusal)
    return preview_refused(form)


def preview_shown(newest: DesignPreview | None):
    """The page with the picture, or that part of it; nothing new while one is drawn."""
    if htmx.is_partial() and "waiting" in request.args and newest and newest.done_at is None:
        return "", 204
    return htmx.render(
        "staff/policies/specimen.html",
        "staff/policies/_specimen.html",
        newest=newest,
        form=Form(),
        typed=typed(newest),
    )


def typed(newest: DesignPreview | None) -> dict[str, str]:
    """What the form held when this was asked for, to go on with it."""
    if newest is None:
        return {}
    kept = {name: newest.wanted[name] for name in TYPED}
    return {**kept, "sample": newest.sample.value, "seen": str(wordings.number(newest.campus_id, "design"))}


def preview_refused(form):
    """What is wrong, in the place of the picture; without script, the form with it."""
    campus = here()
    form.seen.data = str(wordings.number(campus.id, wordings.DESIGN))
    if not htmx.is_partial():
        return design_page(campus, form, hands_form(campus)), 422
    said = [str(message) for messages in form.errors.values() for message in messages]
    return render_template("staff/policies/_specimen.html", newest=None, wrong=said[:1]), 422


@bp.get("/policy/design/preview.<any(pdf, png):kind>")
def policy_specimen(kind: str):
    """The specimen itself; nobody but who asked for it has it."""
    answer = send_file(
        BytesIO(design_previews.drawn(actor(), kind)),
        mimetype=MIMES[kind],
        as_attachment=kind == "pdf",
        download_name=f"specimen.{kind}",
    )
    answer.headers.update(HEADERS)
    return answer
