"""Employers as students of a campus see them: only while a partnership is in force."""

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.actor import Actor
from portal.database import db
from portal.models.employers import Employer
from portal.models.placements import Placement
from portal.services import host_figures, partnerships, responses
from portal.services.sight import one
from portal.vocabulary import Role, stages


@dataclass(frozen=True)
class Host:
    """An employer, how many students of the campus completed a project there, and its answers."""

    employer: Employer
    completed: int
    record: responses.Record
    figures: host_figures.Figures | None
    """What students say, from three of them on."""

    @property
    def website(self) -> str:
        """Its web address, whole; empty when it is no address of the web."""
        site = self.employer.website
        full = site if not site or ":" in site.partition("/")[0] else f"https://{site}"
        return full if full.startswith(("https://", "http://")) else ""


def get(actor: Actor, employer_id: int) -> Host:
    """The employer for a student of a campus it works with; NotFound for everybody else."""
    campus_id = actor.campus_id if actor.role is Role.STUDENT else None
    found = one(
        select(Employer).where(
            Employer.id == employer_id,
            Employer.archived_at.is_(None),
            partnerships.in_force(campus_id, Employer.id),
        )
    )
    return Host(
        found,
        _completed(campus_id, employer_id),
        responses.of_employer(campus_id, employer_id),
        host_figures.of(campus_id, employer_id),
    )


def _completed(campus_id: int | None, employer_id: int) -> int:
    return (
        db.session.scalar(
            select(func.count(Placement.id)).where(
                Placement.campus_id == campus_id,
                Placement.employer_id == employer_id,
                Placement.status.in_(stages.DONE),
            )
        )
        or 0
    )
