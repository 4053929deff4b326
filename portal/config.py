"""Every setting: typed, from PORTAL_* in the environment or .env, and complete before anything starts."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from dotenv import dotenv_values

from portal.errors import PortalError

INSTANCE = Path(__file__).resolve().parent.parent / "instance"
ENVIRONMENTS = ("production", "development", "demo", "test")
REQUIRED_IN_PRODUCTION = ("secret", "database", "url", "files", "smtp_host", "mail_from")
SHORTEST_SECRET = 32
YES = {"1", "true", "yes", "on"}


class Misconfigured(PortalError):
    """The settings do not allow a start; the message names each one and what it needs."""


def setting(default, says: str):
    """A setting with its default and the sentence that docs/configuration.md prints."""
    return field(default=default, metadata={"says": says})


@dataclass(frozen=True)
class Config:
    """What the portal was told. `name` is read from PORTAL_NAME and kept in app.config under that key."""

    env: str = setting("development", "`production`, `development`, `demo` or `test`.")
    secret: str = setting("", "Signs cookies; 32 characters or more. Required in production.")
    state: str = setting(
        "", "Folder of the portal's own files. Default `instance/`, in the demo `instance/demo/`."
    )
    database: str = setting(
        "", "`sqlite:////path` or `postgresql://user@host/name`. Default: SQLite in the state folder."
    )
    files: str = setting("", "Folder for uploaded files. Default `files/` in the state folder.")
    url: str = setting(
        "http://localhost:5000", "The portal's public address; every link in a letter begins with it."
    )
    seal: str = setting(
        "", "PKCS#12 file whose key signs certificates. Default: keys made in `keys/` of the state folder."
    )
    seal_password: str = setting("", "Password of that file.")
    smtp_host: str = setting(
        "", "Mail server. Empty outside production: letters are written to the state folder."
    )
    smtp_port: int = setting(587, "Port of the mail server.")
    smtp_user: str = setting("", "Name at the mail server; empty for none.")
    smtp_password: str = setting("", "Password at the mail server.")
    smtp_tls: str = setting("starttls", "`starttls`, `tls` or `none`.")
    mail_from: str = setting("portal@localhost", "Sender of every letter.")
    proxies: int = setting(0, "How many trusted reverse proxies stand in front (for the client's address).")
    hsts: bool = setting(False, "Send Strict-Transport-Security; switch on once HTTPS works everywhere.")
    idle_minutes: int = setting(480, "A sign-in ends after so many minutes without a request.")
    session_hours: int = setting(168, "A sign-in ends after so many hours in any case.")
    fresh_minutes: int = setting(
        10, "How long after typing the password a sensitive act needs no second sign-in."
    )
    max_request_kb: int = setting(26_000, "Largest request body in kilobytes, uploads included.")
    done_days: int = setting(
        30, "Letters and documents are forgotten so many days after they were sent or made."
    )
    dead_days: int = setting(
        90, "What was given up is forgotten after so many days; a letter's text at once."
    )
    locale: str = setting("en_GB", "Language of pages outside a campus.")
    timezone: str = setting("UTC", "Time zone of pages outside a campus.")
    log_level: str = setting("INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`.")

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> "Config":
        """Read the environment (over .env); raises Misconfigured naming what is missing or malformed."""
        source = {**dotenv_values(".env"), **os.environ} if environ is None else environ
        given = {f.name: parse(f, source[variable(f)]) for f in fields(cls) if source.get(variable(f))}
        return cls(**given).complete()

    def complete(self) -> "Config":
        """Fill the defaults that depend on others; raises Misconfigured."""
        refuse(problems(self))
        state = Path(self.state or (INSTANCE / "demo" if self.env == "demo" else INSTANCE)).absolute()
        filled = {
            "state": str(state),
            "database": driver(self.database or f"sqlite:///{state / 'portal.sqlite3'}"),
            "files": self.files or str(state / "files"),
            "secret": self.secret or f"only for {self.env}, never in production",
            "url": self.url.rstrip("/"),
        }
        return Config(**{**{f.name: getattr(self, f.name) for f in fields(self)}, **filled})

    def keys(self) -> dict[str, object]:
        """The settings as app.config keys: PORTAL_ENV, PORTAL_URL, ..."""
        return {variable(f): getattr(self, f.name) for f in fields(self)}


def variable(f) -> str:
    """The environment variable of a setting."""
    return "PORTAL_" + f.name.upper()


def parse(f, text: str) -> object:
    """One setting from its text; raises Misconfigured."""
    if f.type is bool:
        return text.strip().lower() in YES
    try:
        return f.type(text.strip())
    except ValueError:
        raise Misconfigured(f"{variable(f)} must be a number, not {text!r}.") from None


def driver(url: str) -> str:
    """The database address with the driver the portal uses."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def problems(config: Config) -> list[str]:
    """What stands in the way of a start, one sentence each."""
    found = []
    if config.env not in ENVIRONMENTS:
        found.append(f"PORTAL_ENV must be one of {', '.join(ENVIRONMENTS)}.")
    if config.smtp_tls not in {"starttls", "tls", "none"}:
        found.append("PORTAL_SMTP_TLS must be starttls, tls or none.")
    if config.env == "production":
        found += production_problems(config)
    return found


def production_problems(config: Config) -> list[str]:
    """What production demands on top."""
    defaults = {f.name: f.default for f in fields(config)}
    missing = [name for name in REQUIRED_IN_PRODUCTION if getattr(config, name) == defaults[name]]
    found = [f"PORTAL_{name.upper()} is required in production." for name in missing]
    if "secret" not in missing and len(config.secret) < SHORTEST_SECRET:
        found.append(f"PORTAL_SECRET needs at least {SHORTEST_SECRET} characters.")
    if "url" not in missing and not config.url.startswith("https://"):
        found.append("PORTAL_URL must begin with https:// in production.")
    return found


def refuse(found: list[str]) -> None:
    """Raise Misconfigured when there is anything to say."""
    if found:
        raise Misconfigured("The portal cannot start: " + " ".join(found))
