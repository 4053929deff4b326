"""What the office sees of cohorts: what could be issued, who asked for what, and how far each certificate is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from portal.actor import Actor
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.cohorts import CertificateCohort, CohortItem
from portal.models.employers import Employer
from portal.models.evaluations import Evaluation
from portal.models.people import User
from portal.models.placements import Placement, Reflection
from portal.models.projects import Project
from portal.services import cohorts, placement_sight, policies
from portal.services.sight import rows
from portal.vocabulary import (
    Attestation,
    CertificateStatus,
    CohortProgress,
    CohortStatus,
    ReflectionStage,
    Role,
    stages,
)

LISTED = 50


@dataclass(frozen=True)
class Wanted:
    """What the list of work without a certificate is narrowed to."""

    search: str = ""
    employer_id: int | None = None
    attestation: Attestation | None = None


_LEVEL: ColumnElement[str] = case(
    (Evaluation.submitted_at.is_not(None), Attestation.A.value),
    (Placement.accepted_by_office, Attestation.C.value),
    else_=Attestation.B.value,
)


def ready(actor: Actor, wanted: Wanted = Wanted()) -> Sequence[Row]:
    """Accepted work whose certificate can be issued and is neither there nor asked for: at most MOST, oldest first.

    Rows: id, accepted_at, name, title, employer, level (a letter), mine (this officer typed the evaluation and may
    not issue it alone).
    """
    if actor.role is not Role.STAFF or actor.campus_id is None:
        return []
    found = _ready(actor).where(*_narrowed(wanted))
    return rows(found.order_by(Placement.accepted_at, Placement.id).limit(cohorts.MOST))


def employers(actor: Actor) -> Sequence[Row]:
    """(id, name) of whom work without a certificate was done for."""
    if actor.role is not Role.STAFF or actor.campus_id is None:
        return []
    found = _ready(actor).with_only_columns(Employer.id, Employer.name).distinct()
    return rows(found.order_by(Employer.name, Employer.id))


def _ready(actor: Actor) -> Select:
    policy = policies.current(actor.campus_id or 0)
    typed = false() if policy.single_officer else Evaluation.typed_by_id == actor.user_id
    found = (
        select(
            Placement.id,
            Placement.accepted_at,
            User.name,
            Project.title,
            Employer.name.label("employer"),
            _LEVEL.label("level"),
            func.coalesce(typed, False).label("mine"),
        )
        .join(User, User.id == Placement.student_id)
        .join(Project, Project.id == Placement.project_id)
        .join(Employer, Employer.id == Placement.employer_id)
        .outerjoin(Evaluation, Evaluation.placement_id == Placement.id)
        .where(placement_sight.sight(actor), Placement.status.in_(stages.DONE))
        .where(~_HAS_ONE, ~_ORDERED, ~_ASKED)
    )
    return found.where(_REFLECTED) if policy.reflection_required else found


_HAS_ONE = exists().where(
    Certificate.placement_id == Placement.id, Certificate.status == CertificateStatus.ISSUED
)
_ORDERED = exists().where(CertificateOrder.placement_id == Placement.id, CertificateOrder.done_at.is_(None))
_ASKED = exists().where(
    CohortItem.placement_id == Placement.id,
    CohortItem.cohort_id == CertificateCohort.id,
    or_(
        CertificateCohort.status == CohortStatus.PROPOSED,
        and_(
            CertificateCohort.status == CohortStatus.RELEASED,
            CohortItem.order_id.is_(None),
            CohortItem.problem == "",
        ),
    ),
)
_REFLECTED = exists().where(
    Reflection.placement_id == Placement.id,
    Reflection.stage == ReflectionStage.AFTER,
    Reflection.submitted_at.is_not(None),
)


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.search:
        conditions.append(
            or_(
                *(
                    column.icontains(wanted.search, autoescape=True)
                    for column in (User.name, Project.title, Employer.name)
                )
            )
        )
    if wanted.employer_id:
        conditions.append(Placement.employer_id == wanted.employer_id)
    if wanted.attestation:
        conditions.append(_LEVEL.in_([wanted.attestation.value]))
    return conditions


def listing(actor: Actor) -> list[dict[str, Any]]:
    """Every cohort of the campus, newest first, with its officers and how far it is."""
    second = aliased(User)
    found = rows(
        select(
            CertificateCohort.id,
            CertificateCohort.name,
            CertificateCohort.status,
            CertificateCohort.ordered_at,
            User.name.label("officer"),
            second.name.label("second"),
        )
        .outerjoin(User, User.id == CertificateCohort.ordered_by_id)
        .outerjoin(second, second.id == CertificateCohort.decided_by_id)
        .where(cohorts.sight(actor))
        .order_by(CertificateCohort.id.desc())
        .limit(LISTED)
    )
    counted = cohorts.counts([row.id for row in found])
    return [{"row": row, "counts": counted[row.id]} for row in found]


def waiting(actor: Actor) -> int:
    """How many wait for a second officer whom this person may be."""
    asked = (
        CertificateCohort.status == CohortStatus.PROPOSED,
        CertificateCohort.ordered_by_id != actor.user_id,
    )
    return rows(select(func.count(CertificateCohort.id)).where(cohorts.sight(actor), *asked))[0][0]


def officers(cohort: CertificateCohort) -> Row:
    """(first, second): the names of who asked and who decided."""
    second = aliased(User)
    found = select(User.name.label("first"), second.name.label("second")).select_from(CertificateCohort)
    found = found.outerjoin(User, User.id == CertificateCohort.ordered_by_id)
    found = found.outerjoin(second, second.id == CertificateCohort.decided_by_id)
    return rows(found.where(CertificateCohort.id == cohort.id))[0]


def issuers(certificate: Certificate) -> Row | None:
    """(first, second): the names of who ordered a certificate and who confirmed it, where that was asked for."""
    second = aliased(User)
    found = select(User.name.label("first"), second.name.label("second")).select_from(CertificateOrder)
    found = found.outerjoin(User, User.id == CertificateOrder.ordered_by_id)
    found = found.outerjoin(second, second.id == CertificateOrder.confirmed_by_id)
    return next(iter(rows(found.where(CertificateOrder.serial == certificate.serial))), None)


def items(cohort: CertificateCohort) -> list[dict[str, Any]]:
    """Every certificate of a cohort by the student's name: row, progress, and the reason where it failed."""
    by_name = (func.lower(User.sort_name), User.name, CohortItem.id)
    return [
        {
            "row": row,
            "progress": progress(row),
            "reason": row.problem or row.order_problem or "",
            "attestation": Attestation(row.level),
        }
        for row in rows(_ITEMS.where(CohortItem.cohort_id == cohort.id).order_by(*by_name))
    ]


_ITEMS = (
    select(
        CohortItem.id,
        CohortItem.placement_id,
        CohortItem.problem,
        CohortItem.replaces,
        CertificateOrder.id.label("order_id"),
        CertificateOrder.serial,
        CertificateOrder.done_at,
        CertificateOrder.problem.label("order_problem"),
        User.name,
        Project.title,
        _LEVEL.label("level"),
    )
    .join(Placement, Placement.id == CohortItem.placement_id)
    .join(User, User.id == Placement.student_id)
    .join(Project, Project.id == Placement.project_id)
    .outerjoin(Evaluation, Evaluation.placement_id == Placement.id)
    .outerjoin(CertificateOrder, CertificateOrder.id == CohortItem.order_id)
)


def progress(row: Row) -> CohortProgress:
    """How far one certificate is, as its order tells it."""
    if row.problem or row.order_problem:
        return CohortProgress.FAILED
    if row.order_id is None:
        return CohortProgress.WAITING
    return CohortProgress.MADE if row.done_at else CohortProgress.MAKING
