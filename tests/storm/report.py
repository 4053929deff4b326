"""docs/storm.md: what each storm gave, row by row, with its date and the load of its machine."""

import os
import platform
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import pysqlite3.dbapi2 as sqlite

from portal import clock
from tests.storm import pages
from tests.storm.rush import Answer, count

PAGE = Path(__file__).resolve().parents[2] / "docs" / "storm.md"
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Burst:
    """One burst: the answers of its students, and the database afterwards."""

    engine: str
    guarded: bool
    answers: list[Answer]
    seats_taken: int
    sitting: int
    wrong: int

    @property
    def counts(self) -> Counter:
        """How many got what."""
        return count(self.answers)

    def cells(self) -> list:
        kinds = [self.counts[kind] for kind in ("seat", "told", "5xx", "other")]
        return [*kinds, self.seats_taken, self.sitting, *pace([answer.ms for answer in self.answers])]


@dataclass(frozen=True)
class Crowd:
    """A day of claims: the answers, what became of the seats, and the database afterwards."""

    engine: str
    answers: list[Answer]
    after: Counter
    seconds: float
    seats_taken: int
    sitting: int
    wrong: int

    @property
    def counts(self) -> Counter:
        """How many got what."""
        return count(self.answers)

    def cells(self) -> list:
        kinds = [self.counts[kind] for kind in ("seat", "told", "5xx", "other")]
        after = [self.after[kind] for kind in ("undone", "accepted", "kept")]
        found = [self.seats_taken, self.sitting, self.wrong, f"{self.seconds:.0f} s"]
        return [len(self.answers), *kinds, *after, *found, *pace([answer.ms for answer in self.answers])]


@dataclass(frozen=True)
class Plain:
    """Figures that are written as they come."""

    figures: list

    def cells(self) -> list:
        return self.figures


def pace(times: list[float]) -> list[str]:
    """The median and the slowest of some milliseconds."""
    return [f"{quantiles(times, n=2)[0]:.0f} ms", f"{max(times):.0f} ms"]


def put(section: str, engine: str, line) -> None:
    """Show the line, and put it into the page in place of the engine's earlier one."""
    label = ENGINES[engine]
    row = [label, *line.cells(), clock.now().date(), f"{os.getloadavg()[0]:.1f}"]
    kept = {name: dict(rows) for name, rows in read().items()}
    kept.setdefault(section, {})[label] = f"| {' | '.join(map(str, row))} |"
    print(f"{section}: {kept[section][label]}")
    write(kept)


def read() -> dict[str, dict[str, str]]:
    """The rows that the page has, by section and engine."""
    found: dict[str, dict[str, str]] = {name: {} for name in pages.SECTIONS}
    parts = PAGE.read_text("utf-8").split("\n## ")[1:] if PAGE.exists() else []
    titles = {title: name for name, (title, _text, _head) in pages.SECTIONS.items()}
    for part in parts:
        title, _, body = part.partition("\n")
        rows = (line for line in body.splitlines() if line.startswith(("| SQLite |", "| PostgreSQL |")))
        found.setdefault(titles.get(title, ""), {}).update((row.split(" | ")[0][2:], row) for row in rows)
    return found


def write(rows: dict[str, dict[str, str]]) -> None:
    """Write the page anew."""
    shown = [section(name, rows.get(name, {})) for name in pages.SECTIONS]
    machine = pages.MACHINE.format(
        cores=os.cpu_count(), python=platform.python_version(), sqlite=sqlite.sqlite_version
    )
    PAGE.write_text("\n".join([pages.INTRODUCTION, *shown, machine]), "utf-8")


def section(name: str, rows: dict[str, str]) -> str:
    """A heading, what was done, and the table."""
    title, text, head = pages.SECTIONS[name]
    names = ["engine", *head, "date", "load"]
    table = [f"| {' | '.join(names)} |", f"|---|{'---:|' * (len(names) - 1)}"]
    table += [rows[label] for label in ENGINES.values() if label in rows]
    return f"## {title}\n\n{text.strip()}\n\n" + "\n".join(table) + "\n"
