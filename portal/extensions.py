"""The Flask extensions, made once and bound to an application by create_app."""

from flask import current_app, g
from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

babel = Babel()
csrf = CSRFProtect()
login = LoginManager()
migrate = Migrate()


def locale() -> str:
    """The campus's language when the request knows its campus, else the deployment's."""
    return g.get("locale") or current_app.config["PORTAL_LOCALE"]


def timezone() -> str:
    """The campus's time zone when the request knows its campus, else the deployment's."""
    return g.get("timezone") or current_app.config["PORTAL_TIMEZONE"]
