"""E9: the people of an employer, a new colleague, and handing over when one leaves."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.blueprints import refusals
from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.database import db
from portal.forms.employers import ColleagueForm, HandOverForm
from portal.services import colleagues, contacts, hand_overs, newcomers, receipts

ANSWERED = {
    "confirm": lambda: _("Confirmed. They see from now on what you see."),
    "turn_away": lambda: _("Their account here has ended, and the career office is told."),
}


@bp.get("/people")
def people_index():
    """Who works here, and what each of them looks after."""
    return page(ColleagueForm())


def page(form, status: int = 200):
    shown = render_template(
        "employer/people/index.html",
        people=hand_overs.people(actor()),
        newcomers=newcomers.listing(actor()),
        form=form,
        me=actor().contact_id,
    )
    return shown, status


@bp.post("/people/<int:contact_id>/<any(confirm, turn_away):verb>")
def people_answer(contact_id: int, verb: str):
    """Whether somebody with a mailbox at the employer's domain belongs to it; answered twice, it is once."""
    contact = newcomers.get(actor(), contact_id)
    if contact.waits:
        {"confirm": newcomers.confirm, "turn_away": newcomers.turn_away}[verb](contact, by=actor())
        db.session.commit()
        flash(ANSWERED[verb](), "good")
    return redirect(url_for(".people_index"), 303)


@bp.post("/people")
def people_add():
    """A colleague with an account of their own; added twice, it is one."""
    form = ColleagueForm()
    if not form.validate_on_submit():
        return page(form, 422)
    if receipts.once(form.form_key.data, actor(), "people_add").repeated:
        return redirect(url_for(".people_index"), 303)
    with refusals.at(form.email):
        colleagues.add(form.name.data, form.email.data, form.title.data or "", by=actor())
        db.session.commit()
        flash(_("Added. An invitation is on its way."), "good")
        return redirect(url_for(".people_index"), 303)
    return page(form, 422)


@bp.get("/people/<int:contact_id>/hand-over")
def people_ask(contact_id: int):
    """To whom, and whether they leave."""
    contact = contacts.get(actor(), contact_id)
    return ask_page(contact, form_for(contact))


def form_for(contact) -> HandOverForm:
    others = [row for row in contacts.colleagues(actor()) if row.id != contact.id]
    form = HandOverForm()
    form.offer(others)
    return form


def ask_page(contact, form, status: int = 200):
    return render_template("employer/people/hand_over.html", contact=contact, form=form), status


def to_whom(form):
    return contacts.get(actor(), form.to.data)


@bp.post("/people/<int:contact_id>/hand-over")
def people_hand_over(contact_id: int):
    """Everything at once, or nothing."""
    contact = contacts.get(actor(), contact_id)
    form = form_for(contact)
    if not form.validate_on_submit():
        return ask_page(contact, form, 422)
    with refusals.above(form):
        hand_overs.hand_over(contact, to_whom(form), leaves=form.leaves.data, by=actor())
        gone = form.leaves.data and contact.id == actor().contact_id
        db.session.commit()
        flash(_("Handed over. Everybody it concerns is told."), "good")
        return redirect("/" if gone else url_for(".people_index"), 303)
    return ask_page(contacts.get(actor(), contact_id), form, form.status_code)
