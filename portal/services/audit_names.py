"""What the audit trail's records are called, as far as the reader may see each of them."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Row, Select, literal, select, true
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.models.campuses import Campus, PolicyVersion
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.claims import Claim
from portal.models.cohorts import CertificateCohort
from portal.models.employers import Contact, Employer, Partnership
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.funds import Fund
from portal.models.host_reviews import HostReview
from portal.models.outcomes import FollowUp, Outcome
from portal.models.people import Membership, User
from portal.models.placements import Fee, Placement, Reflection
from portal.models.projects import Project
from portal.models.rescues import Problem, Rescue
from portal.models.rosters import Roster
from portal.models.students import Student
from portal.services.sight import rows, through
from portal.vocabulary import Role

Ids = set[int]
NOBODY = literal("")


def names(actor: Actor, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Row]:
    """(kind, id) -> row of id, name, person, target (what its page goes by), currency; no unseen ones."""
    by_kind: dict[str, Ids] = {}
    for kind, id_ in wanted:
        by_kind.setdefault(kind, set()).add(id_)
    return {
        (kind, row.id): row
        for kind, ids in by_kind.items()
        if kind in LOOKUPS
        for row in rows(LOOKUPS[kind](actor, ids))
    }


def called(
    id_: InstrumentedAttribute, name: Any, person: Any = NOBODY, target: Any = None, currency: Any = NOBODY
) -> Select:
    """The columns every look-up has."""
    return select(
        id_.label("id"),
        name.label("name"),
        person.label("person"),
        (id_ if target is None else target).label("target"),
        currency.label("currency"),
    )


def of_placement(id_: InstrumentedAttribute, *ways: tuple[Any, ColumnElement[bool]]) -> Callable:
    """Something that belongs to a placement: it goes by the placement's project and student."""

    def look(actor: Actor, ids: Ids) -> Select:
        name = title(actor, User.name)
        query = called(id_, name, other(actor), Placement.id, Project.currency).select_from(Placement)
        for table, on in ways:
            query = query.join(table, on)
        query = query.join(Project, Project.id == Placement.project_id)
        query = query.join(User, User.id == Placement.student_id)
        return query.where(id_.in_(ids), at_campus(actor, Placement.campus_id))

    return look


def claims(actor: Actor, ids: Ids) -> Select:
    query = called(Claim.id, title(actor, User.name), other(actor), Project.id)
    query = query.join(Project, Project.id == Claim.project_id).join(User, User.id == Claim.student_id)
    return query.where(Claim.id.in_(ids), at_campus(actor, Claim.campus_id))


def projects(actor: Actor, ids: Ids) -> Select:
    """A draft is its employer's alone."""
    query = called(Project.id, title(actor, Employer.name), currency=Project.currency)
    return query.join(Employer, Employer.id == Project.employer_id).where(
        Project.id.in_(ids), Project.submitted_at.is_not(None), at_campus(actor, Project.campus_id)
    )


def partnerships(actor: Actor, ids: Ids) -> Select:
    query = called(Partnership.id, Employer.name).join(Employer, Employer.id == Partnership.employer_id)
    return query.where(Partnership.id.in_(ids), at_campus(actor, Partnership.campus_id))


def certificates(actor: Actor, ids: Ids) -> Select:
    query = called(Certificate.id, Certificate.serial, target=Certificate.serial)
    return query.where(Certificate.id.in_(ids), at_campus(actor, Certificate.campus_id))


def funds(actor: Actor, ids: Ids) -> Select:
    query = called(Fund.id, Fund.name, currency=Fund.currency)
    return query.where(Fund.id.in_(ids), at_campus(actor, Fund.campus_id))


def cohorts(actor: Actor, ids: Ids) -> Select:
    query = called(CertificateCohort.id, CertificateCohort.name)
    return query.where(CertificateCohort.id.in_(ids), at_campus(actor, CertificateCohort.campus_id))


def rosters(actor: Actor, ids: Ids) -> Select:
    query = called(Roster.id, Roster.file_name if actor.role is Role.STAFF else Campus.name)
    query = query.join(Campus, Campus.id == Roster.campus_id)
    return query.where(Roster.id.in_(ids), at_campus(actor, Roster.campus_id))


def students(actor: Actor, ids: Ids) -> Select:
    query = called(Student.id, User.name).join(User, User.id == Student.user_id)
    return query.where(Student.id.in_(ids), at_campus(actor, Student.campus_id))


def accounts(actor: Actor, ids: Ids) -> Select:
    member = select(Membership.user_id).where(Membership.campus_id == actor.campus_id)
    seen = through({Role.ADMIN: lambda _: true(), Role.STAFF: lambda _: User.id.in_(member)}, actor)
    return called(User.id, User.name).where(User.id.in_(ids), seen)


def employers(actor: Actor, ids: Ids) -> Select:
    return called(Employer.id, Employer.name).where(Employer.id.in_(ids), partner(actor, Employer.id))


def contacts(actor: Actor, ids: Ids) -> Select:
    query = called(Contact.id, Contact.name if actor.role is Role.STAFF else Employer.name)
    query = query.join(Employer, Employer.id == Contact.employer_id)
    return query.where(Contact.id.in_(ids), partner(actor, Contact.employer_id))


def campuses(actor: Actor, ids: Ids) -> Select:
    return called(Campus.id, Campus.name, currency=Campus.currency).where(Campus.id.in_(ids))


def policies(actor: Actor, ids: Ids) -> Select:
    query = called(PolicyVersion.id, Campus.name, currency=Campus.currency)
    query = query.join(Campus, Campus.id == PolicyVersion.campus_id)
    return query.where(PolicyVersion.id.in_(ids))


def at_campus(actor: Actor, campus_id: Any) -> ColumnElement[bool]:
    """The office's own; the administrator's are all."""
    return through({Role.ADMIN: lambda _: true(), Role.STAFF: lambda _: campus_id == actor.campus_id}, actor)


def title(actor: Actor, else_by: Any) -> Any:
    """The project's title, which the administrator does not read: people and employers do for them."""
    return Project.title if actor.role is Role.STAFF else else_by


def other(actor: Actor) -> Any:
    """The student beside the title."""
    return User.name if actor.role is Role.STAFF else NOBODY


def partner(actor: Actor, employer_id: Any) -> ColumnElement[bool]:
    """An employer that ever applied to the office's campus; the administrator knows all by name."""
    applied = select(Partnership.employer_id).where(Partnership.campus_id == actor.campus_id)
    return through({Role.ADMIN: lambda _: true(), Role.STAFF: lambda _: employer_id.in_(applied)}, actor)


LOOKUPS: dict[str, Callable[[Actor, Ids], Select]] = {
    "campus": campuses,
    "certificate": certificates,
    "certificate_cohort": cohorts,
    "certificate_order": of_placement(
        CertificateOrder.id, (CertificateOrder, CertificateOrder.placement_id == Placement.id)
    ),
    "claim": claims,
    "contact": contacts,
    "employer": employers,
    "evaluation": of_placement(Evaluation.id, (Evaluation, Evaluation.placement_id == Placement.id)),
    "evaluation_request": of_placement(
        EvaluationRequest.id,
        (Evaluation, Evaluation.placement_id == Placement.id),
        (EvaluationRequest, EvaluationRequest.evaluation_id == Evaluation.id),
    ),
    "fee": of_placement(Fee.id, (Fee, Fee.placement_id == Placement.id)),
    "fund": funds,
    "host_review": of_placement(HostReview.id, (HostReview, HostReview.placement_id == Placement.id)),
    "partnership": partnerships,
    "follow_up": of_placement(FollowUp.id, (FollowUp, FollowUp.placement_id == Placement.id)),
    "outcome": of_placement(Outcome.id, (Outcome, Outcome.placement_id == Placement.id)),
    "placement": of_placement(Placement.id),
    "policy_version": policies,
    "problem": of_placement(Problem.id, (Problem, Problem.placement_id == Placement.id)),
    "project": projects,
    "reflection": of_placement(Reflection.id, (Reflection, Reflection.placement_id == Placement.id)),
    "rescue": of_placement(Rescue.id, (Rescue, Rescue.placement_id == Placement.id)),
    "roster": rosters,
    "student": students,
    "user_account": accounts,
}
