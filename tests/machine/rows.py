"""The records as they stand: what each is, its status, whose it is, and what its addresses are made of."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func, select

from portal.database import db
from portal.models.amendments import Amendment
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.check_ins import CheckIn
from portal.models.claims import Claim
from portal.models.employers import Partnership
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.models.milestones import PlacementMilestone
from portal.models.placements import Fee, Placement, Reflection
from portal.models.projects import Project
from portal.models.rescues import Rescue
from portal.vocabulary import ReflectionStage, stages
from tests.machine import letters

OPEN, TOLD, JUDGED, BOTH = "open", "told", "judged", "both"
"""Who has answered a check-in."""
WORKING = "working"
AT_WORK = case((Placement.status.in_(stages.WORKING), WORKING)).label("way")
UNTOLD = ("board", "milestone", "check_in")
"""What has no history of its own."""


@dataclass(frozen=True)
class Row:
    """One record; `names` fill an address, `student` is a user's id."""

    subject: str
    id: int
    status: Any
    student: int | None = None
    names: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, int]:
        return self.subject, self.id


@dataclass(frozen=True)
class View:
    """Everything the machine looks at, read between two steps."""

    rows: tuple[Row, ...]
    orders: dict[str, int]
    """Of each serial that was ordered, the placement."""
    reflected: frozenset[int]
    jobs: tuple
    last: int
    """The newest entry of the history."""
    letter: int
    """The newest letter, or other job."""

    def of(self, subject: str) -> list[Row]:
        return [row for row in self.rows if row.subject == subject]

    @property
    def statuses(self) -> dict[tuple[str, int], Any]:
        return {row.key: row.status for row in self.rows if row.subject not in UNTOLD}


PROJECT = select(
    Project.id, Project.status, Project.selection.label("way"), Project.seats, Project.seats_taken
)
ASKED = {
    "partnership": select(Partnership.id, Partnership.status),
    "project": PROJECT,
    "board": PROJECT.add_columns(Project.id.label("project")),
    "claim": select(Claim.id, Claim.status, Claim.student_id, Claim.project_id.label("project")),
    "placement": select(Placement.id, Placement.status, Placement.student_id),
    "fee": select(Fee.id, Fee.status, Fee.placement_id.label("placement"), Placement.student_id).join(
        Placement, Placement.id == Fee.placement_id
    ),
    "amendment": select(
        Amendment.id,
        Amendment.status,
        Amendment.side.label("way"),
        Amendment.student_id,
        Amendment.placement_id.label("placement"),
    ),
    "milestone": select(
        PlacementMilestone.id,
        PlacementMilestone.status,
        PlacementMilestone.placement_id.label("placement"),
        AT_WORK,
        Placement.student_id,
    ).join(PlacementMilestone.placement),
    "check_in": select(
        CheckIn.id,
        case(
            (CheckIn.student_at.is_(None) & CheckIn.supervisor_at.is_(None), OPEN),
            (CheckIn.supervisor_at.is_(None), TOLD),
            (CheckIn.student_at.is_(None), JUDGED),
            else_=BOTH,
        ).label("status"),
        CheckIn.placement_id.label("placement"),
        AT_WORK,
        Placement.student_id,
    ).join(CheckIn.placement),
    "rescue": select(Rescue.id, Rescue.status, Rescue.placement_id.label("placement")),
    "evaluation_request": select(
        EvaluationRequest.id,
        EvaluationRequest.status,
        EvaluationRequest.hash,
        Evaluation.placement_id.label("placement"),
    ).join(Evaluation, Evaluation.id == EvaluationRequest.evaluation_id),
    "certificate": select(
        Certificate.id,
        Certificate.status,
        Certificate.serial,
        Certificate.student_id,
        Certificate.placement_id.label("placement"),
    ),
}


def read() -> View:
    """Look at everything."""
    found = [row for subject in ASKED for row in rows(subject)]
    ordered = db.session.execute(select(CertificateOrder.serial, CertificateOrder.placement_id)).all()
    after = select(Reflection.placement_id).where(Reflection.stage == ReflectionStage.AFTER)
    return View(
        rows=tuple(found),
        orders=dict(tuple(pair) for pair in ordered),
        reflected=frozenset(db.session.scalars(after)),
        jobs=tuple(db.session.execute(select(Job.kind, Job.problem).where(Job.problem != "")).all()),
        last=db.session.scalar(select(func.max(HistoryEntry.id))) or 0,
        letter=letters.newest(),
    )


def rows(subject: str) -> list[Row]:
    """All records of a kind, each under its own name too."""
    found = db.session.execute(ASKED[subject].order_by("id")).mappings()
    return [
        Row(subject, one["id"], one["status"], one.get("student_id"), {**one, subject: one["id"]})
        for one in found
    ]


def told(since: int) -> list[tuple[str, int, str]]:
    """What the history says happened after an entry: (subject, id, action), in order."""
    entries = select(HistoryEntry.subject, HistoryEntry.subject_id, HistoryEntry.action)
    return [
        tuple(row)
        for row in db.session.execute(entries.where(HistoryEntry.id > since).order_by(HistoryEntry.id))
    ]
