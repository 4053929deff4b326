"""How the campus looks: name, initials, colour with its contrasts, logo and seal."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import policy_words, refusals
from portal.blueprints.door import actor
from portal.blueprints.revising import Change, Revision, revise
from portal.blueprints.staff import bp
from portal.blueprints.staff.policies import here
from portal.database import db
from portal.forms.wordings import BrandingForm, PicturesForm
from portal.models.campuses import Campus
from portal.services import branding, wordings
from portal.services.branding import Branding


@bp.route("/policy/branding", methods=["GET", "POST"])
def policy_branding():
    """Name, initials and colour; the swatches show each contrast before it is kept."""
    campus = here()
    form = BrandingForm(obj=branding.of(campus))
    return revise(form, plan_of(campus, form), lambda: branding_page(campus, form, pictures_form(campus)))


def plan_of(campus: Campus, form: BrandingForm) -> Revision:
    def wanted() -> Branding:
        words = {name: form[name].data for name in ("name", "initials", "brand")}
        return replace(branding.of(campus), **words)

    return Revision(
        title=_("Branding"),
        address=url_for(".policy_branding"),
        changes=lambda: changed(campus, wanted()),
        keep=lambda: branding.adopt(campus, wanted(), by=actor(), seen=form.started_from),
        seen=lambda: wordings.number(campus.id, wordings.BRANDING),
        more=lambda: {"brand": wanted().brand},
    )


def pictures_form(campus: Campus) -> PicturesForm:
    form = PicturesForm(prefix="pictures-")
    form.seen.data = form.seen.data or str(wordings.number(campus.id, wordings.BRANDING))
    return form


def branding_page(campus: Campus, form: BrandingForm, pictures: PicturesForm) -> str:
    return render_template("staff/policies/branding.html", form=form, pictures=pictures, campus=campus)


def changed(campus: Campus, wanted: Branding) -> list[Change]:
    return policy_words.told(wordings.changes(vars(branding.of(campus)), vars(wanted)))


@bp.post("/policy/branding/pictures")
def policy_pictures():
    """A logo or a seal, drawn anew as PNG; seen at once on the page that follows."""
    campus, form = here(), PicturesForm(prefix="pictures-")
    with refusals.above(form):
        if form.validate_on_submit():
            branding.adopt(campus, with_pictures(campus, form), by=actor(), seen=form.started_from)
            db.session.commit()
            flash(_("In force from now on."), "good")
            return redirect(url_for(".policy_branding"), 303)
    return pictures_again(form), 422


def pictures_again(form: PicturesForm) -> str:
    """The page as it stands, with what was wrong with the pictures."""
    campus = here()
    words = BrandingForm(formdata=None, obj=branding.of(campus))
    words.seen.data = form.seen.data = str(wordings.number(campus.id, wordings.BRANDING))
    return branding_page(campus, words, form)


def with_pictures(campus: Campus, form: PicturesForm) -> Branding:
    """The branding with the pictures that were chosen, and without those that go."""
    wanted = branding.of(campus)
    for which in branding.SIDES:
        upload, gone = form[which].data, form[f"no_{which}"].data
        if upload:
            found = branding.picture(upload, which, by=actor(), campus_id=campus.id)
            wanted = replace(wanted, **{which: found})
        elif gone:
            wanted = replace(wanted, **{which: ""})
    return wanted
