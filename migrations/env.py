"""Runs migrations against the application's database, on SQLite and PostgreSQL."""

from alembic import context
from flask import current_app

from portal.database import UtcDateTime, db


def render_item(kind, item, autogen_context):
    """Write our own types into migrations in words that need no code of the portal."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def sqlite_without_keys(connection) -> bool:
    """SQLite rebuilds a table by dropping it: its foreign keys rest meanwhile (only possible outside a transaction)."""
    if connection.dialect.name != "sqlite":
        return False
    connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
    return True


def run() -> None:
    """Migrate in one transaction."""
    options = current_app.extensions["migrate"].configure_args
    with db.engine.execution_options(writes=True).connect() as connection:
        rest = sqlite_without_keys(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            process_revision_directives=nothing_empty,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
        if rest:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")


def nothing_empty(migration, revision, directives) -> None:
    """A migration without changes is not written."""
    options = context.config.cmd_opts
    if getattr(options, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


run()
