"""The audit trail's page, as staff and administrators see it."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import audit_values, audit_words
from portal.blueprints.door import actor
from portal.extensions import timezone
from portal.forms.audit import AuditForm
from portal.security import key
from portal.services import audit, audit_names

Way = tuple[str, str, dict[str, Any]]
Links = dict[str, Way]
NARROWING = ("who", "action", "subject", "number", "since", "until")
"""What the address may say; anything else would be taken for an option of `url_for`."""
PLACED = ("staff.placements_show", "placement_id", {})
OF_PLACEMENT = (
    "certificate_order",
    "evaluation",
    "evaluation_request",
    "fee",
    "placement",
    "problem",
    "reflection",
    "rescue",
)
STAFF_LINKS: Links = {
    "certificate": ("staff.certificates_show", "serial", {}),
    "certificate_cohort": ("staff.cohorts_show", "cohort_id", {}),
    "claim": ("staff.reviews_show", "record_id", {"kind": "project"}),
    "fund": ("staff.funds_show", "fund_id", {}),
    "partnership": ("staff.reviews_show", "record_id", {"kind": "partnership"}),
    "project": ("staff.reviews_show", "record_id", {"kind": "project"}),
    "roster": ("staff.rosters_show", "roster_id", {}),
    **dict.fromkeys(OF_PLACEMENT, PLACED),
}
ADMIN_LINKS: Links = {
    "campus": ("admin.campuses_edit", "campus_id", {}),
    "user_account": ("admin.people_show", "user_id", {}),
}
"""Where a record's page is: endpoint, what its key is called there, and what else the address says."""


def page(endpoint: str, links: Links):
    """Entries that match the address, and how to narrow them."""
    form = asked()
    found = audit.listing(actor(), filters(form), request.args.get("before", type=key))
    shown = entries(found.entries, endpoint, links)
    address: dict[str, Any] = {name: value for name in NARROWING if (value := request.args.get(name))}
    return render_template(
        "audit/index.html",
        form=form,
        entries=shown,
        here=url_for(endpoint),
        narrowed=bool(address),
        older=url_for(endpoint, **address, before=found.older) if found.older else "",
        start=url_for(endpoint, **address) if "before" in request.args else "",
    )


def entries(found, endpoint: str, links: Links) -> list[dict]:
    """Rows of the trail in words."""
    wanted = {one for row in found for one in audit_values.mentioned(row)}
    named = audit_names.names(actor(), wanted)
    return [entry(row, endpoint, links, named) for row in found]


def asked() -> AuditForm:
    """The form as the address fills it, with the words that occur."""
    form = AuditForm(request.args)
    actions, subjects = audit.words(actor())
    form.action.choices = choices(actions, audit_words.action)
    form.subject.choices = choices(subjects, audit_words.subject)
    return form


def choices(words: list[str], label) -> list[tuple[str, str]]:
    return [("", _("Anything")), *sorted(((word, label(word)) for word in words), key=lambda pair: pair[1])]


def filters(form: AuditForm) -> audit.Filters:
    """What was asked for; a field that makes no sense is told at the field and left out."""
    form.validate()
    good = {field.name: field.data for field in form if not field.errors and field.data}
    if "number" in good:
        good["subject_id"] = good.pop("number")
    return audit.Filters(**good, zone=timezone())


def entry(row, endpoint: str, links: Links, named: audit_values.Named) -> dict:
    """One entry in words."""
    about = named.get((row.subject, row.subject_id))
    return {
        "row": row,
        "who": row.actor_label or row.actor_kind.label,
        "did": audit_words.action(row.action, row.subject),
        "subject": audit_words.subject(row.subject),
        "name": ", ".join(filter(None, (about.name, about.person))) if about else "",
        "href": page_of(about, links.get(row.subject)),
        "all": url_for(endpoint, subject=row.subject, number=row.subject_id),
        "changes": [change(row.subject, about, named, *changed) for changed in audit.changes(row)],
    }


def page_of(about, way: Way | None) -> str:
    """The page of what an entry is about, where the reader may open it."""
    if not (about and way):
        return ""
    endpoint, key_name, more = way
    return url_for(endpoint, **{key_name: about.target}, **more)


def change(subject: str, about, named: audit_values.Named, name: str, *values) -> tuple[str, ...]:
    """One field of an entry in words: its name, before, after."""
    shown = (audit_values.words(subject, name, value, about, named) for value in values)
    return audit_values.field(name), *shown
