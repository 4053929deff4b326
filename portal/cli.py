"""Commands of `flask --app wsgi`, each a few lines over a service."""

import hashlib
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade

from portal import backups, health, schema, sealing, worker
from portal.actor import CLI
from portal.database import db, take_write_lock
from portal.errors import PortalError
from portal.services import (
    campuses,
    clocks,  # noqa: F401 - its tasks run each minute
    draws,
    exclusivity_end,  # noqa: F401 - likewise
    invariants,
    invitations,
    people,
    rosters,
    verifying,
)
from portal.vocabulary import Role, RosterOutcome, VerifyOutcome


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)


@click.command("worker")
def run_worker():
    """Deliver letters and make documents until stopped. Does the minute's tasks too."""
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


@click.command("import-roster")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--campus", "slug", required=True, help="The campus's short name, as in its address.")
@click.option("--full", is_flag=True, help="Students who are not in the file are no longer enrolled.")
@click.option("--letters", default="", help="How the file is written, such as cp1250; found out by default.")
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
def import_roster(file: Path, slug: str, full: bool, letters: str, dry_run: bool):
    """Take in the students of a registrar's file. It is a CSV whose headings are recognised."""
    take_write_lock()
    try:
        campus = campuses.by_slug(slug)
        roster = rosters.stage(file.read_bytes(), file.name, by=CLI, campus_id=campus.id, encoding=letters)
        rosters.check(roster, roster.mapping, full=full, by=CLI)
        report(roster)
        if not dry_run:
            rosters.apply(roster, by=CLI)
            db.session.commit()
    except PortalError as refusal:
        raise click.ClickException(str(refusal.message) or "There is no such campus.") from None


def report(roster) -> None:
    """Counts, and each refused line with its reasons."""
    click.echo(", ".join(f"{count} {outcome}" for outcome, count in roster.counts.items()))
    for line in rosters.lines_of(roster, RosterOutcome.REFUSED, limit=10_000):
        click.echo(f"line {line.line}: {' '.join(line.problems)}", err=True)


@click.command("doctor")
def doctor():
    """Say what this machine lacks. Ends with 1 when something does."""
    found = health.examine(health.DOCTOR)
    for name, outcome in found.items():
        click.echo(f"{name:10} {outcome}")
    sys.exit(0 if set(found.values()) == {"ok"} else 1)


@click.command("demo")
def fill_demo():
    """Fill the demo with eighteen months. Brings its tables up to date first; fills them only once."""
    if current_app.config["PORTAL_ENV"] not in {"demo", "development"}:
        raise click.ClickException("Demo data is only for PORTAL_ENV=demo or development.")
    from portal import demo  # the stories import every service, which no other command needs

    upgrade()
    if demo.is_filled():
        return
    click.echo("Filling the demo: eighteen months at two campuses. This takes a few minutes, once.")
    demo.fill()


@click.command("check")
def check_data():
    """Look for data that cannot be. Ends with 1 when there is any."""
    found = invariants.violations()
    for sentence, ids in found.items():
        click.echo(f"{len(ids):6}  {sentence}{': ' + ', '.join(map(str, ids[:20])) if ids else ''}")
    sys.exit(1 if any(found.values()) else 0)


@click.command("draw")
@click.argument("seed")
@click.argument("requests", type=int, nargs=-1, required=True)
def draw_again(seed: str, requests: tuple[int, ...]):
    """Compute a draw anew. Takes its seed and the numbers of the requests, and prints their order."""
    click.echo(f"SHA-256 of the seed: {draws.commitment_to(seed)}")
    for lot in draws.lots(seed, requests):
        click.echo(f"{lot.turn:5}  {lot.claim_id:8}  {lot.mark}")


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path):
    """Say what a certificate's PDF, or its credential, is worth. Needs no network. Ends with 1 unless it is valid."""
    found = verifying.judge(file.read_bytes())
    click.echo(str(found.outcome.label))
    if found.serial:
        click.echo(f"serial  {found.serial}")
    if found.signed_at:
        click.echo(f"signed  {found.signed_at:%Y-%m-%d %H:%M} UTC")
    sys.exit(0 if found.outcome is VerifyOutcome.VALID else 1)


@click.command("rotate-seal")
@click.argument("institution")
@click.option("--root", is_flag=True, help="Plant a new root too, which readers must then import.")
def rotate_seal(institution: str, root: bool):
    """Sign with a new key from now on. What older keys signed stays verifiable."""
    click.echo(f"Certificates are now signed with {sealing.ring().rotate(institution, root)}.")


@click.command("rotate-credential-key")
def rotate_credential_key():
    """Sign credentials with a new key from now on. What older keys signed stays verifiable."""
    click.echo(f"Credentials are now signed with {sealing.ring().rotate_credential_key()}.")


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--secrets", is_flag=True, help="Keep the passwords among the settings too.")
def back_up(file: Path, secrets: bool):
    """Write database, files, keys and settings into one archive. The portal may be running meanwhile."""
    if file.exists():
        raise click.ClickException(f"{file} exists already.")
    try:
        missing = backups.make(file, secrets)
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from None
    with file.open("rb") as written:
        click.echo(f"{hashlib.file_digest(written, 'sha256').hexdigest()}  {file}")
    if missing:
        raise click.ClickException(f"Complete, but for files whose bytes are gone: {', '.join(missing)}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace the database; keys that are there are moved aside.")
def restore(file: Path, overwrite: bool):
    """Bring back what `flask backup` wrote. Stop the portal first; refused where something is already."""
    try:
        about = backups.restore(file, overwrite)
    except PortalError as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Restored the portal of {about['url']} as it was at {about['made_at']}.")
    click.echo(f"Its settings are in {backups.SETTINGS} of the state folder: compare them with yours.")
    if not schema.is_current():
        click.echo("It is of an older version: run `flask --app wsgi db upgrade`.")


COMMANDS = (
    run_worker,
    create_admin,
    import_roster,
    doctor,
    fill_demo,
    check_data,
    draw_again,
    verify,
    rotate_seal,
    rotate_credential_key,
    back_up,
    restore,
)
