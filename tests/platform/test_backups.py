"""Everything in one file and back: on both engines, into an empty place, refused where something is."""

import gzip
import tarfile
from io import BytesIO

import pytest
from flask_migrate import stamp
from sqlalchemy import select

from portal import backups, create_app, sealing
from portal.backups import archive, databases
from portal.config import Config
from portal.database import db
from portal.models.files import StoredFile
from portal.models.people import User
from portal.services import files
from portal.uploads import store
from portal.vocabulary import Role
from tests import engines
from tests.factories.placements import campus, person

LETTER = b"A letter of recommendation"


@pytest.fixture
def kept(app, tmp_path):
    """A portal with a person, a file and keys, and the archive of it."""
    where = campus("north")
    owner = person("amara@north.example", Role.STUDENT, campus_id=where.id)
    files.put(LETTER, "letter.txt", "text/plain", campus_id=where.id, owner_id=owner.actor.user_id)
    sealing.ring().rotate("Northmoor University")
    db.session.commit()
    stamp()
    made = tmp_path / "portal.backup"
    assert backups.make(made) == []
    return made


@pytest.fixture
def elsewhere(engine, tmp_path):
    """`elsewhere()` is a portal that never was used, in a folder of its own."""

    def new():
        address = engines.address(engine, tmp_path, "elsewhere")
        return create_app(Config(env="test", secret="s" * 40, database=address, state=str(tmp_path / "new")))

    return new


def changed(path, name: str, content: bytes) -> None:
    """Write an archive anew with one entry changed."""
    with tarfile.open(path) as tar:
        entries = {entry.name: tar.extractfile(entry).read() for entry in tar}
    with tarfile.open(path, "w:gz") as tar:
        for each, held in (entries | {name: content}).items():
            entry = tarfile.TarInfo(each)
            entry.size = len(held)
            tar.addfile(entry, BytesIO(held))


def test_there_and_back(kept, elsewhere):
    roots = sealing.roots()
    app = elsewhere()
    with app.app_context():
        about = backups.restore(kept)
        stored = db.session.scalars(select(StoredFile)).one()
        assert files.open(stored).read() == LETTER
        assert db.session.scalars(select(User.email)).all() == ["amara@north.example"]
        assert sealing.roots() == roots
        assert sealing.ring().seal("Northmoor University").stat().st_mode & 0o077 == 0
        with pytest.raises(backups.NotEmpty, match=r"tables.*files.*keys"):
            backups.restore(kept)
        backups.restore(kept, overwrite=True)
        assert sealing.roots() == roots
        assert len(list(sealing.ring().folder.parent.glob("keys-before-*"))) == 1
        db.session.remove()
        db.engine.dispose()
    assert about["engine"] == db.engine.dialect.name


def test_the_archive_is_private_and_keeps_no_secret(kept):
    assert kept.stat().st_mode & 0o077 == 0
    assert b"s" * 40 not in gzip.decompress(kept.read_bytes())
    backups.make(kept.with_name("more"), secrets=True)
    assert b"s" * 40 in gzip.decompress(kept.with_name("more").read_bytes())
    assert sorted(path.name for path in kept.parent.iterdir() if path.is_file()) == ["more", "portal.backup"]


def test_lost_bytes_are_told(kept):
    store.delete(db.session.scalars(select(StoredFile.sha256)).one())
    assert len(backups.make(kept.with_name("second"))) == 1


@pytest.mark.parametrize("name", ["database", "../../etc/passwd", "keys/.lock", "files/" + "0" * 64])
def test_an_archive_that_was_changed_is_refused_before_anything_is_touched(kept, elsewhere, name):
    changed(kept, name, b"something else")
    with elsewhere().app_context():
        with pytest.raises(backups.Damaged):
            backups.restore(kept)
        assert databases.is_empty()


def test_what_is_no_archive_is_refused(kept, tmp_path):
    for number, content in enumerate((b"", b"a letter", kept.read_bytes()[:-200])):
        path = tmp_path / str(number)
        path.write_bytes(content)
        with pytest.raises(backups.Damaged):
            archive.examined(path)


def test_another_engine_or_version_is_refused(kept, monkeypatch):
    about = archive.examined(kept)
    for told in ({"engine": "oracle"}, {"schema": "9999"}):
        monkeypatch.setattr(archive, "examined", lambda path, told=told: {**about, **told})
        with pytest.raises(backups.Unfit):
            backups.restore(kept)


def test_commands(app, kept, tmp_path):
    run = app.test_cli_runner().invoke
    taken = run(args=["backup", str(kept)])
    assert (taken.exit_code, "exists already" in taken.output) == (1, True)
    assert run(args=["backup", str(tmp_path / "by-command")]).exit_code == 0
    refused = run(args=["restore", str(kept)])
    assert (refused.exit_code, "Nothing was restored" in refused.output) == (1, True)
