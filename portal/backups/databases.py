"""A database as one file and back: SQLite by its own backup, PostgreSQL by its own programs."""

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import inspect, text

from portal.database import aside, db
from portal.errors import PortalError


class Failed(PortalError):
    """The database, or a program of PostgreSQL, did not do what it was asked."""


def dump(path: Path) -> Path:
    """The database as it is at one moment, while others go on writing."""
    if db.engine.dialect.name == "sqlite":
        copy(Path(db.engine.url.database), path)
        alone(path)
    else:
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")
    return path


def load(path: Path) -> None:
    """The database becomes what `dump` wrote, in one transaction."""
    db.session.remove()
    db.engine.dispose()
    if db.engine.dialect.name == "sqlite":
        copy(path, Path(db.engine.url.database))
        return
    drop_tables()
    quiet = ("--no-owner", "--no-privileges", "--clean", "--if-exists")
    run("pg_restore", *quiet, "--single-transaction", "--exit-on-error", str(path))


def is_empty() -> bool:
    """Has it no table yet?"""
    if db.engine.dialect.name == "sqlite":
        Path(db.engine.url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return not inspect(db.engine).get_table_names()


def copy(source: Path, target: Path) -> None:
    """All pages of one file into another, under SQLite's own locks."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite.connect(source)) as reader, closing(sqlite.connect(target)) as writer:
        try:
            reader.backup(writer)
        except sqlite.OperationalError as held:
            raise Failed(f"{target}: {held}. Is the portal still running?") from None


def alone(path: Path) -> None:
    """One file, without a log beside it."""
    with closing(sqlite.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def drop_tables() -> None:
    """What a restored table could not replace, such as one of a newer version."""
    with aside(write=True) as connection:
        for name in inspect(connection).get_table_names():
            connection.execute(text(f'DROP TABLE "{name}" CASCADE'))


def run(program: str, *words: str) -> None:
    """One of PostgreSQL's programs on our database; the password goes by the environment, which others cannot read."""
    url = db.engine.url
    address = url._replace(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": url.password} if url.password else {}
    found = shutil.which(program)
    if not found:
        raise Failed(f"{program} is needed: install the client programs of PostgreSQL.")
    command = [found, f"--dbname={address}", *words]
    done = subprocess.run(  # noqa: S603 - a program by its whole path, words of our own
        command, env={**os.environ, **password}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(f"{program}: {done.stderr.strip()}")
