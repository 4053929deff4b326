"""The numbers a campus shows to the public: whole counts, nobody's name."""

from sqlalchemy import func, select

from portal.database import db
from portal.models.certificates import Certificate
from portal.models.employers import Partnership
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import exclusivity
from portal.vocabulary import CertificateStatus, PartnershipStatus, ProjectStatus, stages


def figures(campus_id: int) -> dict[str, int]:
    """How many employers are partners, projects are open, placements were completed, certificates are valid."""
    counts = {
        "employers": _count(Partnership, campus_id, PartnershipStatus.APPROVED),
        "projects": _open(campus_id),
        "placements": _count(Placement, campus_id, *stages.DONE),
        "certificates": _count(Certificate, campus_id, CertificateStatus.ISSUED),
    }
    found = db.session.execute(select(*[query.label(name) for name, query in counts.items()])).one()
    return dict(found._mapping)


def _open(campus_id: int):
    """Those with a free seat that its students may see, wherever they were posted."""
    shown = select(func.count(Project.id)).where(exclusivity.shown(campus_id))
    return shown.where(Project.status == ProjectStatus.OPEN).scalar_subquery()


def _count(model, campus_id: int, *statuses):
    return (
        select(func.count())
        .select_from(model)
        .where(model.campus_id == campus_id, model.status.in_(statuses))
        .scalar_subquery()
    )
