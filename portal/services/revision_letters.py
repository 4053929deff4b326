"""Letters about changes of an open project: to its author, and to students who wait for a seat."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.models.claims import Claim
from portal.models.employers import Contact
from portal.models.projects import Project
from portal.models.revisions import Revision
from portal.services import claim_letters, letters
from portal.services.fits import WAITING
from portal.vocabulary import RevisionStatus


def to_waiting(project: Project) -> None:
    """Tell everybody whose request waits that the project changed; the page behind the link says how."""
    found = select(Claim).where(Claim.project_id == project.id, Claim.status.in_(WAITING))
    found = found.options(joinedload(Claim.project), joinedload(Claim.student)).order_by(Claim.id)
    for claim in db.session.scalars(found):
        claim_letters.to_student("claim-changed", claim)


def to_author(revision: Revision) -> None:
    """Tell the contact who proposed it what the office decided."""
    to = db.session.get(Contact, revision.created_by_id or revision.project.supervisor_id)
    news = "change-approved" if revision.status is RevisionStatus.APPROVED else "change-declined"
    if to:
        letters.project(news, revision.project, to)
