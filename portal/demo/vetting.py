"""What the demo's offices found about each employer, what they limited, and what employers want to change."""

from datetime import timedelta

from sqlalchemy import func, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo.world import Place, World
from portal.models.employers import Partnership
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import (
    care,
    employer_changes,
    employer_profiles,
    partnerships,
    renewals,
    vetting,
)
from portal.services.vetting import Answer, Approval
from portal.vocabulary import CareChoice, PartnershipStatus, stages
from portal.vocabulary import VettingItem as I

LIMITED = {"Spoke and Pedal": 1, "Fernbank Nursery": 2}
"""New here: so many projects until the first placement is completed."""
DUE = {"Hollis and Ware": 12, "Moor Valley Transit": 25, "Tidewrack Trust": 5}
"""To be reviewed again in so many days."""
FORGOTTEN = ("Sunday Press", "Foundry Makerspace")
"""Their review is overdue."""
HALF = (I.WEBSITE, I.MAIL_DOMAIN, I.NO_MONEY, I.TERMS)


def found(partnership: Partnership, items=vetting.ITEMS) -> dict[I, Answer]:
    """What an officer would have noted, item by item."""
    employer, who = partnership.employer, partnership.applicant
    notes = {
        I.WEBSITE: ("Opened it: team, work and address are there.", employer.website),
        I.MAIL_DOMAIN: (f"{who.email} against {employer.domain}.", ""),
        I.ADDRESS_PHONE: (f"In the town directory; the desk at {employer.phone} put me through.", ""),
        I.REGISTRATION: (f"Number {employer.registration}, active.", "https://register.example/01234567"),
        I.SUPERVISOR: (f"{who.name} is on the team page.", f"{employer.website}/team"),
        I.NO_MONEY: ("Asked on the telephone: nothing is sold to students.", ""),
        I.PAY: ("In line with what the town pays.", ""),
        I.NOT_RECRUITER: ("The work is for themselves.", ""),
        I.PAST_RECORD: ("Nothing against them.", ""),
        I.NO_CONFLICT: ("Asked the team, nobody has an interest.", ""),
        I.TERMS: (f"{partnership.terms_version}, {partnership.terms_name}.", ""),
    }
    return {item: Answer(True, *notes[item]) for item in items}


def tick(partnership: Partnership, staff: Actor, items=vetting.ITEMS) -> None:
    """Note what was found; one employer has no entry in any register."""
    answers = found(partnership, items)
    if partnership.employer.name == "Second Shelf Books":
        answers.pop(I.REGISTRATION, None)
        answers.pop(I.SUPERVISOR, None)
    vetting.save(partnership, answers, vetting.seen(vetting.checklist(partnership.id)), by=staff)


def approval(partnership: Partnership) -> Approval:
    """With a limit for some, with a reason for what one of them left open."""
    why = "A shop of two people: the buyer looks after the student himself."
    open_items = {I.SUPERVISOR: why} if partnership.employer.name == "Second Shelf Books" else {}
    return Approval(open_items, LIMITED.get(partnership.employer.name))


def half(partnership: Partnership, staff: Actor) -> None:
    """A checklist in the middle of its work."""
    tick(partnership, staff, HALF)


def renew(partnership: Partnership, staff: Actor) -> None:
    """The yearly look, which two were not given."""
    if partnership.employer.name in FORGOTTEN:
        return
    next_on = clock.today(partnership.campus.zone) + vetting.REVIEW_EVERY
    renewals.reviewed(partnership, next_on, "All as before; fees were paid in time.", by=staff)


def finish(world: World) -> None:
    """The present: reviews that come soon, an employer suspended with students at work, changes that wait."""
    for place in world.places.values():
        for row in partnerships.listing(place.staff):
            if row.employer in DUE and row.status is PartnershipStatus.APPROVED:
                found = partnerships.get(place.staff, row.id)
                next_on = clock.today(place.zone) + timedelta(days=DUE[row.employer])
                renewals.reviewed(found, next_on, "Two questions are open; look again soon.", by=place.staff)
    admit(world.places["north"].staff, "Fernbank Nursery")
    rest(world.places["north"])
    for contact in world.places["north"].partners[1:3]:
        move_house(contact)
    turn_down(world.places["north"].staff, world.places["north"].partners[3])


def admit(staff: Actor, name: str) -> None:
    """Somebody new is approved just now, with a limit."""
    for row in partnerships.listing(staff):
        if row.employer == name and row.status is PartnershipStatus.IN_REVIEW:
            partnership = partnerships.get(staff, row.id)
            tick(partnership, staff)
            partnerships.approve(partnership, approval(partnership), by=staff)


def rest(place: Place) -> None:
    """The two with the most students at work are suspended; neither the demo supervisor's nor one with a draw."""
    ours = place.partners[0].employer_id
    drawing = select(Project.employer_id).where(Project.by_draw.is_(True))
    busy = (
        select(Placement.employer_id)
        .where(
            Placement.campus_id == place.campus_id,
            Placement.employer_id != ours,
            Placement.employer_id.not_in(drawing),
            Placement.status.in_(stages.RUNNING),
        )
        .group_by(Placement.employer_id)
        .order_by(func.count().desc(), Placement.employer_id)
        .limit(2)
    )
    resting = list(db.session.scalars(busy))
    for row in partnerships.listing(place.staff):
        if row.employer_id in resting and row.status is PartnershipStatus.APPROVED:
            partnership = partnerships.get(place.staff, row.id)
            partnerships.suspend(
                partnership, by=place.staff, note="Two fees are overdue, and nobody answers."
            )
            look_after(partnership, place.staff, whole=row.employer_id == resting[-1])


def move_house(contact: Actor, reason: str = "We have moved and changed our legal form.") -> None:
    """An employer changes what was vetted."""
    employer = employer_profiles.own(contact)
    typed = employer_profiles.profile(employer) | {"reason": reason}
    moved = {
        "legal_name": f"{employer.name} CIC",
        "address": "3 Mill Lane, Northmoor",
        "phone": "+44 20 7946 0155",
    }
    employer_profiles.edit(employer, typed | moved, by=contact)


def turn_down(staff: Actor, contact: Actor) -> None:
    """And one whose change was not accepted."""
    employer = employer_profiles.own(contact)
    typed = employer_profiles.profile(employer) | {
        "website": f"https://{employer.domain.replace('.', '-shop.', 1)}"
    }
    change = employer_profiles.edit(employer, {"reason": "", **typed}, by=contact)
    note = "The new website does not name your organisation. Please add an imprint, then send it again."
    employer_changes.decline(employer_changes.get(staff, change.id), by=staff, note=note)


def look_after(partnership: Partnership, staff: Actor, *, whole: bool) -> None:
    """Decide on the students at work when a partnership goes out of force: on all, or on all but the last."""
    waiting = [case for case in care.cases(partnership) if case.open]
    for place, case in enumerate(waiting if whole else waiting[:-1]):
        choice = (CareChoice.OFFICE, CareChoice.GO_ON)[place % 2]
        note = "Jonah meets the student each week until it is done."
        care.decide(partnership, care.get(partnership, case.row.id), choice, note, by=staff)
