"""A browser without a screen: own context for each request, forms filled in as a person does."""

import contextvars
import hashlib
import os

from bs4 import BeautifulSoup
from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from portal.database import db


class Client(FlaskClient):
    """Each request sees only what was committed, and leaves nothing behind."""

    def open(self, *args, **kwargs):
        """Commit what the test arranged, then ask in a context where nobody is signed in yet."""
        if has_app_context():
            db.session.commit()
        return contextvars.Context().run(super().open, *args, **kwargs)

    def token(self) -> str:
        """Return a CSRF token of this browser's session, as its forms carry it."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", hashlib.sha256(os.urandom(32)).hexdigest())
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw)

    def send(self, path, data=None, **kwargs):
        """POST these fields with a valid token, without looking at the page first."""
        return self.post(path, data={"csrf_token": self.token(), **(data or {})}, **kwargs)

    def fill(self, path, data=None, action=None, **kwargs):
        """Open the page, fill the form with this action (default: the page's last) and send it."""
        page = soup(self.get(path))
        forms = [f for f in page.select('main form[method="post"]') if action in {None, f.get("action")}]
        assert forms, f"{path} has no form for {action or 'posting'}"
        typed = {**filled(forms[-1]), **(data or {})}
        return self.post(forms[-1].get("action") or path, data=typed, **kwargs)


def soup(response) -> BeautifulSoup:
    """Return the page to look around in."""
    return BeautifulSoup(response.get_data().decode(errors="replace"), "lxml")


def filled(form) -> dict[str, str | list[str]]:
    """Return what the form would send as it stands."""
    sent: dict[str, list[str]] = {}
    for control in form.select("[name]"):
        if not passive(control):
            sent.setdefault(control["name"], []).append(value(control))
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


def passive(control) -> bool:
    """Say whether a control sends nothing: buttons, files, unticked boxes."""
    kind = control.get("type", "")
    if control.name == "button" or kind in {"submit", "file"} or control.has_attr("disabled"):
        return True
    return kind in {"checkbox", "radio"} and not control.has_attr("checked")


def value(control) -> str:
    """Return what a control holds."""
    if control.name == "textarea":
        return control.get_text().removeprefix("\n")
    if control.name == "select":
        chosen = control.select_one("option[selected]") or control.select_one("option")
        return chosen.get("value", chosen.get_text()) if chosen else ""
    return control.get("value", "on" if control.get("type") in {"checkbox", "radio"} else "")
