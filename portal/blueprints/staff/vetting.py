"""P2: the checklist of a partnership, worked through on one page; every mark stays on record."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.staff import bp
from portal.database import db
from portal.forms.vetting import ChecklistForm
from portal.services import checks, partnerships, receipts, vetting
from portal.services.vetting import Answer


@bp.get("/partnerships/<int:record_id>/checklist")
def vetting_show(record_id: int):
    """Every item with what was found, and all that was marked before."""
    partnership = partnerships.get(actor(), record_id)
    lines = vetting.checklist(partnership.id)
    return page(partnership, ChecklistForm(data=shown(lines)), lines)


def shown(lines) -> dict:
    """The newest marks as the values of the form."""
    told = {"seen": str(vetting.seen(lines))}
    for line in lines:
        answer = line.answer
        told |= {
            f"{line.item.value}_ticked": answer.ticked,
            f"{line.item.value}_note": answer.note,
            f"{line.item.value}_evidence": answer.evidence,
        }
    return told


def page(partnership, form, lines, status: int = 200):
    shown = render_template(
        "staff/vetting/checklist.html",
        partnership=partnership,
        form=form,
        lines=lines,
        left=vetting.still_open(lines),
        required=len(vetting.REQUIRED),
        marks=vetting.history(partnership.id),
        checks=checks.of_partnership(partnership),
    )
    return shown, status


@bp.post("/partnerships/<int:record_id>/checklist")
def vetting_save(record_id: int):
    """Keep what changed, each as a mark of its own."""
    partnership, form = partnerships.get(actor(), record_id), ChecklistForm()
    if not form.validate_on_submit():
        return page(partnership, form, vetting.checklist(partnership.id), 422)
    if receipts.once(form.form_key.data, actor(), "vetting_save").repeated:
        return redirect(url_for(".vetting_show", record_id=record_id), 303)
    with refusals.above(form):
        save(partnership, form)
        db.session.commit()
        return redirect(url_for(".reviews_show", kind="partnership", record_id=record_id), 303)
    return refused(record_id, form)


def save(partnership, form) -> None:
    answers = {item: Answer(*told) for item, told in form.told.items()}
    seen = int(form.seen.data) if (form.seen.data or "").isdigit() else None
    count = len(vetting.save(partnership, answers, seen, by=actor()))
    flash(_("The checklist is saved.") if count else _("Nothing had changed."), "good")


def refused(record_id: int, form):
    """Nothing was kept: what was typed stays, beside the marks as they are now."""
    partnership = partnerships.get(actor(), record_id)
    lines = vetting.checklist(partnership.id)
    form.seen.data = str(vetting.seen(lines))
    return page(partnership, form, lines, form.status_code)
