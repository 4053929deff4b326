"""The terms that both sides agree to, and the reasons for declining, as the campus words them."""

from flask import render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import policy_words
from portal.blueprints.door import actor
from portal.blueprints.revising import Change, Revision, revise
from portal.blueprints.staff import bp
from portal.blueprints.staff.policies import here
from portal.forms.wordings import TermsForm, reasons_form
from portal.models.campuses import Campus
from portal.services import decline_codes, terms, wordings
from portal.services.decline_codes import Reason


@bp.route("/policy/terms", methods=["GET", "POST"])
def policy_terms():
    """What employers and students agree to; a new text is a new version, asked for from then on."""
    campus = here()
    now = terms.current(campus.id)
    form = TermsForm(data={"employer": list(now.employer), "student": list(now.student)})
    shown = {"form": form, "now": now, "campus": campus}
    return revise(
        form, terms_plan(campus, form), lambda: render_template("staff/policies/terms.html", **shown)
    )


def terms_plan(campus: Campus, form: TermsForm) -> Revision:
    def keep() -> None:
        asked = {"by": actor(), "zone": campus.zone, "seen": form.started_from}
        terms.adopt(campus.id, form.employer.data, form.student.data, **asked)

    return Revision(
        title=_("Terms"),
        address=url_for(".policy_terms"),
        changes=lambda: new_terms(campus, form),
        keep=keep,
        seen=lambda: wordings.number(campus.id, wordings.TERMS),
        after=url_for(".policy_index"),
    )


def new_terms(campus: Campus, form: TermsForm) -> list[Change]:
    """The points that differ, and the new version's name."""
    now = terms.current(campus.id)
    wanted = terms.Terms(now.version, tuple(form.employer.data), tuple(form.student.data))
    found = policy_words.told(wordings.changes(terms.definition(now), terms.definition(wanted)))
    name = (_("Version"), now.version, terms.next_version(campus.id, campus.zone))
    return [name, *found] if found else []


@bp.route("/policy/reasons", methods=["GET", "POST"])
def policy_reasons():
    """What each reason is called, what the employer reads beside it, and whether it may be chosen."""
    campus = here()
    now = decline_codes.listing(campus.id)
    form = reasons_form()(data={name: value for reason in now for name, value in fields_of(reason)})
    shown = {"form": form, "reasons": now}
    return revise(
        form, reasons_plan(campus, form), lambda: render_template("staff/policies/reasons.html", **shown)
    )


def reasons_plan(campus: Campus, form) -> Revision:
    return Revision(
        title=_("Reasons for declining"),
        address=url_for(".policy_reasons"),
        changes=lambda: new_reasons(campus, form),
        keep=lambda: decline_codes.adopt(campus.id, reasons_in(form), by=actor(), seen=form.started_from),
        seen=lambda: wordings.number(campus.id, wordings.DECLINE),
        after=url_for(".policy_index"),
    )


def fields_of(reason: Reason) -> list[tuple[str, object]]:
    key = reason.code.value
    return [(f"{key}_label", reason.label), (f"{key}_words", reason.words), (f"{key}_used", reason.used)]


def reasons_in(form) -> list[Reason]:
    """The form's fields as reasons."""
    return [
        Reason(
            reason.code,
            form[f"{reason.code.value}_label"].data,
            form[f"{reason.code.value}_words"].data,
            form[f"{reason.code.value}_used"].data,
        )
        for reason in decline_codes.standard()
    ]


def new_reasons(campus: Campus, form) -> list[Change]:
    old, new = decline_codes.listing(campus.id), reasons_in(form)
    return policy_words.told(wordings.changes(decline_codes.definition(old), decline_codes.definition(new)))
