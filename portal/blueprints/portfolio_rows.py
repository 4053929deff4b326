"""What a portfolio's page prints: each experience as far as its student agreed and its employer allows."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.blueprints import resume_lines
from portal.models.portfolios import PortfolioItem
from portal.services.records import Experience
from portal.vocabulary import MayShow

ATTESTED = {
    "A": _l("Evaluated by the supervisor"),
    "B": _l("Completion confirmed by the supervisor"),
    "C": _l("Attested by the career office"),
}


@dataclass(frozen=True)
class Row:
    """One experience in words."""

    id: int
    title: str
    employer: str
    when: str
    time: str
    attested: str
    field: str
    words: str
    delivered: tuple[str, ...]
    withheld: str
    levels: tuple[tuple[str, int, str], ...]
    quote: str
    who: str
    serial: str


def row(experience: Experience, item: PortfolioItem) -> Row:
    whole = experience.showing is MayShow.YES
    who = ", ".join(filter(None, (experience.supervisor, experience.supervisor_title)))
    seal = experience.certificate
    return Row(
        id=experience.id,
        title=resume_lines.title(experience),
        employer=experience.employer,
        when=resume_lines.run(experience),
        time=resume_lines.worked(experience),
        attested=str(ATTESTED[experience.attestation]),
        field=str(experience.project.field.label),
        words=item.words,
        delivered=experience.deliverables if whole else (),
        withheld="" if whole else _("What was delivered stays confidential."),
        levels=experience.competencies if item.levels else (),
        quote=experience.sentence if item.quote else "",
        who=who,
        serial=seal.serial if seal is not None and experience.certified else "",
    )
