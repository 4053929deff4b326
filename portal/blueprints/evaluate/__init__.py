"""The evaluation link: the mailed address, “Continue as NAME”, and the end of a link that no longer works."""

from importlib import import_module

from flask import Blueprint, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.actor import Actor
from portal.blueprints import look
from portal.blueprints.door import public
from portal.blueprints.standing import stand_at
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.evaluations import EvaluationRequest
from portal.services import (
    dictations,
    evaluation_forms,
    evaluation_requests,
    form_words,
    link_codes,
    link_visits,
)
from portal.vocabulary import Assurance, RequestStatus, stages

bp = Blueprint("evaluate", __name__, url_prefix="/e")


@bp.get("/<token>")
@public
def link(token: str):
    """What the link is for. A GET consumes nothing: mail scanners open every link."""
    return link_page(evaluation_requests.by_token(token), token)


@bp.post("/<token>")
@public
def enter(token: str):
    """“Continue as NAME at EMPLOYER”."""
    asked = evaluation_requests.by_token(token)
    try:
        evaluation_requests.check_alive(asked)
    except RuleBroken:
        return link_page(asked, token, 422)
    return WAYS_IN[link_codes.assurance(asked)](asked, token)


def go_in(asked: EvaluationRequest, token: str):
    """The link is enough."""
    evaluation_requests.open_by(asked, by=link_visits.holder(asked))
    return start_visit(asked)


def go_by_code(asked: EvaluationRequest, token: str):
    """A code is mailed, and asked for on the next page."""
    link_codes.send(asked)
    db.session.commit()
    return redirect(url_for("evaluate.code", token=token), 303)


def go_by_account(asked: EvaluationRequest, token: str):
    """The supervisor signs in, and goes on from the placement's page."""
    placement_id = asked.evaluation.placement.id
    return redirect(url_for("employer.placements_show", placement_id=placement_id), 303)


WAYS_IN = {Assurance.LINK: go_in, Assurance.CODE: go_by_code, Assurance.ACCOUNT: go_by_account}


def start_visit(asked: EvaluationRequest, typist: Actor | None = None):
    """Begin the scoped visit and go on at a token-free address."""
    value = link_visits.begin(asked, typist)
    db.session.commit()
    response = make_response(redirect(url_for("evaluate.resume"), 303))
    response.set_cookie(
        cookie_name(), value, secure=secure(), httponly=True, samesite="Lax", max_age=8 * 3600, path="/"
    )
    return response


@bp.post("/<token>/disown")
@public
def disown(token: str):
    """“This isn't me”."""
    asked = evaluation_requests.by_token(token)
    end_for_wrong_person(asked)
    return redirect(url_for("evaluate.link", token=token), 303)


def end_for_wrong_person(asked: EvaluationRequest) -> None:
    """Void the link, tell the office, and thank whoever said so."""
    evaluation_requests.disown(asked, by=answering(asked))
    db.session.commit()
    flash(_("Thank you. The career office has been told, and the link no longer works."))


@bp.post("/leave")
@public
def leave():
    """“This isn't me”, noticed after Continue: the link and this visit end."""
    asked = visiting()
    end_for_wrong_person(asked)
    return gone(asked)


def gone(asked: EvaluationRequest):
    """The visit is over: away from its pages, to the campus."""
    campus = asked.evaluation.placement.project.campus
    response = make_response(redirect(url_for("public.campus", slug=campus.slug), 303))
    response.delete_cookie(cookie_name(), path="/", secure=secure(), httponly=True, samesite="Lax")
    return response


@bp.post("/<token>/renew")
@public
def renew(token: str):
    """An expired link: send a new one, to the stored address only."""
    asked = evaluation_requests.by_token(token)
    if state_of(asked) != "expired":
        raise RuleBroken(_("This link is no longer in use."))
    evaluation_requests.reissue(asked, by=link_visits.holder(asked))
    db.session.commit()
    flash(_("A new link is on its way to the address we have."))
    return redirect(url_for("evaluate.link", token=token), 303)


def link_page(asked: EvaluationRequest, token: str, status: int = 200):
    project = asked.evaluation.placement.project
    stand_at(project.campus)
    page = render_template(
        f"evaluate/{state_of(asked)}.html",
        asked=asked,
        project=project,
        campus=project.campus,
        token=token,
        assurance=link_codes.assurance(asked),
        **languages(asked),
    )
    return page, status


def languages(asked: EvaluationRequest) -> dict[str, str]:
    """The second language of the form that is asked with, and which of the two this visitor reads."""
    second = form_words.second(evaluation_forms.definition_of(asked.evaluation.form_version_id))
    return {
        "second": second,
        "reading": look.reading(asked.evaluation.placement.project.campus.locale, second),
    }


FINAL = {RequestStatus.SUBMITTED: "used", RequestStatus.DELEGATED: "passed"}


def state_of(asked: EvaluationRequest) -> str:
    """Which of the link's pages to show."""
    if asked.status in FINAL:
        return FINAL[asked.status]
    if asked.status in stages.MAILED and not evaluation_requests.has_expired(asked):
        return "link"
    over = asked.status is RequestStatus.EXPIRED or asked.status in stages.MAILED
    return "expired" if over and not evaluation_requests.followed(asked) else "ended"


def visiting() -> EvaluationRequest:
    """The request this browser was let in for; NotFound without a visit."""
    value = request.cookies.get(cookie_name())
    if not value:
        raise NotFound
    visit = link_visits.find(value)
    if visit.user_id:
        g.typist = typing(visit)
    return visit.request


def typing(visit) -> Actor:
    """The officer who began this visit, as long as they are signed in and may; NotFound otherwise."""
    by = current_user.actor
    if by.user_id != visit.user_id or not dictations.may_type(by, visit.request):
        raise NotFound
    return dictations.typist(by, visit.request)


def answering(asked: EvaluationRequest) -> Actor:
    """Who answers: the holder of the link, or the officer who types for them."""
    return g.get("typist") or link_visits.holder(asked)


def secure() -> bool:
    return current_app.config["SESSION_COOKIE_SECURE"]


def cookie_name() -> str:
    return "__Host-visit" if secure() else "visit"


for name in ("answers", "handing", "paper"):
    import_module(f"{__name__}.{name}")
