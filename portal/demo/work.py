"""The demo's projects: thirty pieces of work, each on four subjects."""

import csv
from dataclasses import dataclass
from pathlib import Path

from portal.vocabulary import Field, Place

TABLE = Path(__file__).with_name("works.csv")


@dataclass(frozen=True)
class Work:
    """A project's words; `{}` in them is filled with one of the subjects."""

    title: str
    subjects: tuple[str, ...]
    summary: str
    field: Field
    place: Place
    hours: int
    weeks: int
    rate: int
    must: tuple[str, ...]
    learn: tuple[str, ...]
    hands_over: str
    criterion: str


def read(line: dict[str, str]) -> Work:
    """One line of works.csv; lists within a cell are split at semicolons and commas."""
    return Work(
        line["title"],
        tuple(line["subjects"].split(";")),
        line["summary"],
        Field(line["field"]),
        Place(line["place"]),
        int(line["hours"]),
        int(line["weeks"]),
        int(line["rate"]),
        tuple(line["must"].split(",")),
        tuple(line["learn"].split(",")),
        line["hands_over"],
        line["criterion"],
    )


def load() -> list[Work]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [read(line) for line in csv.DictReader(lines, delimiter="|")]


WORKS = load()
