"""Reading `tests/access.csv`: a line an address and method, a column a person, a cell what they are answered."""

import csv
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

FILE = Path(__file__).parents[1] / "access.csv"


@dataclass(frozen=True)
class Row:
    """`path` names its records in braces; `cells` are {persona: answer}."""

    method: str
    path: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def address(self, names: dict[str, object]) -> str:
        """The path with the records' ids."""
        return self.path.partition("?")[0].format_map(names)

    def rule(self, app: Flask, names: dict[str, object]) -> tuple[str, str]:
        """The method and the rule that this line is about."""
        found = app.url_map.bind("").match(self.address(names), self.method, return_rule=True)
        return self.method, found[0].rule


def read(file: Path = FILE) -> list[Row]:
    """The lines of the table without its comments; a line with a cell too few or too many is refused."""
    lines = [
        line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    head, *body = ([cell.strip() for cell in line] for line in csv.reader(lines))
    uneven = [line[:2] for line in body if len(line) != len(head)]
    assert not uneven, f"A cell is missing or too many: {uneven}"
    return [Row(line[0], line[1], dict(zip(head[2:], line[2:], strict=True))) for line in body]


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every (method, rule) of the application; HEAD and OPTIONS follow from the others."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
