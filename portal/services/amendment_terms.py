"""What a change may say: the terms in force, what differs, what is refused, what the office has to see."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, or_, select

from portal import clock
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.amendments import Amendment
from portal.models.employers import Contact
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.scope import formats
from portal.services import contacts, placement_sight, workload
from portal.services.sight import NOTHING, rows
from portal.vocabulary import OfficeAsked, PlacementStatus, Role

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Terms:
    """What both sides agreed, as far as it may be changed: minutes, minor units, local days."""

    starts_on: date
    due_on: date
    minutes: int
    fee: int
    supervisor_id: int
    deliverables: Sequence[dict[str, str]]


NAMES = tuple(Terms.__dataclass_fields__)


def in_force(placement: Placement) -> Terms:
    """What is agreed now; fee and deliverables must be loaded."""
    return Terms(
        placement.starts_on,
        placement.due_on,
        placement.minutes,
        placement.fee.amount,
        placement.supervisor_id,
        [{"name": d.name, "format": d.format, "criterion": d.criterion} for d in placement.deliverables],
    )


def changed(now: Terms, wanted: Terms) -> dict[str, Any]:
    """{name: new value} of what differs."""
    before, after = asdict(now), asdict(wanted)
    return {name: after[name] for name in NAMES if before[name] != after[name]}


def plain(values: dict[str, Any], supervisor: str) -> dict[str, Any]:
    """The same as plain JSON values, the supervisor by name."""
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    if "deliverables" in said:
        said["deliverables"] = list(said["deliverables"])
    return {**said, "supervisor_id": supervisor} if "supervisor_id" in said else said


def proposed(amendment: Amendment) -> dict[str, Any]:
    """{name: new value} of what it changes."""
    return {name: value for name in NAMES if (value := getattr(amendment, name)) is not None}


def wanted(amendment: Amendment, placement: Placement) -> Terms:
    """What would be agreed, were it in force now."""
    return replace(in_force(placement), **proposed(amendment))


def supervisors(placement: Placement, by: Actor) -> Sequence[Row]:
    """(id, name) of who may look after the work: to colleagues all of them, to others those whom they know of."""
    known = or_(Contact.id == placement.supervisor_id, Contact.id == _stand_in(placement))
    mine = Contact.employer_id == placement.employer_id
    seen = mine if by.role is Role.CONTACT else mine & known if by.role is Role.STUDENT else NOTHING
    return rows(
        select(Contact.id, Contact.name).where(contacts.LIVE, seen).order_by(Contact.name, Contact.id)
    )


def _stand_in(placement: Placement):
    return select(Project.alternate_id).where(Project.id == placement.project_id).scalar_subquery()


def refuse_impossible(placement: Placement, wanted: Terms) -> None:
    """RuleBroken in words when nobody could work by these terms."""
    now = in_force(placement)
    if wanted.minutes <= 0:
        raise RuleBroken(_("Work of no hours is no work. Enter the hours it takes."))
    if wanted.fee < 0:
        raise RuleBroken(_("A fee cannot be below zero."))
    if wanted.due_on < wanted.starts_on:
        raise RuleBroken(_("The work cannot be due before it starts."))
    if wanted.due_on != now.due_on and wanted.due_on < clock.today(placement.zone):
        raise RuleBroken(_("The new last day is over already."))
    if wanted.starts_on != now.starts_on and placement.status is not PlacementStatus.KICKOFF:
        raise RuleBroken(_("The work has started, so its first day stays."))
    if not wanted.deliverables:
        raise RuleBroken(_("Something has to be handed over in the end. Name at least one thing."))
    if any(not line["name"].strip() or not line["criterion"].strip() for line in wanted.deliverables):
        raise RuleBroken(_("Say of everything that is handed over when it is good enough."))


def office_asked(placement: Placement, wanted: Terms) -> list[OfficeAsked]:
    """Why the office has to agree, too; by the numbers the claim was made under."""
    now, policy = in_force(placement), placement_sight.agreed(placement)
    least, most = formats.limits(placement.project.format, policy.minutes_min, policy.minutes_max)
    pay_changes = (wanted.fee, wanted.minutes) != (now.fee, now.minutes)
    asked = {
        OfficeAsked.FEE_DROPS: wanted.fee < now.fee,
        # Neither side pays it: they cannot agree on other people's money between them.
        OfficeAsked.FUND_PAYS_MORE: placement.fee.fund_id is not None and wanted.fee > now.fee,
        OfficeAsked.BELOW_FLOOR: pay_changes and wanted.fee * 60 < policy.fee_floor * wanted.minutes,
        OfficeAsked.HOURS_OUTSIDE: wanted.minutes != now.minutes and not least <= wanted.minutes <= most,
    }
    return [why for why, holds in asked.items() if holds]


def warnings(placement: Placement, wanted: Terms, by: Actor) -> list[str]:
    """What the reader should know before they agree to these hours and days; nothing here forbids it.

    The student reads what else takes their weeks; everybody else only what this work alone would take.
    """
    if not _time_changes(placement, wanted):
        return []
    if by.role is Role.STUDENT:
        return _weighed(placement, wanted).warned
    weeks = max(1, -(-((wanted.due_on - wanted.starts_on).days + 1) // WEEK.days))
    a_week, most = round(wanted.minutes / weeks), placement_sight.agreed(placement).weekly_ceiling
    if a_week <= most:
        return []
    words = _("It would take %(hours)s hours a week; the campus's ceiling is %(most)s.")
    return [words % {"hours": workload.hours(a_week), "most": workload.hours(most)}]


def refuse_overload(placement: Placement, wanted: Terms, by: Actor) -> None:
    """RuleBroken where the campus keeps a student from weeks that are too full."""
    if by.role is Role.STUDENT and _time_changes(placement, wanted):
        workload.refuse(_weighed(placement, wanted))


def _weighed(placement: Placement, wanted: Terms) -> workload.Verdict:
    return workload.of_change(placement, wanted.starts_on, wanted.due_on, wanted.minutes)


def _time_changes(placement: Placement, wanted: Terms) -> bool:
    now = in_force(placement)
    return (wanted.minutes, wanted.starts_on, wanted.due_on) != (now.minutes, now.starts_on, now.due_on)
