"""The application factory: wiring only."""

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import blueprints, cli, compression, display, errorpages, htmx, logs, security, speech, visits
from portal import models as models  # every table is known before the first query
from portal.blueprints import door
from portal.config import INSTANCE, Config
from portal.database import db
from portal.extensions import babel, csrf, locale, login, migrate, timezone
from portal.static_files import StaticFiles

MIGRATIONS = str(INSTANCE.parent / "migrations")


def create_app(settings: Config | None = None) -> Flask:
    """A portal with these settings (default: from the environment); raises Misconfigured."""
    config = settings.complete() if settings else Config.load()
    Path(config.state).mkdir(parents=True, exist_ok=True)
    app = Flask(__name__, instance_path=config.state, static_folder=None)
    app.config.update(config.keys(), **flask_keys(config))
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=0)
    app.wsgi_app = StaticFiles(app.wsgi_app)
    bind(app)
    door.refuse_undeclared(app)
    return app


def flask_keys(config: Config) -> dict[str, object]:
    """Our settings in the words Flask and its extensions use."""
    https = config.url.startswith("https://")
    return {
        "SECRET_KEY": config.secret,
        "TESTING": config.env == "test",
        "SQLALCHEMY_DATABASE_URI": config.database,
        "MAX_CONTENT_LENGTH": config.max_request_kb * 1024,
        "MAX_FORM_MEMORY_SIZE": security.LARGEST_TEXT,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_NAME": "__Host-portal" if https else "portal",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": config.locale,
        "BABEL_DEFAULT_TIMEZONE": config.timezone,
    }


def bind(app: Flask) -> None:
    """Hand the application to each part. The guards of security speak before CSRF, and both before the doors."""
    compression.init_app(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=MIGRATIONS, render_as_batch=True, compare_type=True)
    babel.init_app(app, locale_selector=locale, timezone_selector=timezone)
    speech.init_app(app)
    logs.init_app(app)
    security.init_app(app)
    csrf.init_app(app)
    login.init_app(app)
    visits.init_app(app)
    for part in (door, htmx, display, errorpages, blueprints, cli):
        part.init_app(app)
