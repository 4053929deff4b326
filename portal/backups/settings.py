"""The settings as a file that `.env` understands, without what must stay secret unless asked for."""

from dataclasses import fields
from pathlib import Path

from dotenv import set_key
from flask import current_app
from sqlalchemy import make_url

from portal.config import Config, variable

SECRET = {"secret", "seal_password", "smtp_password"}


def write(path: Path, secrets: bool) -> Path:
    """Every setting in force, the defaults too."""
    path.touch(mode=0o600)
    for each in fields(Config):
        value = current_app.config.get(variable(each))
        if value is not None and (secrets or each.name not in SECRET):
            set_key(path, variable(each), said(each.name, str(value), secrets))
    return path


def said(name: str, value: str, secrets: bool) -> str:
    """A setting as it is written: the database's address without its password."""
    return value if secrets or name != "database" else bare(value)


def bare(address: str) -> str:
    return make_url(address)._replace(password=None).render_as_string()
