"""What follows the end of exclusivity: a project closes, or other campuses' offices are asked."""

from sqlalchemy import Select, exists, not_, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock, jobs, mail
from portal.actor import SYSTEM
from portal.database import db
from portal.history import remember
from portal.models.audiences import AudienceRequest
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.employers import Partnership
from portal.models.projects import Project, ProjectAudience
from portal.services import audiences, claims, exclusivity, projects, waiting_list
from portal.services.sight import rows
from portal.vocabulary import AfterExclusive, ClaimStatus, PartnershipStatus, stages
from portal.vocabulary import AudienceStatus as S

BATCH = 200


@jobs.periodic
def end_exclusivity() -> int:
    """What follows the end of exclusivity: close, or ask the other campuses' offices; how many."""
    return close_ended() + ask_others() + lapse_over() + leave_lists()


def close_ended() -> int:
    """Close projects that were for one campus until a day that is over, once nobody waits there."""
    asked = exists().where(
        Project.id == Claim.project_id, Claim.status.in_({*stages.ASKED, *stages.ON_OFFER})
    )
    over = (Project.after_exclusive == AfterExclusive.CLOSE, not_(asked))
    found = db.session.scalars(_ended(*over).options(joinedload(Project.campus))).all()
    for project in found:
        end_intake = projects.expire if project.seats_taken == 0 else projects.close
        end_intake(project, by=SYSTEM)
    return len(found)


def _ended(*which: ColumnElement[bool]) -> Select:
    """Open projects whose exclusivity is over."""
    now = clock.now()
    shown = (Project.status.in_(stages.SHOWN), Project.exclusive_until_at <= now)
    return select(Project).where(*shown, *which).order_by(Project.id).limit(BATCH)


def ask_others() -> int:
    """Ask each other campus that works with the employer, once; its own office decides."""
    found = rows(_unasked())
    for row in found:
        _ask(db.session.get_one(Project, row.id), db.session.get_one(Campus, row.campus_id))
    return len(found)


def _unasked() -> Select:
    known = (AudienceRequest, ProjectAudience)
    return (
        _ended(Project.after_exclusive == AfterExclusive.OPEN, Project.apply_by_at > clock.now())
        .with_only_columns(Project.id, Partnership.campus_id)
        .join(Partnership, Partnership.employer_id == Project.employer_id)
        .join(Campus, Campus.id == Partnership.campus_id)
        .where(
            Campus.id != Project.campus_id,
            Campus.archived_at.is_(None),
            Partnership.status == PartnershipStatus.APPROVED,
            *(not_(exists().where(t.project_id == Project.id, t.campus_id == Campus.id)) for t in known),
        )
    )


def _ask(project: Project, campus: Campus) -> None:
    now = clock.now()
    request = AudienceRequest(
        project=project, campus_id=campus.id, status=S.ASKED, status_at=now, asked_at=now
    )
    db.session.add(request)
    remember(request, "ask", SYSTEM, after={"status": S.ASKED.value})
    mail.send(
        "audience-asked",
        campus.office_email,
        name=campus.office,
        campus_id=campus.id,
        campus=campus.name,
        title=project.title,
        link=mail.url("staff.audiences_show", request_id=request.id),
    )


def lapse_over() -> int:
    """Questions about projects that take nobody any more answer themselves."""
    over = or_(Project.status.not_in(stages.SHOWN), Project.apply_by_at <= clock.now())
    found = db.session.scalars(
        select(AudienceRequest)
        .join(AudienceRequest.project)
        .where(AudienceRequest.status == S.ASKED, over)
        .limit(BATCH)
    ).all()
    for request in found:
        audiences.record("lapse", request, SYSTEM, "")
    return len(found)


def leave_lists() -> int:
    """Whose campus no longer shows the project waits there for nothing: close, and tell; how many.

    An application goes on, since the employer answers it; a place on the list would never be answered.
    """
    lost = (
        select(Claim.id)
        .join(Project, Project.id == Claim.project_id)
        .where(Project.campus_id != Claim.campus_id, not_(exclusivity.let_in(Claim.campus_id)))
        .correlate(None)
    )
    found = claims.waiting(Claim.status == ClaimStatus.WAITLISTED, Claim.id.in_(lost))
    for claim in found:
        waiting_list.leave(claim)
    return len(found)
