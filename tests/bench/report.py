"""docs/performance.md: the goals, what was reached, and under which load."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.rows import Effort, Row

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
MARKS = ("<!-- measured -->", "<!-- /measured -->")
HEAD = "| goal | must | aim | reached | | what was seen |\n|---|---:|---:|---:|---|---|\n"


def write(found: list[Row], sizes: list[int], effort: Effort) -> None:
    """Replace what the last run gave."""
    begin, end = (re.escape(mark) for mark in MARKS)
    said = f"{MARKS[0]}\n{circumstances(sizes, effort)}\n\n{table(found)}{MARKS[1]}"
    PAGE.write_text(
        re.sub(f"{begin}.*{end}", lambda _: said, PAGE.read_text("utf-8"), flags=re.DOTALL), "utf-8"
    )


def circumstances(sizes: list[int], effort: Effort) -> str:
    """When, of what, on which machine, beside what else."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    load = os.getloadavg()[0]
    worlds = " and ".join(f"{size:,}" for size in sizes)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit.stdout.strip()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load average {load:.1f} at the end; worlds of {worlds} projects, "
        f"{effort.rounds} rounds of {effort.seconds} s a page."
    )


def table(found: list[Row]) -> str:
    return HEAD + "".join(map(line, found))


def line(row: Row) -> str:
    return f"| {row.what} | {row.must:g} | {row.aim:g} | {row.reached:.2f} | {standing(row)} | {row.seen} |\n"


def standing(row: Row) -> str:
    """Aim, must, or missed."""
    sign = 1 if row.higher else -1
    if sign * row.reached >= sign * row.aim:
        return "aim"
    return "must" if sign * row.reached >= sign * row.must else "**missed**"
