"""Cards of the board: a row of the search as the words and numbers a card shows."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n

from portal.display import hours, money, per_hour
from portal.services import fits, responses
from portal.vocabulary import ClaimStatus, Selection

MINE = {
    ClaimStatus.HELD: lambda: _("A seat is held for you"),
    ClaimStatus.OFFERED: lambda: _("You have an offer"),
    ClaimStatus.PROPOSED: lambda: _("You are proposed for a seat"),
    ClaimStatus.ACCEPTED: lambda: _("You have a seat"),
    ClaimStatus.WAITLISTED: lambda: _("You are on the waiting list"),
}


def cards(rows, campus_id: int | None) -> list[dict]:
    """The cards of these rows, each with how its employer answers."""
    records = responses.of_employers(campus_id, {row.employer_id for row in rows})
    return [card(row, records.get(row.employer_id, responses.NOTHING)) for row in rows]


def card(row, record: responses.Record) -> dict:
    """What the notice macro is called with; `row` as board.search gives it."""
    skills = fits.shared_skills(row.my_skills, [*(row.must_skills or ()), *(row.learn_skills or ())])
    return {
        "id": row.id,
        "org": row.employer,
        "answers": record.line,
        "title": row.title,
        "summary": row.summary,
        "closes_on": row.apply_by,
        "facts": figures(row),
        "left": row.seats - row.seats_taken,
        "total": row.seats,
        "fit": ", ".join(skills),
        "tab": tab(row, Mine(row.claim_id, row.claim_status, bool(row.interest_id), bool(row.draws_at))),
    }


def figures(project) -> list[tuple[str, str]]:
    """Hours, fee and place, each with what stands under it."""
    weeks = fits.weeks(project.starts_on, project.due_on)
    over = _n("over %(num)s week", "over %(num)s weeks", weeks)
    paid = _("%(fee)s an hour", fee=per_hour(project.fee, project.minutes, project.currency))
    return [
        (hours(project.minutes), over),
        (money(project.fee, project.currency), paid),
        (project.place.label, project.field.label),
    ]


@dataclass(frozen=True)
class Mine:
    """What the student has to do with a project already, and whether a draw lies ahead."""

    claim_id: int | None = None
    status: ClaimStatus | None = None
    interested: bool = False
    draws: bool = False


def tab(project, mine: Mine = Mine()) -> dict:
    """The first whole tab: my claim, a seat to claim, a form to apply with, a list to join."""
    if mine.claim_id:
        words = MINE.get(mine.status, lambda: _("You applied"))()
        return {"held": words, "tab_href": url_for("student.claims_show", claim_id=mine.claim_id)}
    full = project.seats_taken >= project.seats
    return (FULL if full else FREE)[project.selection](project.id, mine)


def claiming(project_id: int, mine: Mine) -> dict:
    label = _("Take part in the draw") if mine.draws else ""
    return {"action": url_for("student.claims_create", project_id=project_id), "label": label}


def applying(project_id: int, mine: Mine) -> dict:
    return {
        "tab_href": url_for("student.claims_new", project_id=project_id),
        "label": _("Apply for a seat"),
    }


def showing_interest(project_id: int, mine: Mine) -> dict:
    if mine.interested:
        words, href = _("You are interested"), url_for("student.projects_show", project_id=project_id)
        return {"held": words, "tab_href": href}
    address = url_for("student.interests_create", project_id=project_id)
    return {"action": address, "label": _("I am interested")}


def waiting(project_id: int, mine: Mine) -> dict:
    address = url_for("student.claims_wait", project_id=project_id)
    return {"action": address, "label": _("Join the waiting list")}


def applying_to_wait(project_id: int, mine: Mine) -> dict:
    return {**applying(project_id, mine), "label": _("Apply for the waiting list")}


FREE = {Selection.CLAIM: claiming, Selection.APPLY: applying, Selection.MATCH: showing_interest}
FULL = {Selection.CLAIM: waiting, Selection.APPLY: applying_to_wait, Selection.MATCH: waiting}
