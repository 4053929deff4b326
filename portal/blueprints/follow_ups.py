"""The one question behind a mailed link: what came of it. No account, one press, and a GET consumes nothing."""

from flask import Blueprint, redirect, render_template, request, url_for

from portal.blueprints import refusals
from portal.blueprints.door import public
from portal.blueprints.standing import stand_at
from portal.database import db
from portal.errors import NotFound
from portal.services import follow_ups
from portal.vocabulary import NextStep

bp = Blueprint("follow_ups", __name__, url_prefix="/f")
ORDER = (NextStep.PROJECT, NextStep.INTERNSHIP, NextStep.JOB, NextStep.REFERENCE, NextStep.NONE)


@bp.get("/<token>")
@public
def show(token: str):
    """The question with its answers as buttons, thanks once it is answered, or why the link is over."""
    return page(follow_ups.by_token(token), token)


@bp.post("/<token>")
@public
def answer(token: str):
    """One press; a second one, while the link works, puts the first right."""
    asked = follow_ups.by_token(token)
    with refusals.heard():
        follow_ups.answer(asked, chosen(), by=follow_ups.holder(asked))
        db.session.commit()
        return redirect(url_for(".show", token=token), 303)
    return page(follow_ups.by_token(token), token, 422)


def chosen() -> NextStep:
    """The button that was pressed; nothing else is on the page."""
    value = request.form.get("answer", "")
    if value not in list(NextStep):
        raise NotFound
    return NextStep(value)


def page(asked, token: str, status: int = 200):
    project = asked.placement.project
    stand_at(project.campus)
    expired = follow_ups.has_expired(asked)
    shown = render_template(
        "follow_ups/over.html" if expired else "follow_ups/show.html",
        asked=asked,
        project=project,
        campus=project.campus,
        token=token,
        answers=ORDER,
    )
    return shown, status
