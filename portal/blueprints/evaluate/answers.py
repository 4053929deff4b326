"""The evaluation's question pages: one a page, saved by each Continue, resumable."""

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from portal.blueprints import look
from portal.blueprints.door import public
from portal.blueprints.evaluate import answering, bp, questions, visiting
from portal.blueprints.standing import stand_at
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.forms.evaluations import AttestForm, TypedForm
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.services import evaluation_forms, evaluation_requests, evaluations, form_words
from portal.vocabulary import RequestStatus


@bp.get("/answers")
@public
def resume():
    """On to the first question without an answer."""
    asked, evaluation = let_in()
    if asked.status is RequestStatus.SUBMITTED:
        return redirect(url_for(".receipt"), 303)
    open_keys = [_page_of(name) for name in evaluations.missing(evaluation)]
    return redirect(url_for(".question", key=open_keys[0]) if open_keys else url_for(".check"), 303)


@bp.get("/answers/<key>")
@public
def question(key: str):
    asked, evaluation = let_in()
    evaluation_requests.check_alive(asked)
    pages = questions.listing(evaluation, language(evaluation))
    page = find(pages, key)
    return show(asked, evaluation, pages, page, page.form(evaluation))


@bp.post("/answers/<key>")
@public
def answer(key: str):
    asked, evaluation = let_in()
    evaluation_requests.check_alive(asked)
    pages = questions.listing(evaluation, language(evaluation))
    page = find(pages, key)
    form = page.form(evaluation)
    if not form.validate_on_submit() or not save(asked, evaluation, page, form):
        return show(asked, evaluation, pages, page, form, 422)
    return redirect(following(pages, page), 303)


@bp.post("/drafts/<key>")
@public
def draft(key: str):
    """A long text as it is being typed; the page's own Continue still has the last word."""
    asked, evaluation = let_in()
    evaluation_requests.check_alive(asked)
    page = find(questions.listing(evaluation, language(evaluation)), key)
    if not page.keep(evaluation, page.form(evaluation), answering(asked)):
        return "", 422
    evaluations.begin(asked, by=answering(asked))
    db.session.commit()
    return "", 204


@bp.get("/check")
@public
def check():
    asked, evaluation = let_in()
    evaluation_requests.check_alive(asked)
    return check_page(asked, evaluation, attesting(asked))


@bp.post("/check")
@public
def submit():
    asked, evaluation = let_in()
    if asked.status is RequestStatus.SUBMITTED:
        return redirect(url_for(".receipt"), 303)
    evaluation_requests.check_alive(asked)
    form = attesting(asked)
    if not form.validate_on_submit() or evaluations.missing(evaluation):
        return check_page(asked, evaluation, form, 422)
    evaluations.submit(evaluation, asked, by=answering(asked), **form.attested)
    db.session.commit()
    return redirect(url_for(".receipt"), 303)


def attesting(asked: EvaluationRequest) -> AttestForm:
    """The supervisor stands by the answers; an officer who typed them says where they come from."""
    if g.get("typist"):
        return TypedForm(name=asked.name, title=asked.contact.title)
    return AttestForm(title=asked.contact.title)


@bp.get("/receipt")
@public
def receipt():
    asked, evaluation = let_in()
    if asked.status is not RequestStatus.SUBMITTED:
        raise NotFound
    return render_template("evaluate/receipt.html", **about(asked, evaluation), answers=said(evaluation))


def let_in() -> tuple[EvaluationRequest, Evaluation]:
    asked = visiting()
    evaluation = evaluations.load(asked.evaluation_id)
    stand_at(evaluation.placement.project.campus)
    return asked, evaluation


def language(evaluation: Evaluation) -> str:
    """Which of the form's two languages this visitor reads."""
    return look.reading(evaluation.placement.project.campus.locale, second(evaluation))


def second(evaluation: Evaluation) -> str:
    """The code of the second language of this evaluation's form, or nothing."""
    return form_words.second(evaluation_forms.definition_of(evaluation.form_version_id))


def find(pages: list[questions.Question], key: str) -> questions.Question:
    for page in pages:
        if page.key == key:
            return page
    raise NotFound


def save(asked: EvaluationRequest, evaluation: Evaluation, page: questions.Question, form: FlaskForm) -> bool:
    """Keep the answer; a rule's refusal becomes the field's error."""
    by = answering(asked)
    try:
        evaluations.begin(asked, by=by)
        page.save(evaluation, form, by)
    except RuleBroken as refusal:
        form.comment.errors = [*form.comment.errors, refusal.message]
        return False
    db.session.commit()
    return True


def following(pages: list[questions.Question], page: questions.Question) -> str:
    """The next page; back to the check when the answer was changed from there, or was the last."""
    rest = pages[pages.index(page) + 1 :]
    if not rest or request.args.get("from") == "check":
        return url_for(".check")
    return url_for(".question", key=rest[0].key)


def _page_of(name: str) -> str:
    return "hours" if name == "minutes_taken" else name


def said(evaluation: Evaluation) -> list[dict[str, str]]:
    """Each question with its answer, for the check page and the receipt."""
    return [
        {"key": page.key, "title": page.title, "answer": page.said(evaluation)}
        for page in questions.listing(evaluation, language(evaluation))
    ]


def about(asked: EvaluationRequest, evaluation: Evaluation) -> dict[str, object]:
    placement = evaluation.placement
    return {
        "asked": asked,
        "own_page": own_page(asked, placement.id),
        "typing": "typist" in g,
        "evaluation": evaluation,
        "placement": placement,
        "project": placement.project,
        "campus": placement.project.campus,
        "second": second(evaluation),
        "reading": language(evaluation),
    }


def own_page(asked: EvaluationRequest, placement_id: int) -> str:
    """Where a signed-in supervisor or officer came from; nothing for those who came by the mailed link."""
    if "typist" in g:
        return url_for("staff.evaluations_show", placement_id=placement_id)
    if current_user.contact_id != asked.contact_id:
        return ""
    return url_for("employer.placements_show", placement_id=placement_id)


def before(pages: list[questions.Question], number: int, start: str) -> str:
    """The way back: to the check when one came from there, else a question earlier, else to the start."""
    if request.args.get("from") == "check":
        return url_for(".check")
    return url_for(".question", key=pages[number - 1].key) if number else start


def show(asked, evaluation, pages, page, form, status: int = 200):
    number, told = pages.index(page), about(asked, evaluation)
    return (
        render_template(
            f"evaluate/{page.kind}.html",
            **told,
            page=page,
            form=form,
            number=number + 1,
            total=len(pages),
            done=[bool(other.said(evaluation)) for other in pages],
            back=before(pages, number, told["own_page"]),
        ),
        status,
    )


def check_page(asked, evaluation, form, status: int = 200):
    return (
        render_template(
            "evaluate/check.html",
            **about(asked, evaluation),
            answers=said(evaluation),
            missing=[_page_of(name) for name in evaluations.missing(evaluation)],
            form=form,
            unanswered=_("Some questions are not answered yet."),
        ),
        status,
    )
