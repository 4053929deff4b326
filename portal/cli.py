"""Commands of `flask --app wsgi`, each a few lines over a service."""

import sys

import click
from flask import Flask, current_app

from portal import health, schema, worker
from portal.actor import CLI
from portal.database import db, take_write_lock
from portal.errors import PortalError
from portal.services import (
    clocks,  # noqa: F401 - its tasks run each minute
    invitations,
    people,
)
from portal.vocabulary import Role


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (run_worker, create_admin, doctor):
        app.cli.add_command(command)


@click.command("worker")
def run_worker():
    """Deliver letters, make documents and do the minute's tasks, until stopped."""
    app = current_app._get_current_object()
    schema.require_current(app)
    worker.run(app)


@click.command("create-admin")
@click.argument("email")
@click.option("--name", prompt=True, help="The person's name.")
@click.password_option(help="At least 15 characters.")
def create_admin(email: str, name: str, password: str):
    """Make an administrator who can sign in with a password."""
    take_write_lock()
    try:
        user = people.ensure(email, name, by=CLI)
        people.grant(user, Role.ADMIN, by=CLI)
        invitations.set_password(user, password, by=CLI)
    except PortalError as refusal:
        raise click.ClickException(str(refusal.message)) from None
    db.session.commit()
    click.echo(f"{user.email} is an administrator.")


@click.command("doctor")
def doctor():
    """Say what this machine lacks; ends with 1 when something does."""
    found = health.examine(health.DOCTOR)
    for name, outcome in found.items():
        click.echo(f"{name:10} {outcome}")
    sys.exit(0 if set(found.values()) == {"ok"} else 1)
