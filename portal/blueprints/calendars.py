"""One's own dates in one's own calendar: the page of the secret address, the feed behind it, files of a placement."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from portal import limits, mail
from portal.blueprints import unread
from portal.blueprints.door import actor, public, require_role
from portal.blueprints.downloads import HEADERS
from portal.blueprints.refusals import done
from portal.errors import NotFound
from portal.forms.base import Form
from portal.services import calendar_events, calendar_files, calendars

ONCE = "calendar_address"
"""Where a new secret waits, in the visitor's own cookie, for the one page that shows it."""

bp = Blueprint("calendars", __name__)
require_role(bp, *calendars.ROLES)
unread.count_on(bp, "calendars.show")


@bp.get("/calendar")
def show():
    """Whether there is an address; a new one is shown this once."""
    secret = session.pop(ONCE, "")
    address = mail.url("calendars.feed", secret=secret) if secret else ""
    return render_template(
        "calendars/show.html",
        feed=calendars.live(current_user.membership_id),
        address=address,
        subscribe=address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        form=Form(),
    )


@bp.post("/calendar")
def make():
    """A new address; the old one is void."""
    secrets: list[str] = []
    if done(Form(), "calendar", lambda: secrets.append(calendars.make(mine(), by=actor()))) and secrets:
        session[ONCE] = secrets[0]
    return redirect(url_for(".show"), 303)


@bp.post("/calendar/end")
def end():
    """The address is void from now on."""
    if done(Form(), "calendar_end", lambda: calendars.revoke(mine(), by=actor())):
        flash(_("The address has ended. Calendars that read it get nothing more."))
    return redirect(url_for(".show"), 303)


def mine() -> int:
    return current_user.membership_id


@bp.get("/feed/<secret>.ics")
@public
def feed(secret: str):
    """The dates of whoever the secret belongs to; a dead address is like one that never was."""
    try:
        reader = calendars.subscriber(secret)
    except NotFound:
        if not limits.count("feed address", request.remote_addr or ""):
            raise limits.TooMany(
                _("Too many addresses were tried from here. Please wait a minute.")
            ) from None
        raise
    if not limits.count("feed", secret):
        raise limits.TooMany(_("This calendar is read too often. Please wait a while."), wait=600)
    g.locale, g.timezone = reader.locale, reader.zone
    return answer(_("Micro-internships"), calendar_events.mine(reader.actor))


def of_placement(placement_id: int) -> Response:
    """The dates of one placement, to be saved."""
    events = calendar_events.of_placement(actor(), placement_id)
    response = answer(_("Micro-internship"), events)
    response.headers["Content-Disposition"] = f'attachment; filename="placement-{placement_id}.ics"'
    return response


def answer(name: str, events: list) -> Response:
    """The events as a file; who has the same bytes already is told so."""
    written = calendar_files.render(name, events, current_app.config["PORTAL_URL"])
    response = Response(written, mimetype="text/calendar")
    response.headers.update({**HEADERS, "Content-Disposition": 'inline; filename="calendar.ics"'})
    response.add_etag()
    return response.make_conditional(request)
