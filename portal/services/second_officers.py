"""Where the campus asks for two officers: what one asks for, a colleague confirms."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Row, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.cohorts import CertificateCohort, CohortItem
from portal.models.people import Membership, User
from portal.services import policies
from portal.services.sight import rows
from portal.services.signin import live
from portal.vocabulary import CohortStatus, Role


def wanted(campus_id: int) -> bool:
    """Does this campus ask for a second officer before a certificate is issued or replaced?"""
    return policies.current(campus_id).second_officer


def refuse_alone(campus_id: int, by: Actor, confirmed_by: int | None) -> None:
    """RuleBroken where two are asked for and it is one; the same person twice is one."""
    if wanted(campus_id) and confirmed_by in (None, by.user_id):
        raise RuleBroken(_("At your campus a second officer confirms each certificate."))


def colleagues(campus_id: int, but: int | None) -> Sequence[Row]:
    """(id, name, email) of the office's people who can sign in, without one of them."""
    found = select(User.id, User.name, User.email).join(Membership, Membership.user_id == User.id)
    here = (Membership.role == Role.STAFF, Membership.campus_id == campus_id, live(clock.now()))
    return rows(found.where(*here, User.id != but, User.disabled_at.is_(None)).order_by(User.id))


def proposed_for(placement_id: int) -> int | None:
    """The cohort in which this placement's certificate waits for a second officer."""
    waiting = select(CertificateCohort.id).join(CohortItem, CohortItem.cohort_id == CertificateCohort.id)
    here = (CohortItem.placement_id == placement_id, CertificateCohort.status == CohortStatus.PROPOSED)
    return db.session.scalar(waiting.where(*here).limit(1))
