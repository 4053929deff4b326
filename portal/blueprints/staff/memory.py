"""P9: everything the office knows of an employer, on one page."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.blueprints import audit_pages, refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.memory import NoteForm
from portal.security import key
from portal.services import audit, host_figures, host_reviews, memory, outcomes, partnerships, receipts
from portal.services.audit import Filters
from portal.vocabulary import HostAspect


@bp.get("/partnerships/<int:record_id>/memory")
def memory_show(record_id: int):
    return page(partnerships.get(actor(), record_id), NoteForm())


def page(partnership, form, status: int = 200):
    campus_id, employer_id = partnership.campus_id, partnership.employer_id
    story = audit.listing(actor(), Filters(employer_id=employer_id), request.args.get("before", type=key))
    here = url_for(".memory_show", record_id=partnership.id)
    shown = render_template(
        "staff/memory/show.html",
        partnership=partnership,
        outcomes=memory.outcomes(campus_id, employer_id),
        came=outcomes.of_employer(campus_id, employer_id),
        notes=memory.notes(partnership),
        said=host_figures.summary(campus_id, employer_id),
        reviews=host_reviews.about(campus_id, employer_id),
        aspects=list(HostAspect),
        quiet=partnership.id in {row.id for row in memory.quiet(actor())},
        entries=audit_pages.entries(story.entries, "staff.audit_index", audit_pages.STAFF_LINKS),
        older=f"{here}?before={story.older}" if story.older else "",
        start=here if "before" in request.args else "",
        form=form,
    )
    return shown, status


@bp.post("/partnerships/<int:record_id>/memory")
def memory_note(record_id: int):
    """Keep a note; sent twice, it is one."""
    partnership, form = partnerships.get(actor(), record_id), NoteForm()
    if not form.validate_on_submit():
        return page(partnership, form, 422)
    if receipts.once(form.form_key.data, actor(), "memory_note").repeated:
        return back(record_id)
    with refusals.at(form.follow_up_on):
        memory.note(partnership, form.text.data, form.follow_up_on.data, by=actor())
        db.session.commit()
        flash(_("Noted."), "good")
        return back(record_id)
    return page(partnerships.get(actor(), record_id), form, 422)


def back(record_id: int):
    return redirect(url_for(".memory_show", record_id=record_id), 303)


@bp.post("/partnerships/<int:record_id>/memory/<int:note_id>/done")
def memory_done(record_id: int, note_id: int):
    """Tick it off."""
    memory.settle(partnerships.get(actor(), record_id), note_id, by=actor())
    db.session.commit()
    return back(record_id)


@bp.post("/partnerships/<int:record_id>/ask-again")
def memory_ask_again(record_id: int):
    """Ask the employer for another project."""
    with refusals.flashed():
        memory.ask_again(partnerships.get(actor(), record_id), by=actor())
        db.session.commit()
        flash(_("A letter is on its way."), "good")
    return back(record_id)
