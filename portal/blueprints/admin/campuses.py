"""The administrator's campuses."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.admin import bp
from portal.blueprints.door import actor
from portal.database import db
from portal.forms import seen
from portal.forms.campuses import CampusForm, words
from portal.models.campuses import Campus
from portal.services import campuses

DETAILS = tuple(
    "name university initials slug office office_email signatory signatory_title"
    " zone locale currency brand paper".split()
)


@bp.get("/campuses")
def campuses_index():
    return render_template("admin/campuses/index.html", campuses=campuses.listing())


@bp.route("/campuses/new", methods=["GET", "POST"])
def campuses_new():
    form = CampusForm()
    if form.validate_on_submit() and save(form):
        return redirect(url_for(".campuses_index"), 303)
    return page(form, _("Add a campus"))


@bp.route("/campuses/<int:campus_id>", methods=["GET", "POST"])
def campuses_edit(campus_id: int):
    campus = campuses.get(campus_id)
    held = told(campus)
    form = CampusForm(data=held)
    seen.show(form, held)
    if form.validate_on_submit():
        if seen.overtaken(form, held):
            return page(form, campus.name, 409)
        if save(form, campus):
            return redirect(url_for(".campuses_index"), 303)
    return page(form, campus.name)


def told(campus: Campus) -> dict[str, str]:
    domains = ", ".join(sorted(entry.domain for entry in campus.domains))
    return {**{name: getattr(campus, name) for name in DETAILS}, "domains": domains}


def save(form: CampusForm, campus: Campus | None = None) -> bool:
    """Create or change; a rule's refusal becomes the address's error."""
    details = {name: form[name].data for name in DETAILS}
    with refusals.at(form.slug):
        if campus:
            campuses.edit(campus, details, words(form.domains.data), by=actor())
        else:
            campuses.create(details, words(form.domains.data), by=actor())
        db.session.commit()
        flash(_("Saved."))
        return True
    return False


def page(form: CampusForm, title: str, status: int = 0):
    shown = render_template("admin/campuses/edit.html", form=form, title=title)
    return shown, status or (422 if form.errors else 200)
