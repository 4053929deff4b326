"""What employers and students agree to at a campus: numbered texts, each readable for ever."""

from dataclasses import dataclass, replace

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.campuses import FormVersion
from portal.models.claims import Claim
from portal.services import policies, wordings

EMPLOYER = (
    _l("Every project is paid: one fixed fee, at or above the campus's floor for an hour."),
    _l("Every project has a scope, deliverables and a named supervisor who answers questions."),
    _l(
        "Nobody asks a student for money, and nobody works alone with minors, with patients or on a hazardous site."
    ),
    _l("What a student shares for a project is used for that project only."),
    _l("The supervisor evaluates the work when it is handed in. It takes about five minutes."),
    _l("The career office reviews each project before students see it, and may suspend a partnership."),
)
STUDENT = (
    _l("You do the work yourself, in the hours and by the dates of the project."),
    _l("You keep what is confidential to yourself, and follow the project's rule on the use of AI."),
    _l("You say early when something gets in the way: to the supervisor first, or to the career office."),
    _l("The fee is paid by the employer, outside the portal. You confirm it once it has arrived."),
    _l("Your supervisor evaluates the work, and you read what was said."),
)
"""The portal's own terms, a sentence a point."""


@dataclass(frozen=True)
class Terms:
    """One version: its name, and the points that employers and students agree to."""

    version: str
    employer: tuple[str, ...]
    student: tuple[str, ...]


def current(campus_id: int) -> Terms:
    """The terms in force."""
    return of(campus_id, policies.current(campus_id).terms_version)


def of(campus_id: int, version: str) -> Terms:
    """The very text that was agreed under this name; the portal's own where the campus wrote none."""
    kept = select(FormVersion).where(FormVersion.campus_id == campus_id, FormVersion.kind == wordings.TERMS)
    for one in db.session.scalars(kept.order_by(FormVersion.number.desc())):
        if one.definition["version"] == version:
            return Terms(version, tuple(one.definition["employer"]), tuple(one.definition["student"]))
    return Terms(version, tuple(map(str, EMPLOYER)), tuple(map(str, STUDENT)))


def agreed(claim: Claim) -> Terms:
    """What this student accepted, or is asked to accept now."""
    return of(claim.campus_id, claim.terms_version) if claim.terms_version else current(claim.campus_id)


def definition(terms: Terms) -> dict[str, object]:
    return {"version": terms.version, "employer": list(terms.employer), "student": list(terms.student)}


def next_version(campus_id: int, zone: str) -> str:
    """The name that the next terms get: the year and a number, such as 2026-2."""
    year = clock.today(zone).year
    last = policies.current(campus_id).terms_version
    started, _dash, number = last.partition("-")
    same_year = started == str(year) and number.isdigit()
    return f"{year}-{int(number) + 1 if same_year else 1}"


def adopt(
    campus_id: int, employer: list[str], student: list[str], *, by: Actor, zone: str, seen: int | None = None
) -> Terms:
    """Ask for these terms from now on; who agreed before keeps what they agreed to."""
    if not employer or not student:
        raise RuleBroken(_("Write at least one point for each side."))
    last = current(campus_id)
    if (last.employer, last.student) == (tuple(employer), tuple(student)):
        raise RuleBroken(_("Nothing was changed."))
    fresh = Terms(next_version(campus_id, zone), tuple(employer), tuple(student))
    wordings.adopt(campus_id, wordings.TERMS, definition(fresh), by=by, seen=seen)
    numbers = replace(policies.current(campus_id), terms_version=fresh.version)
    policies.adopt(campus_id, numbers, by=by)
    return fresh


def refuse_renewed(campus_id: int, read: str) -> None:
    """RuleBroken when other terms are in force than those a person has read."""
    if read and read != policies.current(campus_id).terms_version:
        raise RuleBroken(_("The terms were renewed while you were reading. Please read them again."))
