"""What the three audiences' message pages have in common: the thread, writing, and calling the office."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import htmx
from portal.blueprints import unread
from portal.blueprints.door import actor
from portal.blueprints.refusals import done
from portal.forms.base import Form
from portal.forms.messages import LookForm, MessageForm
from portal.security import key
from portal.services import message_readings, messages
from portal.vocabulary import Side


def show(audience: str, placement_id: int):
    """The thread; what asks for news by itself is answered 204 when there is none."""
    placement = messages.get(actor(), placement_id)
    if htmx.is_partial() and request.args.get("news", type=key) == messages.newest(placement):
        return "", 204
    if audience == "staff" and not messages.call_of(placement):
        return unopened(placement, LookForm())
    return page(audience, placement, MessageForm())


def say(audience: str, placement_id: int):
    """One message more, once however often it is sent."""
    placement, form = messages.get(actor(), placement_id), MessageForm()
    said = lambda: messages.say(placement, form.text.data, form.files.data, by=actor())  # noqa: E731
    if done(form, "write", said):
        return redirect(url_for(f"{audience}.messages_show", placement_id=placement_id), 303)
    return page(audience, messages.get(actor(), placement_id), form, 422)


def call_office(audience: str, placement_id: int):
    """One side asks the office to join."""
    placement = messages.get(actor(), placement_id)
    if done(Form(), "call_office", lambda: messages.call_office(placement, by=actor())):
        flash(_("The career office has been asked to join. It reads the whole thread now."))
    return redirect(url_for(f"{audience}.messages_show", placement_id=placement_id), 303)


def look_in(placement_id: int):
    """The office opens a thread with a reason."""
    placement, form = messages.get(actor(), placement_id), LookForm()
    if done(form, "look_in", lambda: messages.look_in(placement, form.note.data, by=actor())):
        flash(_("The thread is open to the career office. Both sides have been told."))
        return redirect(url_for("staff.messages_show", placement_id=placement_id), 303)
    return unopened(messages.get(actor(), placement_id), form, 422)


def unopened(placement: Any, form: LookForm, status: int = 200):
    """What the office sees before it was called: nothing of what was said."""
    risk = messages.at_risk(placement)
    page = render_template("staff/messages/unopened.html", placement=placement, form=form, risk=risk)
    return page, status


def page(audience: str, placement: Any, form: MessageForm, status: int = 200):
    """The thread with its form, or the thread alone where it is asked for by itself."""
    before = request.args.get("before", type=key)
    thread = messages.read(placement, before, by=actor())
    if request.method == "GET":
        messages.looked(placement, thread, by=actor(), away=htmx.is_partial())
    if not htmx.is_partial():
        unread.seen(placement.id)
    g.timezone = g.get("timezone") or placement.zone
    return htmx.render(
        "messages/show.html",
        "messages/_thread.html",
        status,
        **shown(audience, placement, thread),
        form=form,
        before=before,
    )


def shown(audience: str, placement: Any, thread: messages.Thread) -> dict[str, Any]:
    """What the templates of a thread want."""
    at = {"placement_id": placement.id}
    here = url_for(f"{audience}.messages_show", **at)
    return {
        "placement": placement,
        "audience": audience,
        "lines": [line(message, thread, message_readings.SIDES[actor().role]) for message in thread.messages],
        "here": here,
        "poll": url_for(f"{audience}.messages_show", news=thread.newest, **at),
        "older": url_for(f"{audience}.messages_show", before=thread.older, **at) if thread.older else "",
        "call": messages.call_of(placement),
        "until": messages.writable_until(placement),
        "open": messages.may_write(placement),
    }


def line(message: Any, thread: messages.Thread, side: Side) -> dict[str, Any]:
    """One message as its component wants it."""
    return {
        "id": message.id,
        "who": message.author,
        "of": message.side.label,
        "at": message.created_at,
        "text": message.text,
        "mine": message.side is side,
        "new": message.id > thread.read and message.author_id != actor().user_id,
        "files": [kept.file for kept in message.files],
    }
