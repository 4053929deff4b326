"""Everything the portal keeps, in one file and back again: database, files, keys, settings."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy import select

from portal import clock, schema, sealing
from portal.backups import archive, databases, settings
from portal.backups.archive import Damaged
from portal.database import aside, db
from portal.errors import PortalError
from portal.models.files import StoredFile
from portal.uploads import store
from portal.vocabulary import FileState

SETTINGS = "settings-of-the-backup.env"


class NotEmpty(PortalError):
    """Something is there already that a restore would replace."""


class Unfit(PortalError):
    """This archive belongs to another kind of database or to a newer version."""


def make(path: Path, secrets: bool = False) -> list[str]:
    """Write the archive, nobody else's to read; returns the hashes of files whose bytes are gone.

    The database first, the files after it: a file without a row is harmless, a row without its file is not.
    """
    if not schema.actual():
        raise Unfit("There is nothing to keep: this database has no tables yet.")
    about = {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "engine": db.engine.dialect.name,
        "schema": schema.actual(),
        "url": current_app.config["PORTAL_URL"],
    }
    before = kept()
    with (
        tempfile.TemporaryDirectory(dir=path.absolute().parent) as folder,
        archive.writing(path, about) as made,
    ):
        made.add("database", databases.dump(Path(folder) / "database"))
        made.add("settings.env", settings.write(Path(folder) / "settings.env", secrets))
        for key in keys():
            made.add(f"keys/{key.name}", key)
        now = kept()
        for sha256 in sorted(before | now):
            made.add(f"files/{sha256}", store.path_of(sha256))
        return sorted(made.missing & now)


def kept() -> set[str]:
    """The hash of every file that a row needs."""
    with aside() as connection:
        asked = select(StoredFile.sha256).where(StoredFile.state == FileState.KEPT)
        return set(connection.scalars(asked))


def restore(path: Path, overwrite: bool = False) -> dict:
    """Put all of an archive in its place; returns its manifest. Nothing is touched before all of it was read.

    Raises Damaged, Unfit, or NotEmpty unless told to overwrite: then the database is replaced, files are added,
    and other keys are moved aside, never thrown away.
    """
    about = archive.examined(path)
    refuse_unfit(about)
    if not overwrite:
        refuse_full()
    put_keys_aside()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in archive.entries(path):
            put(name, content, Path(folder))
        databases.load(Path(folder) / "database")
    return about


def refuse_unfit(about: dict) -> None:
    """Raise Unfit when this database could not hold it."""
    engine = db.engine.dialect.name
    if about["engine"] != engine:
        raise Unfit(f"This backup is of {about['engine']}; the database here is {engine}.")
    if not schema.knows(about["schema"]):
        raise Unfit(f"This backup is of schema {about['schema']}, which this version does not know.")


def refuse_full() -> None:
    """Raise NotEmpty, naming what is in the way."""
    files = Path(current_app.config["PORTAL_FILES"])
    there = {
        "the database has tables": not databases.is_empty(),
        f"{files} has files": files.is_dir() and any(files.iterdir()),
        f"{sealing.ring().folder} has keys": any(keys()),
    }
    if found := [words for words, holds in there.items() if holds]:
        raise NotEmpty(
            f"Nothing was restored: {', '.join(found)}. With --overwrite the backup replaces them."
        )


def put(name: str, content: IO[bytes], folder: Path) -> None:
    """One entry to where it belongs; the database waits in `folder` until all the rest is there."""
    kind, _, rest = name.partition("/")
    if kind == "files":
        store.put(content.read())
    elif kind == "keys":
        archive.write_private(sealing.ring().folder / rest, content)
    elif kind == "settings.env":
        archive.write_private(Path(current_app.config["PORTAL_STATE"]) / SETTINGS, content)
    else:
        archive.write_private(folder / name, content)


def keys() -> Iterator[Path]:
    """Every key and certificate of the institution."""
    folder = sealing.ring().folder
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return (path for path in found if path.is_file() and not path.name.startswith("."))


def put_keys_aside() -> None:
    """Keys are never overwritten: what is there gets a folder of its own."""
    folder = sealing.ring().folder
    if any(keys()):
        folder.rename(folder.with_name(f"{folder.name}-before-{clock.now():%Y%m%d-%H%M%S}"))


__all__ = ["SETTINGS", "Damaged", "NotEmpty", "Unfit", "make", "restore"]
