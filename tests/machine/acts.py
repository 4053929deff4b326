"""Every form that moves a record on: whose it is, where it stands, what is typed into it, when it is right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.services import amendments, claims, fees, partnerships, placements, projects
from portal.services.certificates import LIFECYCLE as CERTIFICATE
from portal.vocabulary import (
    CertificateStatus,
    EndCause,
    ProjectStatus,
    RevocationReason,
    Selection,
    Side,
    stages,
)
from portal.vocabulary import PlacementStatus as P
from portal.workflow import Workflow
from tests.access.bodies import POINTS, day
from tests.machine.rows import Row
from tests.machine.stage import EMPLOYER, NORTH

WHY = {"note": "For a good reason."}
SURE = {"sure": "y"}
ASKED = {"reason": "The data came late.", "anyway": "y"}
REFLECTED = {"did": "I drew it.", "learned": "Maps are hard.", "next": "Another."}
PARTS = {"cause": EndCause.SCOPE.value, "amount": "120", **WHY}
REVOKED = {"reason": RevocationReason.ISSUED_IN_ERROR.value, **WHY}


@dataclass(frozen=True)
class Act:
    """A form of one side's. `right`: in which statuses it is meant; `weight`: how often it is chosen then."""

    name: str
    side: str
    subject: str
    path: str
    right: frozenset
    fields: dict[str, Any] | Callable[[], dict] = field(default_factory=dict, compare=False)
    page: str = ""
    weight: int = 4
    way: Selection | Side | str | None = None
    """How the project fills, which side proposed the change, or that the work is under way."""

    def typed(self) -> dict[str, Any]:
        return self.fields() if callable(self.fields) else self.fields

    def is_right(self, row: Row) -> bool:
        return (
            row.subject == self.subject
            and row.status in self.right
            and self.way in {None, row.names.get("way")}
        )

    def hands(self, owner: str) -> tuple[str, ...]:
        """Who may send it, of everybody."""
        if self.side == "student":
            return NORTH if self.subject == "board" else (owner,)
        if self.name == "evaluate":
            return ("supervisor",)
        return EMPLOYER if self.side == "employer" else ("staff",)


def sources(flow: Workflow, verb: str) -> frozenset:
    """The statuses that a verb leads out of."""
    return frozenset().union(*(step.sources for step in flow.steps if step.verb == verb))


def of_claim(side: str, name: str, verb: str, path: str, fields=None, page: str = "", weight: int = 4) -> Act:
    return Act(name, side, "claim", path, sources(claims.LIFECYCLE, verb), fields or {}, page, weight)


def of_work(side: str, verb: str, fields: dict, weight: int = 4) -> Act:
    """A step of a placement on the page that asks for it."""
    path = f"/{side}/placements/{{placement}}/steps/{verb}"
    return Act(verb, side, "placement", path, sources(placements.LIFECYCLE, verb), fields, path, weight)


def of_fee(side: str, verb: str, fields: dict, weight: int = 4) -> Act:
    path = f"/{side}/placements/{{placement}}/steps/{verb}"
    return Act(verb, side, "fee", path, sources(fees.LIFECYCLE, verb), fields, path, weight)


def on_placement(
    side: str, name: str, part: str, right, fields: dict, page: str = "", weight: int = 4
) -> Act:
    """Another form about a placement; it stands on a page of its own, or on the placement's."""
    path = f"/{side}/placements/{{placement}}"
    return Act(name, side, "placement", f"{path}/{part}", frozenset(right), fields, page or path, weight)


def reflection(stage: str, right: set) -> Act:
    part = f"reflections/{stage}"
    weight = 14 if stage == "after" else 4
    return on_placement("student", f"reflect {stage}", part, right, REFLECTED, STUDENTS + part, weight)


def propose(side: str, what: str, fields: dict | Callable[[], dict]) -> Act:
    """A change of what was agreed, on the form that shows what is."""
    part = "changes/new"
    page = f"/{side}/placements/{{placement}}/{part}"
    return on_placement(side, f"propose {what}", part, stages.RUNNING, fields, page, 3)


def of_change(side: str, step: str, verb: str, proposed_by: Side | None, weight: int = 6) -> Act:
    """An answer to a change; which one, the button says."""
    page = f"/{side}/placements/{{placement}}/changes/{{amendment}}"
    typed, right = {"step": step, **WHY}, sources(amendments.LIFECYCLE, verb)
    return Act(f"{step} change", side, "amendment", page, right, typed, page, weight, proposed_by)


def of_partnership(verb: str, fields: dict, weight: int) -> Act:
    path = f"/staff/partnerships/{{partnership}}/{verb}"
    right = sources(partnerships.LIFECYCLE, verb)
    return Act(verb, "staff", "partnership", path, right, fields, path, weight)


def of_project(verb: str, fields: dict) -> Act:
    path = f"/employer/projects/{{project}}/{verb}"
    return Act(verb, "employer", "project", path, sources(projects.LIFECYCLE, verb), fields, path, 1)


def of_certificate(side: str, name: str, part: str, right, fields: dict) -> Act:
    page = f"/{side}/certificates/{{serial}}"
    return Act(name, side, "certificate", f"{page}/{part}", frozenset(right), fields, page)


BOARD, CLAIM = "/student/projects/{project}", "/student/claims/{claim}"
APPLICANT = "/employer/projects/{project}/applicants/{claim}"
STUDENTS = "/student/placements/{placement}/"
EMPLOYERS = "/employer/placements/{placement}/"
OPEN, FULL = frozenset({ProjectStatus.OPEN}), frozenset({ProjectStatus.FILLED})
APPLIED = {"statement": "I love maps.", "answer_1": "Often."}
WORKING = sources(placements.LIFECYCLE, "deliver")

ACTS = (
    Act("hold", "student", "board", f"{BOARD}/claims", OPEN, page=BOARD, way=Selection.CLAIM, weight=8),
    Act("wait", "student", "board", f"{BOARD}/waiting", FULL, page=BOARD, way=Selection.CLAIM, weight=6),
    Act("apply", "student", "board", f"{BOARD}/apply", OPEN, APPLIED, f"{BOARD}/apply", 8, Selection.APPLY),
    of_claim("student", "take", "accept", f"{CLAIM}/accept", {"agree": "y"}, CLAIM, 24),
    of_claim("student", "withdraw", "withdraw", f"{CLAIM}/withdraw", page=CLAIM, weight=2),
    of_claim("student", "decline offer", "decline_offer", f"{CLAIM}/decline", page=CLAIM, weight=3),
    of_claim("employer", "shortlist", "shortlist", f"{APPLICANT}/shortlist", weight=12),
    of_claim(
        "employer",
        "offer",
        "offer",
        f"{APPLICANT}/offer",
        lambda: day("until", 3) | {"message": "Welcome"},
        f"{APPLICANT}/offer",
        12,
    ),
    of_claim(
        "employer", "refuse", "refuse", f"{APPLICANT}/decline", {"message": "No."}, f"{APPLICANT}/decline", 3
    ),
    on_placement(
        "student", "kick-off", "kick-off", {P.KICKOFF}, {"points": POINTS}, STUDENTS + "kick-off", 16
    ),
    on_placement(
        "employer", "kick-off", "kick-off", {P.KICKOFF}, {"points": POINTS}, EMPLOYERS + "kick-off", 16
    ),
    on_placement(
        "student",
        "hand in",
        "hand-in",
        WORKING,
        {"links": "https://example.org/map"},
        STUDENTS + "hand-in",
        24,
    ),
    reflection("before", {P.KICKOFF, P.ACTIVE}),
    reflection("halfway", {P.ACTIVE, P.DELIVERED, P.REVISION}),
    reflection("after", {P.DELIVERED, P.REVISION, P.ACCEPTED, P.CLOSED, P.ENDED_EARLY}),
    propose("student", "hours", {"minutes": "24", **ASKED}),
    propose("student", "fee", {"fee": "420", **ASKED}),
    propose("employer", "hours", {"minutes": "18", **ASKED}),
    propose("employer", "less", {"fee": "290", **ASKED}),
    propose("employer", "days", lambda: day("due_on", 40) | ASKED),
    of_change("student", "accept", "accept", Side.EMPLOYER, 10),
    of_change("employer", "accept", "accept", Side.STUDENT, 10),
    of_change("student", "refuse", "refuse", Side.EMPLOYER),
    of_change("employer", "refuse", "refuse", Side.STUDENT),
    of_change("student", "withdraw", "withdraw", Side.STUDENT, 2),
    of_change("employer", "withdraw", "withdraw", Side.EMPLOYER, 2),
    of_change("staff", "allow", "allow", None, 10),
    of_change("staff", "disallow", "disallow", None),
    of_work("employer", "revise", WHY),
    of_work("employer", "accept", {}, 12),
    of_work("staff", "start", WHY, 2),
    of_work("staff", "accept_for_employer", {"evidence": "The file is there.", **WHY}, 6),
    of_work("staff", "close", WHY, 2),
    of_work("staff", "end_early", PARTS, 2),
    of_work("staff", "no_show", WHY, 2),
    of_fee("employer", "report_paid", SURE, 8),
    of_fee("student", "confirm", {}, 8),
    of_fee("student", "dispute", WHY, 2),
    of_fee("employer", "dispute", WHY, 1),
    of_fee("student", "resolve", WHY),
    of_fee("employer", "resolve", WHY),
    on_placement("staff", "nudge", "nudge", stages.UNFINISHED, {}, weight=1),
    on_placement("staff", "resend", "evaluation-link", stages.UNFINISHED, {}, weight=2),
    on_placement("staff", "waive", "evaluation-waiver", stages.UNFINISHED, WHY, weight=1),
    on_placement("staff", "order", "certificate", stages.ATTESTABLE, {"hours": "12"}, weight=10),
    on_placement("employer", "evaluate", "evaluation", {P.DELIVERED, P.ACCEPTED, P.REVISION}, {}),
    of_certificate("staff", "revoke", "revocation", sources(CERTIFICATE, "revoke"), REVOKED),
    of_certificate("student", "publish", "publication", CertificateStatus, {"shown": "yes"}),
    of_certificate("student", "hide", "publication", CertificateStatus, {"shown": "no"}),
    of_project("close", {}),
    of_project("cancel", WHY),
    of_partnership("suspend", WHY, 1),
    of_partnership("resume", {}, 12),
    of_partnership("end", WHY, 1),
)
