"""The forms on the way through the work, and those of the office when it goes wrong; acts as all others."""

from portal.vocabulary import MilestoneStatus as M
from portal.vocabulary import RescueStatus as R
from portal.vocabulary import stages
from tests.access.bodies import PROBLEM, STUCK, day
from tests.machine.acts import EMPLOYERS, STUDENTS, WHY, Act, on_placement
from tests.machine.rows import BOTH, JUDGED, OPEN, TOLD, WORKING

MILESTONE, CHECK_IN = "milestones/{milestone}", "check-ins/{check_in}"
STEPS = "/staff/placements/{placement}/steps/"
TASK = "/staff/tasks/{rescue}"
FINE = {"done": "Ten paths.", "in_the_way": "nothing", "obstacle": ""}


def of_office(verb: str, right, fields=None, weight: int = 2) -> Act:
    """What the office does about a placement."""
    return Act(verb, "staff", "placement", f"{STEPS}{verb}", frozenset(right), fields or WHY, "", weight)


def of_task(name: str, fields: dict, weight: int) -> Act:
    return Act(
        f"{name} task",
        "staff",
        "rescue",
        f"{TASK}/{name}",
        frozenset({R.OPEN, R.TAKEN}),
        fields,
        TASK,
        weight,
    )


def on_the_way(side: str, name: str, subject: str, right, fields: dict, weight: int = 6) -> Act:
    """A milestone or a check-in, on its own page."""
    part = {"milestone": MILESTONE, "check_in": CHECK_IN}[subject]
    page = (STUDENTS if side == "student" else EMPLOYERS) + part
    return Act(name, side, subject, page, frozenset(right), fields, page, weight, WORKING)


ACTS = (
    on_the_way("student", "deliver milestone", "milestone", {M.PLANNED, M.REWORK}, WHY, 9),
    on_the_way("employer", "accept milestone", "milestone", {M.DELIVERED}, WHY | {"answer": "accept"}, 9),
    on_the_way("employer", "rework milestone", "milestone", {M.DELIVERED}, WHY | {"answer": "rework"}, 4),
    on_the_way("student", "tell", "check_in", {OPEN, JUDGED}, FINE, 8),
    on_the_way("student", "tell of a block", "check_in", {OPEN, JUDGED}, STUCK, 3),
    on_the_way("employer", "judge", "check_in", {OPEN, TOLD}, {"track": "on", "change": ""}, 8),
    on_placement("student", "report", "problem", stages.RUNNING, PROBLEM, STUDENTS + "problem", 2),
    on_placement("employer", "report", "problem", stages.RUNNING, PROBLEM, EMPLOYERS + "problem", 1),
    of_office("meet", stages.RUNNING, lambda: day("day", 3) | WHY),
    of_office("hold", stages.RUNNING, lambda: day("until", 9) | WHY | {"moves_dates": "y"}),
    of_office("resume", stages.RUNNING, weight=3),
    on_placement("staff", "reassign", "reassign", stages.BROKEN_OFF, {}, weight=6),
    of_task("take", {}, 4),
    of_task("nudge", {}, 2),
    of_task("close", {"done-done": "Both talked to us."}, 5),
)
ORDER = {OPEN: {OPEN, TOLD, JUDGED, BOTH}, TOLD: {TOLD, BOTH}, JUDGED: {JUDGED, BOTH}, BOTH: {BOTH}}
"""What a check-in may be after what it was: an answer stays."""
