"""All rules together, and everything they find at once."""

from portal.scope import asked, hosting, times, wording
from portal.scope.rule import Finding, Rule
from portal.scope.view import View

RULES: tuple[Rule, ...] = (*asked.RULES, *wording.RULES, *times.RULES, *hosting.RULES)


def findings(view: View, step: str = "") -> list[Finding]:
    """Every finding on the posting, or on one of its steps; errors first within a step."""
    found = [one for rule in RULES if step in ("", rule.step) for one in rule.findings(view)]
    return sorted(found, key=lambda one: not one.blocks)
