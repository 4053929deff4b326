"""A stale edit is told: the page carries a mark of what it showed, and both texts stand side by side."""

import hashlib
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm

from portal.forms.fields import PARTS


def mark(held: dict[str, Any]) -> str:
    """What is stored, by field, in short: another mark whenever one of them is another."""
    return hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest()[:16]


def show(form: FlaskForm, held: dict[str, Any]) -> None:
    """Let the page that is opened carry its mark in the form's hidden field `seen`."""
    if not form.is_submitted():
        form.seen.data = mark(held)


def overtaken(form: FlaskForm, held: dict[str, Any]) -> bool:
    """Whether something else is stored now than the page showed; each field then says what. Sent again, it counts."""
    if form.seen.data in {"", None, mark(held)}:
        return False
    form.seen.data = mark(held)
    stored = type(form)(formdata=None, data=held)
    for name in (name for name in held if form[name].data != held[name]):
        told = _("Somebody changed it meanwhile to: %(text)s", text=said(stored[name]) or _("nothing"))
        form[name].errors = [*form[name].errors, told]
    form.form_errors.append(
        _("This was changed while you were writing. Send it again to put what you typed in its place.")
    )
    return True


def said(field) -> str:
    """What a field shows, as text; of a choice, its label."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(choice[1]) for choice in field.iter_choices() if choice[2])
    if hasattr(field, "typed"):
        return " ".join(filter(None, map(field.typed, PARTS)))
    return field._value() if hasattr(field, "_value") else str(field.data or "")
