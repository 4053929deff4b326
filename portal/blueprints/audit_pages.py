"""The audit trail's page, as staff and administrators see it."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import audit_words
from portal.blueprints.door import actor
from portal.extensions import timezone
from portal.forms.audit import AuditForm
from portal.security import key
from portal.services import audit

NARROWING = ("who", "action", "subject", "number", "since", "until")
"""What the address may say; anything else would be taken for an option of `url_for`."""
LINKS = {
    "placement": ("staff.placements_show", "placement_id"),
    "roster": ("staff.rosters_show", "roster_id"),
}


def page(endpoint: str, links: dict[str, tuple[str, str]] | None = None):
    """Entries that match the address, and how to narrow them."""
    form = asked()
    found = audit.listing(actor(), filters(form), request.args.get("before", type=key))
    shown = [entry(row, endpoint, links or {}) for row in found.entries]
    address = {name: value for name in NARROWING if (value := request.args.get(name))}
    return render_template(
        "audit/index.html",
        form=form,
        entries=shown,
        here=url_for(endpoint),
        narrowed=bool(address),
        older=url_for(endpoint, **address, before=found.older) if found.older else "",
        start=url_for(endpoint, **address) if "before" in request.args else "",
    )


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


def entry(row, endpoint: str, links: dict[str, tuple[str, str]]) -> dict:
    """One entry in words."""
    page_of, key = links.get(row.subject, ("", ""))
    return {
        "row": row,
        "who": row.actor_label or row.actor_kind.label,
        "did": audit_words.action(row.action, row.subject),
        "subject": audit_words.subject(row.subject),
        "href": url_for(page_of, **{key: row.subject_id}) if page_of else "",
        "all": url_for(endpoint, subject=row.subject, number=row.subject_id),
        "changes": [change(row.subject, *changed) for changed in audit.changes(row)],
    }


def change(subject: str, name: str, *values) -> tuple[str, ...]:
    """One field of an entry in words: its name, before, after."""
    return audit_words.plain(name), *(told(audit_words.value(subject, name, value)) for value in values)


def told(value) -> str:
    """A JSON value as text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(told, value))
    if isinstance(value, dict):
        return ", ".join(f"{audit_words.plain(name)}: {told(inner)}" for name, inner in value.items())
    return str(value)
