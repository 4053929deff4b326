"""The two databases under test: each process makes its schema once, each test finds it empty."""

import os
import shutil
from pathlib import Path

from flask import Flask

from portal import create_app
from portal.config import Config
from portal.database import aside, db
from tests import guards, postgres
from tests.client import Client

CLUSTER = "PORTAL_TEST_CLUSTER"
ENGINES = {"sqlite": ["sqlite"], "postgresql": ["postgresql"], "all": ["sqlite", "postgresql"]}


def address(engine: str, folder: Path, purpose: str = "portal") -> str:
    """Return the address of an empty database of this kind, for this process and purpose alone."""
    if engine == "sqlite":
        return f"sqlite:///{folder / f'{purpose}.sqlite3'}"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return postgres.fresh(os.environ[CLUSTER], f"{purpose}_{worker}")


class Sqlite:
    """A file, put back from its empty copy."""

    def __init__(self) -> None:
        """Keep the empty copy beside the file."""
        self.path = Path(db.engine.url.database)
        self.empty = self.path.with_suffix(".empty")
        db.engine.dispose()
        shutil.copy(self.path, self.empty)

    def reset(self) -> None:
        """Put the empty copy back; nobody may hold a connection."""
        db.engine.dispose()
        for trace in self.path.parent.glob(f"{self.path.name}-*"):
            trace.unlink()
        shutil.copy(self.empty, self.path)


class Postgresql:
    """Tables, emptied where a test wrote: by DELETE, which is ten times quicker than TRUNCATE here."""

    def __init__(self) -> None:
        """Prepare the one question that finds the tables a test wrote to."""
        self.tables = {table.name: table for table in db.metadata.sorted_tables}
        asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in self.tables]
        self.question = " UNION ALL ".join(asked)

    def reset(self) -> None:
        """Empty what is not empty, and count from one again; triggers that guard rows are off meanwhile."""
        with aside(write=True) as connection:
            written = connection.exec_driver_sql(self.question).scalars().all()
            wanted = [statement for name in written for statement in self.emptying(name)]
            if wanted:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica;" + ";".join(wanted))

    def emptying(self, name: str) -> list[str]:
        """Return the statements that empty a table."""
        counted = self.tables[name].autoincrement_column is not None
        restart = f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), 1, false)"
        return [f'DELETE FROM "{name}"', *([restart] if counted else [])]


def prepare(engine: str) -> Sqlite | Postgresql:
    """Make the schema in the bound database and return what empties it between tests."""
    db.create_all()
    return Sqlite() if engine == "sqlite" else Postgresql()


def house(engine: str, folder: Path, purpose: str = "portal") -> tuple[Flask, Sqlite | Postgresql]:
    """Return an application over a database for this process and purpose alone, and what empties it."""
    database = address(engine, folder, purpose)
    app = create_app(Config(env="test", secret="s" * 40, database=database, state=str(folder)))
    app.test_client_class = Client
    with app.app_context():
        guards.guard_templates(app)
        return app, prepare(engine)
