"""Where it stands: the employer's partnerships, their threads, and what waits for the employer."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.forms.base import Form
from portal.forms.partnerships import AnswerForm
from portal.services import (
    decline_codes,
    newcomers,
    partnerships,
    placement_lists,
    projects,
    receipts,
    threads,
)
from portal.vocabulary import PartnershipStatus, ProjectStatus, Side


@bp.get("/")
def home():
    """Every partnership, and the tasks that are the employer's."""
    posted = projects.listing(actor())
    found = partnerships.listing(actor())
    return render_template(
        "employer/home.html", partnerships=found, projects=posted, tasks=tasks(found, posted)
    )


def tasks(found, posted) -> list[dict]:
    """What waits for the employer, most urgent first: questions, placements, applicants, drafts."""
    asked = [
        {"label": _("Answer the question of %(campus)s", campus=row.campus), "href": partnership_page(row.id)}
        for row in found
        if row.status is PartnershipStatus.CHANGES_REQUESTED
    ]
    return [*asked, *strangers(), *moves(), *posting_tasks(posted)]


def strangers() -> list[dict]:
    """Whoever says that they belong to the employer waits for one of its people to say so."""
    return [
        {
            "label": _("Does %(name)s work with you?", name=row.name),
            "href": url_for("employer.people_index", _anchor=f"newcomer-{row.id}"),
        }
        for row in newcomers.listing(actor())
    ]


def moves() -> list[dict]:
    """The first move that is the employer's in each running placement."""
    mine = [(row, standing.of(Side.EMPLOYER)) for row, standing in placement_lists.live(actor())]
    return [
        {
            "label": f"{found[0].text}: {row.title}",
            "href": url_for("employer.placements_show", placement_id=row.id),
            "note": row.student,
            "state": _("Overdue") if found[0].late else "",
        }
        for row, found in mine
        if found
    ]


def posting_tasks(posted) -> list[dict]:
    """Projects to change, applicants to answer, drafts to finish."""
    changes = [
        {"label": _("Change “%(title)s” and send it again", title=row.title), "href": project_page(row.id)}
        for row in posted
        if row.status is ProjectStatus.CHANGES_REQUESTED
    ]
    waiting = [
        {
            "label": _("Answer applicants for “%(title)s”", title=row.title),
            "href": project_page(row.id),
            "state": _("%(count)s waiting", count=row.waiting),
        }
        for row in posted
        if row.waiting
    ]
    drafts = [
        {
            "label": _("Finish “%(title)s”", title=row.title or _("a new project")),
            "href": project_page(row.id),
        }
        for row in posted
        if row.status is ProjectStatus.DRAFT
    ]
    return [*changes, *waiting, *drafts]


def partnership_page(partnership_id: int) -> str:
    return url_for("employer.partnerships_show", partnership_id=partnership_id)


def project_page(project_id: int) -> str:
    return url_for("employer.projects_show", project_id=project_id)


@bp.get("/partnerships/<int:partnership_id>")
def partnerships_show(partnership_id: int):
    """One partnership: its state, what next, and the thread with the office."""
    return page(partnerships.get(actor(), partnership_id), AnswerForm())


def page(partnership, form, status: int = 200):
    shown = render_template(
        "employer/partnerships/show.html",
        partnership=partnership,
        form=form,
        reference=partnerships.reference(partnership.id),
        thread=threads.read(partnership),
        declined=decline_codes.said(partnership.campus_id, partnership.decline_code, partnership.status_at),
        verbs={step.verb: step.label for step in partnerships.LIFECYCLE.choices(partnership, actor())},
    )
    return shown, status


@bp.post("/partnerships/<int:partnership_id>/comments")
def partnerships_comment(partnership_id: int):
    """Answer a change request, or add a line to the thread."""
    partnership, form = partnerships.get(actor(), partnership_id), AnswerForm()
    if not form.validate_on_submit():
        return page(partnership, form, 422)
    if not receipts.once(form.form_key.data, actor(), "partnerships_comment").repeated:
        say(partnership, form.text.data)
        db.session.commit()
        flash(_("Sent to the career office."), "good")
    return redirect(partnership_page(partnership_id), 303)


def say(partnership, text: str) -> None:
    if partnership.status is PartnershipStatus.CHANGES_REQUESTED:
        partnerships.answer(partnership, by=actor(), note=text)
    else:
        threads.comment(partnership, text, by=actor())


@bp.get("/partnerships/<int:partnership_id>/withdraw")
def partnerships_withdrawal(partnership_id: int):
    """Ask once whether it is meant."""
    partnership = partnerships.get(actor(), partnership_id)
    return render_template("employer/partnerships/withdraw.html", partnership=partnership, form=Form())


@bp.post("/partnerships/<int:partnership_id>/withdraw")
def partnerships_withdraw(partnership_id: int):
    """Take the application back."""
    partnership = partnerships.get(actor(), partnership_id)
    if partnership.status is not PartnershipStatus.WITHDRAWN:
        partnerships.withdraw(partnership, by=actor())
        db.session.commit()
        flash(_("The application is withdrawn."), "good")
    return redirect(partnership_page(partnership_id), 303)
