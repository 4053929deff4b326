"""S9: a student's record: every experience that was completed, and what is proved about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.actor import Actor
from portal.certificates.facts import Facts
from portal.database import db
from portal.errors import NotFound
from portal.models.certificates import Certificate
from portal.models.evaluations import Evaluation
from portal.models.hours import HourEntry
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.revisions import ProjectVersion
from portal.services import certificate_facts
from portal.services.sight import rows, through
from portal.services.versions import Agreed
from portal.vocabulary import CertificateStatus, MayShow, Role, stages

SIGHT = {Role.STUDENT: lambda actor: Placement.student_id == actor.user_id}
STATED = (
    "title employer starts ends minutes basis attestation deliverables competencies supervisor supervisor_title"
    " sentence university"
).split()


@dataclass(frozen=True)
class Experience:
    """One completed placement. What its certificate states is frozen; without one the records speak.

    `project` is the project as the student accepted it; `certificate` has serial, status, status_at, issued_at,
    published_at, facts, has_credential; `competencies` are (label, 1 to 4, the level's word).
    """

    placement: Placement
    project: Project | Agreed
    certificate: Row | None
    title: str
    employer: str
    university: str
    starts: date
    ends: date
    minutes: int
    basis: str
    attestation: str
    deliverables: tuple[str, ...]
    competencies: tuple[tuple[str, int, str], ...]
    supervisor: str
    supervisor_title: str
    sentence: str

    @property
    def id(self) -> int:
        return self.placement.id

    @property
    def certified(self) -> bool:
        """Does a valid certificate state this?"""
        return self.certificate is not None and self.certificate.status is CertificateStatus.ISSUED

    @property
    def proven(self) -> bool:
        """May it be told to others: certified, or accepted and no certificate of it was taken back."""
        accepted = self.placement.status in stages.DONE
        return self.certified or (self.certificate is None and accepted)

    @property
    def showing(self) -> MayShow:
        """How much of the work the student may show; under a confidentiality agreement never all of it."""
        said = self.project.may_show
        return MayShow.REDACTED if self.project.nda and said is MayShow.YES else said


def mine(actor: Actor) -> list[Experience]:
    """All that the student completed, newest first; the statements do not grow with it."""
    return _told(through(SIGHT, actor))


def held_by(student_id: int) -> list[Experience]:
    """The same of anybody, for the page they show to everybody; whoever asks knows why they may."""
    return _told(Placement.student_id == student_id)


def proven(actor: Actor) -> list[Experience]:
    """What of it may be told to others."""
    return [each for each in mine(actor) if each.proven]


def get(actor: Actor, placement_id: int) -> Experience:
    """One of one's own; NotFound otherwise."""
    found = _told(through(SIGHT, actor), Placement.id == placement_id)
    if not found:
        raise NotFound
    return found[0]


def _told(*which: Any) -> list[Experience]:
    newest = func.coalesce(Placement.accepted_at, Placement.status_at).desc()
    done = select(Placement).where(Placement.status.in_(stages.ATTESTABLE), *which)
    statement = done.order_by(newest, Placement.id.desc())
    found = db.session.scalars(statement.options(*_WHOLE)).all()
    if not found:
        return []
    ids = [placement.id for placement in found]
    seals, judged, logged, said = _seals(ids), _judged(ids), _logged(ids), _said(found)
    return [
        _one(each, said[each.id], seals.get(each.id), judged.get(each.id), logged.get(each.id, 0))
        for each in found
    ]


_WHOLE = (
    joinedload(Placement.project).options(joinedload(Project.employer), joinedload(Project.campus)),
    selectinload(Placement.deliverables),
)


def _seals(ids: list[int]) -> dict[int, Row]:
    """The certificate of each placement: the valid one, or else the last."""
    valid = Certificate.status == CertificateStatus.ISSUED
    found = rows(
        select(
            Certificate.placement_id,
            Certificate.serial,
            Certificate.status,
            Certificate.status_at,
            Certificate.issued_at,
            Certificate.published_at,
            Certificate.facts,
            Certificate.has_credential,
        )
        .where(Certificate.placement_id.in_(ids))
        .order_by(valid, Certificate.id)
    )
    return {row.placement_id: row for row in found}


def _judged(ids: list[int]) -> dict[int, Evaluation]:
    parts = selectinload(Evaluation.answers), selectinload(Evaluation.qualities)
    found = db.session.scalars(select(Evaluation).where(Evaluation.placement_id.in_(ids)).options(*parts))
    return {evaluation.placement_id: evaluation for evaluation in found}


def _logged(ids: list[int]) -> dict[int, int]:
    total = func.sum(HourEntry.minutes).label("total")
    logged = select(HourEntry.placement_id, total).where(HourEntry.placement_id.in_(ids))
    return {row.placement_id: row.total for row in rows(logged.group_by(HourEntry.placement_id))}


def _said(placements: Iterable[Placement]) -> dict[int, Project | Agreed]:
    """Each placement's project as it was when the student accepted it."""
    changed = {each.project_id for each in placements if each.scope_version != each.project.scope_version}
    kept = select(ProjectVersion.project_id, ProjectVersion.number, ProjectVersion.content)
    found = rows(kept.where(ProjectVersion.project_id.in_(changed))) if changed else []
    content = {(row.project_id, row.number): row.content for row in found}
    return {
        each.id: Agreed(each.project, content[each.project_id, each.scope_version])
        if each.project_id in changed and (each.project_id, each.scope_version) in content
        else each.project
        for each in placements
    }


def _one(placement: Placement, project: Any, seal: Row | None, judged: Evaluation | None, logged: int):
    if seal is not None and seal.status is CertificateStatus.ISSUED and seal.facts:
        facts = vars(Facts.from_json(seal.facts))
        stated = facts | {"title": facts["project"], "sentence": facts["sentence"] or ""}
    else:
        stated = _live(placement, project, judged, logged)
    return Experience(placement, project, seal, **{name: stated[name] for name in STATED})


def _live(placement: Placement, project: Any, judged: Evaluation | None, logged: int) -> dict[str, Any]:
    """What a certificate would state if it were issued now."""
    last, evaluated = certificate_facts.last_day(placement), certificate_facts.submitted(judged)
    words = judged if evaluated and judged is not None else None
    return {
        "title": project.title,
        "employer": placement.project.employer.name,
        "university": placement.project.campus.university,
        "starts": min(placement.starts_on, last),
        "ends": last,
        "minutes": certificate_facts.minutes(placement, judged, logged),
        "basis": certificate_facts.basis(placement, judged, logged).value,
        "attestation": certificate_facts.attestation(placement, judged).value,
        "deliverables": certificate_facts.accepted(placement, judged),
        "competencies": certificate_facts.levels(words) if words else (),
        "supervisor": words.attested_name if words else "",
        "supervisor_title": words.attested_title if words else "",
        "sentence": words.sentence if words and words.sentence_allowed else "",
    }
