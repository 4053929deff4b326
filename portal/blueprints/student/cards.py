"""Cards of the board: a row of the search as the words and numbers a card shows."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n

from portal.display import hours, money, per_hour
from portal.services import fits, responses
from portal.vocabulary import ClaimStatus, Selection

MINE = {
    ClaimStatus.HELD: lambda: _("A seat is held for you"),
    ClaimStatus.OFFERED: lambda: _("You have an offer"),
    ClaimStatus.PROPOSED: lambda: _("You have an offer"),
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
        "tab": tab(row, row.claim_id, row.claim_status),
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


def tab(project, claim_id: int | None = None, status: ClaimStatus | None = None) -> dict:
    """The first whole tab: my claim, a seat to claim, a form to apply with, or why there is none."""
    if claim_id:
        words = MINE.get(status, lambda: _("You applied"))()
        return {"held": words, "tab_href": url_for("student.claims_show", claim_id=claim_id)}
    if project.seats_taken >= project.seats:
        return {"label": _("No seat left")}
    if project.selection is Selection.CLAIM:
        return {"action": url_for("student.claims_create", project_id=project.id)}
    if project.selection is Selection.APPLY:
        return {
            "tab_href": url_for("student.claims_new", project_id=project.id),
            "label": _("Apply for a seat"),
        }
    return {"label": _("The career office proposes students")}
