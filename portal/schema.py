"""Is the database's schema the one this code was written for?"""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app

from portal.database import aside, db
from portal.errors import PortalError


class WrongSchema(PortalError):
    """The database was not brought up to date."""


def expected() -> str | None:
    """The newest migration that is shipped."""
    return ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()


def actual() -> str | None:
    """The migration that the database is at."""
    with aside() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def knows(revision: str | None) -> bool:
    """Is this one of the migrations that are shipped?"""
    shipped = ScriptDirectory(current_app.extensions["migrate"].directory).walk_revisions()
    return revision in {each.revision for each in shipped}


def is_current() -> bool:
    """Do the two agree?"""
    return actual() == expected()


def require_current(app: Flask) -> None:
    """Refuse to serve a database that this code does not fit; raises WrongSchema."""
    with app.app_context():
        has, wants = actual(), expected()
        db.engine.dispose()
    if has != wants:
        raise WrongSchema(
            f"The database is at schema {has or 'none'}, this version needs {wants}: "
            "run `flask --app wsgi db upgrade`."
        )
