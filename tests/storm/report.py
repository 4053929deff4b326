"""docs/storm.md: what each storm gave, with its date and machine."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import pysqlite3.dbapi2 as sqlite

from portal import clock
from tests.storm.rush import Answer, count

PAGE = Path(__file__).resolve().parents[2] / "docs" / "storm.md"
TEXT = """# The claim storm

`make storm` lets {students} students claim {seats} seats of one project in the same instant, each with one POST over
a connection of their own, against gunicorn (2 workers of 2 threads) on SQLite and on PostgreSQL. A second claim,
which exists only in `tests/storm/unguarded.py`, reads first and writes then, under a plain BEGIN and in a database
without the CHECK: the same storm must oversell or lock it, else it would prove nothing.

| engine | claim | got a seat | told in words | 5xx | other | seats counted | claims that sit | median | slowest |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
{rows}

{date}, {cores} cores, Python {python}, SQLite {sqlite}.
Times are of a burst on a shared machine: the last of {students} waits for all others.
"""


@dataclass(frozen=True)
class Line:
    """One storm: the answers of its students, and the database afterwards."""

    engine: str
    guarded: bool
    answers: list[Answer]
    seats_taken: int
    sitting: int

    @property
    def counts(self):
        """How many got what."""
        return count(self.answers)

    def __str__(self) -> str:
        kinds, times = self.counts, quantiles([answer.ms for answer in self.answers], n=2)
        slowest = max(answer.ms for answer in self.answers)
        cells = (
            {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[self.engine],
            "as shipped" if self.guarded else "without guards",
            *(kinds[kind] for kind in ("seat", "told", "5xx", "other")),
            self.seats_taken,
            self.sitting,
            f"{times[0]:.0f} ms",
            f"{slowest:.0f} ms",
        )
        return f"| {' | '.join(map(str, cells))} |"


def write(lines: list[Line], students: int, seats: int) -> None:
    """Write the page; nothing when no storm came through."""
    if not lines:
        return
    text = TEXT.format(
        students=students,
        seats=seats,
        rows="\n".join(map(str, lines)),
        date=clock.now().date(),
        cores=os.cpu_count(),
        python=platform.python_version(),
        sqlite=sqlite.sqlite_version,
    )
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, "utf-8")
