"""The campus's letters: reworded with placeholders, seen before they are used, tried on oneself."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.blueprints import policy_words
from portal.blueprints.door import actor
from portal.blueprints.revising import Change, Revision, changes_page, revise, step
from portal.blueprints.staff import bp
from portal.blueprints.staff.policies import here
from portal.database import db
from portal.forms.wordings import LetterForm
from portal.models.campuses import Campus
from portal.services import letter_words, receipts, wordings


@bp.get("/policy/letters")
def policy_letters():
    """Every letter by its subject, and which of them are in the campus's own words."""
    campus = here()
    return render_template("staff/policies/letters.html", groups=letter_words.groups(campus.id))


@bp.route("/policy/letters/<name>", methods=["GET", "POST"])
def policy_letter(name: str):
    """One letter: its words, what may stand in braces, and how it looks."""
    campus = here()
    own = letter_words.words(campus.id, name)
    form = LetterForm(obj=own)
    plan = plan_of(campus, name, form)
    if form.is_submitted() and step() != "back" and form.validate():
        if mistaken(name, form):
            return letter_page(campus, name, form), 422
        if step() == "test":
            return tested(campus, name, form, plan)
    return revise(form, plan, lambda: letter_page(campus, name, form))


def plan_of(campus: Campus, name: str, form: LetterForm) -> Revision:
    return Revision(
        title=letter_words.subject(name),
        address=url_for(".policy_letter", name=name),
        changes=lambda: changed(campus, name, form),
        keep=lambda: letter_words.reword(
            campus.id, name, form.subject.data, form.body.data, by=actor(), seen=form.started_from
        ),
        seen=lambda: wordings.number(campus.id, wordings.LETTERS),
        more=lambda: {"letter": seen_as(campus, name, form.subject.data, form.body.data), "trying": True},
        after=url_for(".policy_letters"),
    )


def changed(campus: Campus, name: str, form: LetterForm) -> list[Change]:
    """What would change against the words in force."""
    old = wordings.newest(campus.id, wordings.LETTERS)
    new = letter_words.definition(campus.id, name, form.subject.data, form.body.data)
    return policy_words.told(wordings.changes(old.definition if old else {}, new))


def mistaken(name: str, form: LetterForm) -> bool:
    """Say each mistake at its field; is there any?"""
    found = letter_words.problems(name, form.subject.data, form.body.data)
    for part, said in found.items():
        form[part].errors = [" ".join(said)]
    return bool(found)


def tested(campus: Campus, name: str, form: LetterForm, plan: Revision):
    """Send the typed words to the person who typed them, and show the page of changes again."""
    if not receipts.once(f"{form.form_key.data}:test", actor(), "policy_test").repeated:
        typed = (form.subject.data, form.body.data)
        to, reader = current_user.email, current_user.name
        letter_words.send_test(campus, name, *typed, by=actor(), to=to, reader=reader)
        db.session.commit()
    flash(_("A test letter is on its way to you."), "good")
    found = changed(campus, name, form)
    return changes_page(plan, found) if found else redirect(plan.address, 303)


def letter_page(campus: Campus, name: str, form: LetterForm) -> str:
    own = letter_words.words(campus.id, name)
    subject, body = (own.subject, own.body) if own else ("", "")
    return render_template(
        "staff/policies/letter.html",
        form=form,
        name=name,
        own=own,
        standard=letter_words.standard(name),
        placeholders=letter_words.placeholders(campus, name),
        letter=seen_as(campus, name, subject, body),
        title=letter_words.subject(name),
    )


def seen_as(campus: Campus, name: str, subject: str, body: str) -> dict:
    """The letter with sample data: as text, and its paragraphs as the HTML version has them."""
    written = letter_words.preview(campus, name, subject, body)
    link = str(letter_words.samples(campus, name).get("link", ""))
    paragraphs = [part.strip().splitlines() for part in written.text.split("\n\n") if part.strip()]
    return {"written": written, "paragraphs": paragraphs, "link": link, "sender": campus.office}
