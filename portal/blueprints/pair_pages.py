"""The student's and the supervisor's view side by side, as both audiences' pages show it."""

from typing import Any

from portal import charts
from portal.services import pairs


def side_by_side(placement: Any, evaluation: Any, *, to_student: bool) -> dict[str, Any]:
    """The pairs, what they say in words, and their chart; empty until both are in."""
    found = pairs.of(placement, evaluation)
    own, theirs = zip(*(pair.steps for pair in found), strict=True) if found else ((), ())
    axis = [pair.label.split()[0] for pair in found]
    return {
        "pairs": found,
        "gaps": pairs.told(found, to_student=to_student),
        "pair_chart": charts.paired_bars(axis, list(own), list(theirs)),
    }
