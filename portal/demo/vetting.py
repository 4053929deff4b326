"""What the demo's offices found about each employer, what they limited, and what employers want to change."""

from portal.actor import Actor
from portal.models.employers import Partnership
from portal.services import care, vetting
from portal.services.vetting import Answer, Approval
from portal.vocabulary import CareChoice
from portal.vocabulary import VettingItem as I

LIMITED = {"Quarry Climbing": 1, "Northmoor City Museum": 2, "Pocket Park Society": 2}
"""New here: so many projects until the first placement is completed."""
DUE = {"Hollis and Ware": 12, "Sunday Press": -20, "Moor Valley Transit": 25, "Saltmarsh Seafood": 5}
"""Reviewed again so many days from now."""
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


def look_after(partnership: Partnership, staff: Actor) -> None:
    """Decide on all students at work but the last, when a partnership goes out of force."""
    waiting = [case for case in care.cases(partnership) if case.open]
    for place, case in enumerate(waiting[:-1]):
        choice = (CareChoice.GO_ON, CareChoice.OFFICE)[place % 2]
        note = "Jonah meets the student each week until it is done."
        care.decide(partnership, care.get(partnership, case.row.id), choice, note, by=staff)
