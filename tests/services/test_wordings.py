"""A campus's own words: versions that follow each other, and nothing agreed is ever rewritten."""

import re

import pytest
from sqlalchemy import select

from portal import mail, wording
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.services import (
    certificate_facts,
    decline_codes,
    evaluation_forms,
    evaluation_office,
    evaluations,
    form_words,
    letter_words,
    policies,
    reflection_forms,
    rubric,
    terms,
    wordings,
)
from portal.services.policies import Policy
from portal.vocabulary import Competency, DeclineCode, PlacementStatus, ReflectionStage
from tests.factories import records
from tests.factories.placements import accept, move, world

BODY = "Hello {name},\n\nhere it is:\n\n{link}\n\n{office}"


@pytest.fixture
def here(app):
    made = world()
    move(made, PlacementStatus.DELIVERED)
    return made


@pytest.fixture
def desk(here):
    return here.staff.actor


def campus(here):
    return here.placement.campus_id


def adopt_label(here, desk, label: str, **more):
    """The evaluation's form with another word for teamwork."""
    now = evaluation_forms.current(campus(here))
    criteria = [
        rubric.Criterion(
            c.competency, label if c.competency is Competency.TEAMWORK else c.label, c.meaning, c.anchors
        )
        for c in rubric.read(now)
    ]
    content = evaluation_forms.Content(criteria, more.get("titles", {}), more.get("own", []))
    changed = evaluation_forms.changed(campus(here), content)
    return evaluation_forms.adopt(campus(here), wordings.EVALUATION, changed, by=desk)


def test_numbers_belong_to_the_office_and_are_told_when_stale(here, desk):
    newest = policies.number(campus(here))
    with pytest.raises(NotAllowed):
        policies.adopt(campus(here), Policy(revisions=4), by=here.student.actor)
    version = policies.adopt(campus(here), Policy(revisions=4), by=desk, seen=newest)
    with pytest.raises(StaleEdit):
        policies.adopt(campus(here), Policy(revisions=5), by=desk, seen=newest)
    assert version.number == newest + 1
    assert ("revisions", 2, 4) in policies.introduced(version)
    entry = db.session.scalars(
        select(HistoryEntry).where(HistoryEntry.subject == "policy_version").order_by(HistoryEntry.id.desc())
    ).first()
    assert entry.action == "adopt"


def test_what_was_agreed_keeps_its_numbers(here, desk):
    claim = db.session.get(Claim, here.placement.claim_id)
    agreed = policies.stored(claim.policy_id)
    policies.adopt(campus(here), Policy(revisions=9), by=desk)
    db.session.expire_all()
    assert policies.stored(claim.policy_id) == agreed
    assert policies.current(campus(here)).revisions == 9


@pytest.mark.parametrize("name", ["claim-offered", "evaluation-link", "reset", "job-dead"])
def test_every_default_letter_keeps_greeting_and_subject_apart(app, name):
    with app.app_context():
        words = wording.standard(name)
        assert "Hello" not in words.subject
        assert words.body.startswith("Hello {name},")
        assert not wording.problems(name, words.body, whole=True)


def test_every_letter_can_be_reworded(here):
    at = db.session.get(Campus, campus(here))
    for name in wording.names():
        words = wording.standard(name)
        assert "Hello" not in words.subject, name
        assert letter_words.problems(name, words.subject, words.body) == {}, name
        preview = letter_words.preview(at, name, words.subject, words.body)
        assert not re.search(r"\{\w+\}", preview.text), name


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Hello {nobody}\n{link}", "Line 1: this letter knows no {nobody}."),
        ("Hello\n{{ config }} {link}", "Line 2"),
        ("Hello {name", "Line 1: a brace stands alone"),
        ("Hello {name}", "Keep {link}"),
        ("{% raw %} {link}", "Line 1"),
    ],
)
def test_a_wrong_placeholder_is_told_at_its_place(app, body, told):
    found = letter_words.problems("claim-offered", "Subject", body)
    assert told in " ".join(found["body"])


def test_a_letter_leaves_in_the_words_in_force(here, desk):
    letter_words.reword(campus(here), "claim-offered", "Yours, {name}: {title}", BODY, by=desk)
    data = {
        "title": "A {link} trap\nBcc: x",
        "campus": "North",
        "office": "Office",
        "link": "https://p.example/x",
    }
    mail.send("claim-offered", "a@north.example", name="Ada <b>", campus_id=campus(here), **data)
    mail.send("claim-offered", "a@north.example", name="Ada", campus_id=None, **data)
    own, plain = db.session.scalars(
        select(Job).where(Job.kind == "mail").order_by(Job.id.desc()).limit(2)
    ).all()[::-1]
    assert own.payload["subject"] == "Yours, Ada <b>: A {link} trap Bcc: x"
    assert "https://p.example/x" in own.payload["text"]
    assert "Ada &lt;b&gt;" in own.payload["html"]
    assert plain.payload["subject"].startswith("You are offered a seat")
    letter_words.reword(campus(here), "claim-offered", "", "", by=desk)
    assert wording.of(campus(here), "claim-offered") is None


def test_a_reason_keeps_the_words_it_was_given_with(here, desk, app):
    project = here.placement.project
    first = [decline_codes.Reason(code, f"First {code.value}", "Kindly.") for code in DeclineCode]
    old = decline_codes.adopt(campus(here), first, by=desk)
    second = [decline_codes.Reason(code, "Later", used=code is DeclineCode.OTHER) for code in DeclineCode]
    new = decline_codes.adopt(campus(here), second, by=desk)
    assert new.created_at >= old.created_at
    assert decline_codes.said(project.campus_id, DeclineCode.SCOPE, old.created_at).label in {
        "First scope",
        "Later",
    }
    assert [reason.code for reason in decline_codes.offered(campus(here))] == [DeclineCode.OTHER]
    with pytest.raises(RuleBroken):
        decline_codes.adopt(campus(here), [decline_codes.Reason(DeclineCode.OTHER, "x", used=False)], by=desk)


def test_terms_stay_readable_under_the_name_they_were_agreed_under(here, desk):
    before = terms.current(campus(here))
    fresh = terms.adopt(campus(here), ["Pay."], ["Work."], by=desk, zone="Europe/London")
    again = terms.adopt(campus(here), ["Pay in time."], ["Work."], by=desk, zone="Europe/London")
    assert len({before.version, fresh.version, again.version}) == 3
    assert terms.of(campus(here), before.version) == before
    assert terms.of(campus(here), fresh.version).employer == ("Pay.",)
    assert terms.current(campus(here)) == again
    with pytest.raises(RuleBroken):
        terms.refuse_renewed(campus(here), before.version)
    with pytest.raises(RuleBroken):
        terms.adopt(campus(here), ["Pay in time."], ["Work."], by=desk, zone="Europe/London")


def test_an_evaluation_and_its_certificate_keep_their_form(here, desk):
    evaluation = records.answered(here)
    version = adopt_label(here, desk, "Pulling together")
    db.session.flush()
    assert evaluation.form_version_id is None
    assert "Pulling together" not in {c.label for c in rubric.of(evaluation.form_version_id)}
    evaluation.form_version_id = version.id
    adopt_label(here, desk, "Something else")
    records.send(here, evaluation)
    accept(here.placement, here)
    facts = certificate_facts.gather(here.placement, evaluation, "MI-1", 60)
    labels = {label for label, _number, _word in facts.competencies}
    assert "Pulling together" in labels
    assert "Something else" not in labels


def test_own_questions_are_asked_and_missing_while_needed(here, desk):
    own = [form_words.Own("own1", "Anything else?", needed=True), form_words.Own("own2", "Really?")]
    version = adopt_label(here, desk, "Together", own=own)
    evaluation = records.answered(here)
    evaluation.form_version_id = version.id
    assert evaluations.missing(evaluation) == ["own1"]
    evaluations.tell_own(evaluation, "own1", " Yes. ", by=SYSTEM)
    assert evaluations.missing(evaluation) == []
    assert evaluation_office.own_answers(evaluation) == [("Anything else?", "Yes.")]
    with pytest.raises(RuleBroken):
        evaluations.tell_own(evaluation, "own3", "No.", by=SYSTEM)


def test_a_second_language_falls_back_and_lets_go_of_what_was_reworded(here, desk):
    adopt_label(here, desk, "Together")
    phrases = {"teamwork-label": "Juntos", "communication-label": "Comunicación"}
    spanish = evaluation_forms.in_second(campus(here), wordings.EVALUATION, "es", phrases)
    version = evaluation_forms.adopt(campus(here), wordings.EVALUATION, spanish, by=desk)
    labels = {c.competency: c.label for c in rubric.of(version.id, "es")}
    assert labels[Competency.TEAMWORK] == "Juntos"
    assert labels[Competency.EQUITY] == str(Competency.EQUITY.label)
    assert "Juntos" not in {c.label for c in rubric.of(version.id, "fr")}
    again = adopt_label(here, desk, "Side by side")
    labels = {c.competency: c.label for c in rubric.of(again.id, "es")}
    assert labels[Competency.TEAMWORK] == "Side by side"
    assert labels[Competency.COMMUNICATION] == "Comunicación"


def test_a_reflection_keeps_its_questions(here, desk):
    stage = ReflectionStage.AFTER
    now = reflection_forms.standard()["stages"] | {"after": ["What?", "So what?", "Now what?"]}
    own = [form_words.Own("after_own1", "Who helped?", stage="after")]
    changed = reflection_forms.changed(campus(here), now, own)
    version = evaluation_forms.adopt(campus(here), wordings.REFLECTION, changed, by=desk)
    asked = reflection_forms.asked(campus(here), stage)
    assert (asked.questions, [one.key for one in asked.own]) == (
        ("What?", "So what?", "Now what?"),
        ["after_own1"],
    )
    assert reflection_forms.asked(campus(here), stage, seen="0").version_id is None
    assert reflection_forms.asked(campus(here), stage, seen="nonsense").version_id == version.id


def test_versions_are_found_through_the_campus(here, desk):
    version = adopt_label(here, desk, "Together")
    assert wordings.get(campus(here), version.id) is version
    with pytest.raises(NotFound):
        wordings.get(campus(here) + 1, version.id)
    with pytest.raises(RuleBroken):
        adopt_label(here, desk, "Together")
    with pytest.raises(NotAllowed):
        adopt_label(here, here.student.actor, "Mine")
