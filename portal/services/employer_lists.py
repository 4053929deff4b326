"""The office's list of employers that ever applied here: searched by name, twenty a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select

from portal.actor import Actor
from portal.models.employers import Employer, Partnership
from portal.services import partnerships
from portal.services.sight import rows

PAGE = 20
LONGEST = 200


@dataclass(frozen=True)
class Page:
    """Partnerships, newest first, and the id to go on before (None at the end)."""

    found: Sequence[Row]
    older: int | None


def page(actor: Actor, text: str = "", before: int | None = None) -> Page:
    """Applications of employers whose name or domain contains the text: id, status, status_at, employer."""
    query = (
        select(Partnership.id, Partnership.status, Partnership.status_at, Employer.name.label("employer"))
        .join(Employer, Employer.id == Partnership.employer_id)
        .where(partnerships.sight(actor))
    )
    if wanted := text.strip()[:LONGEST]:
        named = Employer.name.icontains(wanted, autoescape=True)
        query = query.where(named | Employer.domain.icontains(wanted, autoescape=True))
    if before is not None:
        query = query.where(Partnership.id < before)
    found = rows(query.order_by(Partnership.id.desc()).limit(PAGE + 1))
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)
