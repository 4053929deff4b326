"""What the review desk shows beside the paper: the form of each kind, its facts, and what else waits."""

from datetime import date
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock
from portal.blueprints import fund_words, revision_words
from portal.blueprints.door import actor
from portal.forms.reviews import ApprovalForm, ChangeForm, DecisionForm, approval_form, with_reasons
from portal.services import (
    care,
    decline_codes,
    employer_changes,
    lessons,
    outcomes,
    partnerships,
    review_queue,
    scoping,
    threads,
    vetting,
)
from portal.services.vetting import Approval
from portal.vocabulary import PartnershipStatus


def form_of(kind: str, record) -> type[DecisionForm]:
    """The form of a decision; an application's asks for a reason for each item left open."""
    if kind == "change":
        return ChangeForm
    if kind == "revision":
        return fund_words.asked(ChangeForm, record.project, actor(), record.content.get("fee"))
    form = with_reasons(_form_of(kind, record), decline_codes.offered(record.campus_id))
    return fund_words.asked(form, record, actor()) if kind == "project" else form


def _form_of(kind: str, record) -> type[DecisionForm]:
    if kind == "project":
        return DecisionForm
    if record.status is not PartnershipStatus.IN_REVIEW:
        return ApprovalForm
    return approval_form([line.item for line in vetting.still_open(vetting.checklist(record.id))])


def approval(form: DecisionForm) -> Approval | None:
    """What was typed about an approval of an application."""
    if not isinstance(form, ApprovalForm):
        return None
    return Approval(form.reasons, form.open_limit.data, form.review_on.data)


def in_a_year() -> date:
    """The day of the next review, unless another is typed."""
    return clock.today(g.campus.zone) + vetting.REVIEW_EVERY


def more(kind: str, record) -> dict[str, Any]:
    """What the paper of one kind shows beside the record itself."""
    if kind == "change":
        return {"thread": None, "differences": employer_changes.differences(record)}
    if kind == "revision":
        return {"thread": None, "differences": revision_words.lines(record)}
    if kind == "project":
        learned = lessons.of(actor(), record)
        return {"thread": threads.read(record), "lessons": learned, "came": came_of(record), **scoping.WORDS}
    lines = vetting.checklist(record.id)
    return {
        "thread": threads.read(record),
        "reference": partnerships.reference(record.id),
        "lines": lines,
        "left": vetting.still_open(lines),
        "required": len(vetting.REQUIRED),
        "cases": care.cases(record),
    }


def came_of(project) -> str:
    """What followed the project's placements; nothing before one is completed."""
    tally = outcomes.of_project(actor().campus_id, project.id)
    return tally.line if tally.completed else ""


def also(by, figures: review_queue.Figures) -> list[dict[str, Any]]:
    """What waits beside the queue: students to decide on, and yearly reviews."""
    students = [
        {
            "label": _("Decide on the students at %(employer)s", employer=row.employer),
            "note": _("The partnership is out of force: %(state)s", state=row.status.label),
            "state": ngettext("%(num)s student", "%(num)s students", row.count),
            "href": url_for("staff.care_index", record_id=row.id),
        }
        for row in care.undecided(by)
    ]
    due = {
        "label": _("Yearly reviews"),
        "state": _("%(count)s due", count=figures.reviews_due),
        "href": url_for("staff.renewals_index"),
    }
    others = {
        "label": _("Projects of other campuses"),
        "note": _("Your students see them once you agree"),
        "state": _("%(count)s waiting", count=figures.asked_by_others),
        "href": url_for("staff.projects_index"),
    }
    counted = ((due, figures.reviews_due), (others, figures.asked_by_others))
    return [*said_by_students(figures), *students, *(line for line, count in counted if count)]


def said_by_students(figures: review_queue.Figures) -> list[dict[str, Any]]:
    """What students wrote about their hosts and nobody has read yet; whether one of them did not feel safe."""
    line = {
        "label": _("What students say of their hosts"),
        "note": _("Somebody did not feel safe") if figures.unsafe else "",
        "state": _("%(count)s waiting", count=figures.host_reviews),
        "late": figures.unsafe > 0,
        "href": url_for("staff.host_reviews_index"),
    }
    return [line] if figures.host_reviews else []
