"""What must hold in the data whatever happened: asked by `flask check` after a crash or a restore."""

from collections.abc import Callable

from sqlalchemy import and_, exists, func, select

from portal.database import db
from portal.models.certificates import Certificate
from portal.models.claims import Claim
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.files import StoredFile
from portal.models.filling import Draw
from portal.models.placements import Fee, Placement
from portal.models.projects import Project, ProjectAudience
from portal.services import draws, fund_invariants, seat_passing
from portal.uploads import store
from portal.vocabulary import (
    CertificateStatus,
    ClaimStatus,
    FileState,
    ProjectStatus,
    stages,
)


def seats_agree() -> list[int]:
    """Projects whose count of taken seats is not that of the claims and placements that take one."""
    freed = exists().where(Placement.claim_id == Claim.id, seat_passing.freed())
    taken = (
        select(func.count(Claim.id))
        .where(Claim.project_id == Project.id, Claim.status.in_(stages.SEATED), ~freed)
        .scalar_subquery()
    )
    return _ids(select(Project.id).where(Project.seats_taken != taken))


def accepted_claims_have_placements() -> list[int]:
    """Accepted claims without a placement."""
    return _ids(
        select(Claim.id).where(
            Claim.status == ClaimStatus.ACCEPTED, ~exists().where(Placement.claim_id == Claim.id)
        )
    )


def placements_are_whole() -> list[int]:
    """Placements without a fee or without an evaluation."""
    whole = and_(
        exists().where(Fee.placement_id == Placement.id),
        exists().where(Evaluation.placement_id == Placement.id),
    )
    return _ids(select(Placement.id).where(~whole))


def evaluations_were_asked_for() -> list[int]:
    """Evaluations that nobody was ever asked for."""
    asked = exists().where(EvaluationRequest.evaluation_id == Evaluation.id)
    return _ids(select(Evaluation.id).where(~asked))


def open_projects_have_an_audience() -> list[int]:
    """Projects on the board that no campus may see."""
    seen = exists().where(ProjectAudience.project_id == Project.id)
    return _ids(select(Project.id).where(Project.status == ProjectStatus.OPEN, ~seen))


def certificates_rest_on_completed_work() -> list[int]:
    """Valid certificates of placements that cannot have one."""
    done = stages.ATTESTABLE
    return _ids(
        select(Certificate.id)
        .join(Placement, Placement.id == Certificate.placement_id)
        .where(Certificate.status == CertificateStatus.ISSUED, Placement.status.not_in(done))
    )


def nobody_waits_on_what_is_over() -> list[int]:
    """Claims on the waiting list of a project that takes nobody any more."""
    taking = Project.status.in_(stages.SHOWN)
    waits = select(Claim.id).join(Claim.project).where(Claim.status == ClaimStatus.WAITLISTED)
    return _ids(waits.where(~taking))


def draws_follow_from_their_seeds() -> list[int]:
    """Draws whose seed is not what was published, or whose order does not follow from it."""
    return [draw.id for draw in db.session.scalars(select(Draw)) if not draws.is_true(draw)]


def kept_files_are_there() -> list[int]:
    """Files whose bytes are missing from the folder."""
    kept = select(StoredFile.id, StoredFile.sha256).where(StoredFile.state == FileState.KEPT)
    return [row.id for row in db.session.execute(kept) if not store.path_of(row.sha256).is_file()]


def _ids(query) -> list[int]:
    return list(db.session.scalars(query))


INVARIANTS: tuple[Callable[[], list[int]], ...] = (
    seats_agree,
    accepted_claims_have_placements,
    placements_are_whole,
    evaluations_were_asked_for,
    open_projects_have_an_audience,
    certificates_rest_on_completed_work,
    nobody_waits_on_what_is_over,
    draws_follow_from_their_seeds,
    kept_files_are_there,
    *fund_invariants.ALL,
)


def violations() -> dict[str, list[int]]:
    """What each invariant complains of, with the ids of the rows; empty lists when all is well."""
    return {test.__doc__.strip().rstrip("."): test() for test in INVARIANTS}
