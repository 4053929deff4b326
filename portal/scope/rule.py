"""A rule, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.scope.view import View

Values = dict[str, Any]
DAYS = ("starts_on", "due_on", "apply_by", "decide_by", "reached_")
CHOICES = ("field", "place", "selection")


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """What is wrong and where: an error blocks sending, a warning asks for a reason.

    `key` stays the same as long as the matter does; `missing` is said only before sending.
    """

    rule: str
    severity: Severity
    step: str
    field: str
    text: str
    key: str
    missing: bool = False

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def control(self) -> str:
        """The id of the first control of its field."""
        if self.field.startswith(DAYS):
            return f"{self.field}-day"
        return f"{self.field}-0" if self.field in CHOICES else self.field


@dataclass(frozen=True)
class Rule:
    """One rule as data. `broken` gives the values for `words`, once for each place where it is broken.

    `line` among the values fills the `{line}` of `field`; `found` is what was read there.
    """

    id: str
    severity: Severity
    step: str
    field: str
    words: Any
    broken: Callable[[View], Iterable[Values]]
    missing: bool = False

    def findings(self, view: View) -> list[Finding]:
        """What this rule says about a posting."""
        return [self._finding(values) for values in self.broken(view)]

    def _finding(self, values: Values) -> Finding:
        field = self.field.format_map(values)
        found = f":{values['found'].lower()}" if "found" in values else ""
        text = str(self.words) % values if values else str(self.words)
        return Finding(
            self.id, self.severity, self.step, field, text, f"{self.id}@{field}{found}", self.missing
        )


def when(condition: Callable[[View], Any]) -> Callable[[View], list[Values]]:
    """A predicate without values: broken once when the condition holds."""
    return lambda view: [{}] if condition(view) else []


def error(
    name: str, step: str, field: str, words: Any, broken: Callable[[View], Iterable[Values]], missing=False
) -> Rule:
    return Rule(name, Severity.ERROR, step, field, words, broken, missing)


def warning(name: str, step: str, field: str, words: Any, broken: Callable[[View], Iterable[Values]]) -> Rule:
    return Rule(name, Severity.WARNING, step, field, words, broken)
