"""The database under a world: what it holds, whether anybody wrote to it, and how it is put back."""

import shutil
from pathlib import Path

import psycopg
import pysqlite3.dbapi2 as sqlite

from portal.database import db

PRESENCE = {"sign_in", "rate_count", "disclosure", "message_reading"}
"""Written by reading a page, or by trying too often."""


class State:
    """Look at a database from beside the application. `mark()` differs once anybody has committed a write."""

    def __init__(self, engine) -> None:
        """Open a connection of our own to the bound database."""
        self.engine = engine
        self.tables = [table.name for table in db.metadata.sorted_tables]
        self.connect()

    def rows(self) -> dict[str, list[tuple]]:
        """Every row of every table, in the order of its first column."""
        return {name: self.ask(f'SELECT * FROM "{name}" ORDER BY 1') for name in self.tables}

    def look(self) -> dict[str, object]:
        """What tells a table from itself with other rows."""
        return self.rows()

    def written(self) -> set[str]:
        """The tables that differ from what was kept, but for presence."""
        return set() if self.mark() == self.untouched else self.spoiled() - PRESENCE

    def spoiled(self) -> set[str]:
        now = self.look()
        return {name for name in self.tables if now[name] != self.looked[name]}

    def keep(self) -> None:
        """Remember everything as it is now."""
        self.save()
        self.kept, self.looked = self.rows(), self.look()
        self.untouched = self.mark()

    def back(self) -> None:
        """Put back what was kept, if anything was written since."""
        if self.mark() != self.untouched:
            self.restore()
            self.untouched = self.mark()

    def level(self) -> None:
        """Let the next record of each kind have the number it had when everything was kept."""

    def ask(self, statement: str) -> list[tuple]:
        return self.connection.execute(statement).fetchall()


class Sqlite(State):
    """A file and its copy."""

    def connect(self) -> None:
        self.path = Path(self.engine.url.database)
        self.copy = self.path.with_suffix(".world")
        self.connection = sqlite.connect(str(self.path), isolation_level=None, check_same_thread=False)

    def mark(self) -> object:
        return self.ask("PRAGMA data_version")[0][0]

    def save(self) -> None:
        self.close()
        shutil.copy(self.path, self.copy)
        self.connect()

    def restore(self) -> None:
        self.close()
        for trace in self.path.parent.glob(f"{self.path.name}-*"):
            trace.unlink()
        shutil.copy(self.copy, self.path)
        self.connect()

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()


class Postgresql(State):
    """Tables and their copies in a schema of their own."""

    def connect(self) -> None:
        address = self.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.connection = psycopg.connect(address, autocommit=True)

    def look(self) -> dict[str, object]:
        """Digests of all tables in one question: reading every row takes a quarter longer."""
        digest = "md5(string_agg(line::text, ' ' ORDER BY line::text))"
        return dict(
            self.ask(
                " UNION ALL ".join(f"SELECT '{name}', {digest} FROM \"{name}\" line" for name in self.tables)
            )
        )

    def mark(self) -> object:
        return self.ask("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")[0][0]

    def save(self) -> None:
        copies = (f'CREATE TABLE kept."{name}" AS TABLE public."{name}"' for name in self.tables)
        self.run("DROP SCHEMA IF EXISTS kept CASCADE", "CREATE SCHEMA kept", *copies)

    def restore(self) -> None:
        again = (self.refilling(name) for name in self.spoiled())
        self.run("SET LOCAL session_replication_role = replica", *again)

    def refilling(self, name: str) -> str:
        again = self.counting(name)
        return f'DELETE FROM "{name}"; INSERT INTO "{name}" SELECT * FROM kept."{name}"' + "".join(again)

    def counting(self, name: str) -> list[str]:
        """What makes a table's numbers go on after the last one kept; a refused write has used some up."""
        if db.metadata.tables[name].autoincrement_column is None:
            return []
        sequence = f"pg_get_serial_sequence('\"{name}\"', 'id')"
        return [f'; SELECT setval({sequence}, coalesce(max(id), 0) + 1, false) FROM kept."{name}"']

    def level(self) -> None:
        self.run(
            "SELECT 1", *(text.removeprefix("; ") for name in self.tables for text in self.counting(name))
        )

    def run(self, *statements: str) -> None:
        with self.connection.transaction():
            self.connection.execute(";".join(statements))

    def close(self) -> None:
        self.run("DROP SCHEMA IF EXISTS kept CASCADE")
        self.connection.close()


def of(engine) -> State:
    """What looks at this engine's database."""
    return (Sqlite if engine.dialect.name == "sqlite" else Postgresql)(engine)
