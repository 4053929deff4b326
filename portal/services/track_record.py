"""What is recorded about an employer at one campus: earlier applications, suspensions, how placements went."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, func, or_, select

from portal import clock
from portal.models.claims import Claim
from portal.models.employers import Employer, Partnership
from portal.models.history import HistoryEntry
from portal.models.placements import Fee, Placement
from portal.models.projects import Project
from portal.services.findings import LOOK, OK, Check, day
from portal.services.sight import rows
from portal.vocabulary import ClaimStatus, EndCause, FeeStatus, PartnershipStatus, PlacementStatus

UNPAID = (FeeStatus.DUE, FeeStatus.AMENDED, FeeStatus.DISPUTED)


def of(campus_id: int, employer: Employer, besides: int = 0) -> list[Check]:
    """Findings about the employer, and about others with its domain, at this campus.

    `besides` is the partnership that is looked at now.
    """
    whose = _same(employer)
    counted = _counted(campus_id, whose)
    found = [
        *_applications(campus_id, whose, besides),
        *_suspensions(counted.suspended),
        *_placements(counted.done, counted.early, counted.stopped, counted.absent),
        *(_late_fees(campus_id, whose) if counted.placements else ()),
        *_unanswered(counted.unanswered),
    ]
    return found or [Check(OK, _("Nothing is on record here about this employer."))]


def _same(employer: Employer):
    """The ids of the employer and of any other with its domain."""
    alike = Employer.id == employer.id
    if employer.domain:
        alike = or_(alike, Employer.domain == employer.domain)
    return select(Employer.id).where(alike)


def _applications(campus_id: int, whose, besides: int) -> Iterator[Check]:
    earlier = rows(
        select(Partnership.status, Partnership.status_at, Partnership.decline_code)
        .where(
            Partnership.campus_id == campus_id,
            Partnership.employer_id.in_(whose),
            Partnership.id != besides,
        )
        .order_by(Partnership.id.desc())
    )
    for row in earlier:
        since = day(row.status_at)
        if row.status is PartnershipStatus.DECLINED:
            yield Check(LOOK, _("Declined here on %(day)s: %(why)s.", day=since, why=row.decline_code.label))
        else:
            text = _("Another partnership here: %(state)s since %(day)s.", state=row.status.label, day=since)
            yield Check(LOOK, text)


def _counted(campus_id: int, whose) -> Row:
    """(suspended, unanswered, placements, done, early, stopped, absent), in one statement."""
    suspended = select(func.count(HistoryEntry.id)).where(
        HistoryEntry.subject == "partnership",
        HistoryEntry.action == "suspend",
        HistoryEntry.campus_id == campus_id,
        HistoryEntry.employer_id.in_(whose),
    )
    unanswered = (
        select(func.count(Claim.id))
        .join(Project, Project.id == Claim.project_id)
        .where(
            Claim.campus_id == campus_id,
            Claim.status == ClaimStatus.AUTO_CLOSED,
            Project.employer_id.in_(whose),
        )
    )
    return rows(
        select(
            suspended.scalar_subquery().label("suspended"),
            unanswered.scalar_subquery().label("unanswered"),
            func.count().label("placements"),
            func.count().filter(Placement.status == PlacementStatus.CLOSED).label("done"),
            func.count().filter(Placement.status == PlacementStatus.ENDED_EARLY).label("early"),
            func.count().filter(Placement.end_cause == EndCause.EMPLOYER_LEFT).label("stopped"),
            func.count().filter(Placement.status == PlacementStatus.NO_SHOW).label("absent"),
        ).where(Placement.campus_id == campus_id, Placement.employer_id.in_(whose))
    )[0]


def _suspensions(count: int) -> Iterator[Check]:
    if count:
        yield Check(LOOK, ngettext("Suspended here once.", "Suspended here %(num)s times.", count))


def _placements(done: int, early: int, stopped: int, absent: int) -> Iterator[Check]:
    if done:
        yield Check(
            OK, ngettext("%(num)s placement completed here.", "%(num)s placements completed here.", done)
        )
    if early:
        text = ngettext("%(num)s placement ended early", "%(num)s placements ended early", early)
        yield Check(LOOK, _("%(text)s, %(stopped)s of them by the employer.", text=text, stopped=stopped))
    if absent:
        text = ngettext("%(num)s student did not start.", "%(num)s students did not start.", absent)
        yield Check(LOOK, text)


def _late_fees(campus_id: int, whose) -> Iterator[Check]:
    """Fees reported as paid after their day, and those that are past it now."""
    paid = select(HistoryEntry.at).where(
        HistoryEntry.subject == "fee", HistoryEntry.action == "report_paid", HistoryEntry.subject_id == Fee.id
    )
    fees = rows(
        select(
            Fee.status,
            Fee.due_on,
            paid.order_by(HistoryEntry.id).limit(1).scalar_subquery().label("paid_at"),
            Placement.zone,
        )
        .join(Placement, Placement.id == Fee.placement_id)
        .where(Placement.campus_id == campus_id, Placement.employer_id.in_(whose), Fee.due_on.is_not(None))
        .where(Fee.fund_id.is_(None))
    )
    late = sum(1 for fee in fees if fee.paid_at and clock.day_of(fee.paid_at, fee.zone) > fee.due_on)
    owed = sum(1 for fee in fees if fee.status in UNPAID and clock.today(fee.zone) > fee.due_on)
    if late:
        yield Check(LOOK, ngettext("%(num)s fee was paid late.", "%(num)s fees were paid late.", late))
    if owed:
        yield Check(LOOK, ngettext("%(num)s fee is overdue now.", "%(num)s fees are overdue now.", owed))


def _unanswered(count: int) -> Iterator[Check]:
    if count:
        text = ngettext(
            "%(num)s application was left without an answer.",
            "%(num)s applications were left without an answer.",
            count,
        )
        yield Check(LOOK, text)
