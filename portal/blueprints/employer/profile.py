"""The employer's own profile: what students read changes at once, what was vetted waits for review."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.forms import seen
from portal.forms.employers import ProfileForm
from portal.services import employer_changes, employer_profiles, receipts


@bp.get("/profile")
def profile_show():
    """What is live, what waits, and the form."""
    employer = employer_profiles.own(actor())
    held = employer_profiles.profile(employer)
    form = ProfileForm(data=held)
    seen.show(form, held)
    return page(employer, form)


def page(employer, form, status: int = 200):
    change = employer_changes.pending(employer.id)
    shown = render_template(
        "employer/profile/show.html",
        employer=employer,
        form=form,
        change=change,
        differences=employer_changes.differences(change) if change else [],
        latest=employer_changes.latest(employer.id),
    )
    return shown, status


@bp.post("/profile")
def profile_save():
    """Keep what may change at once; the rest waits."""
    employer, form = employer_profiles.own(actor()), ProfileForm()
    if not form.validate_on_submit():
        return page(employer, form, 422)
    if not receipts.once(form.form_key.data, actor(), "profile_save").repeated:
        if seen.overtaken(form, employer_profiles.profile(employer)):
            db.session.rollback()
            return page(employer_profiles.own(actor()), form, 409)
        waits = employer_profiles.edit(employer, form.answers, by=actor())
        db.session.commit()
        flash(_("Saved. What was checked waits for review.") if waits else _("Saved."), "good")
    return redirect(url_for(".profile_show"), 303)


@bp.post("/profile/withdraw")
def profile_withdraw():
    """Take the waiting change back; taken back twice, it is once."""
    employer = employer_profiles.own(actor())
    change = employer_changes.pending(employer.id)
    if change:
        employer_changes.withdraw(change, by=actor())
        db.session.commit()
        flash(_("Taken back. Your profile stays as it is."), "good")
    return redirect(url_for(".profile_show"), 303)
