"""The evaluation: eight competencies, nothing sent with a gap, nothing changed afterwards."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.database import db
from portal.errors import RuleBroken
from portal.models.evaluations import EvaluationAnswer
from portal.models.history import HistoryEntry
from portal.services import certificate_facts, evaluation_office, evaluations, link_visits, rubric
from portal.vocabulary import Competency, Level, PlacementStatus, Quality
from portal.vocabulary import RequestStatus as S
from tests.factories import records
from tests.factories.placements import accept, move, pay, world


@pytest.fixture
def here(app):
    made = world()
    move(made, PlacementStatus.DELIVERED)
    return made


def by(here):
    return link_visits.holder(records.asked(here))


def test_eight_competencies_with_four_anchors_each():
    asked = rubric.standard()
    assert [criterion.competency for criterion in asked] == list(Competency)
    assert len(asked) == 8
    for criterion in asked:
        assert len({*criterion.anchors, criterion.meaning, criterion.label}) == 6
        assert [level for level, _words in criterion.rows()] == [*rubric.SCORED, Level.NOT_OBSERVED]


def test_every_gap_is_named(here):
    evaluation = evaluations.of_placement(here.placement.id)
    assert evaluations.missing(evaluation) == [*Competency, "deliverables", *evaluations.PLAIN]
    assert evaluations.missing(records.answered(here)) == []


@pytest.mark.parametrize("name", evaluations.PLAIN)
def test_no_answer_may_be_missing(here, name):
    evaluation = records.answered(here)
    setattr(evaluation, name, None)
    assert evaluations.missing(evaluation) == [name]
    with pytest.raises(RuleBroken):
        records.send(here, evaluation)
    assert records.asked(here).status is S.DRAFT


@pytest.mark.parametrize("name", [*evaluations.PLAIN, "attested_on"])
def test_the_database_refuses_a_sent_evaluation_with_a_gap(here, name):
    evaluation = records.evaluated(here)
    setattr(evaluation, name, None)
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_emerging_says_what_was_seen(here):
    evaluation = records.answered(here)
    with pytest.raises(RuleBroken):
        evaluations.rate(evaluation, Competency.TEAMWORK, Level.EMERGING, " ", by=by(here))
    evaluations.rate(evaluation, Competency.TEAMWORK, Level.EMERGING, " Worked alone. ", by=by(here))
    kept = next(a for a in evaluation.answers if a.competency is Competency.TEAMWORK)
    assert (kept.level, kept.comment) == (Level.EMERGING, "Worked alone.")
    evaluations.note(evaluation, Competency.TEAMWORK, "", by=by(here))
    assert kept.comment == "Worked alone."


def test_the_database_refuses_emerging_without_words(here):
    records.answered(here).answers[0].level = Level.EMERGING
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_answering_again_replaces(here):
    evaluation = records.answered(here)
    for level in (Level.DEVELOPING, Level.ADVANCED):
        evaluations.rate(evaluation, Competency.CAREER, level, "", by=by(here))
    db.session.flush()
    kept = select(EvaluationAnswer.level).where(EvaluationAnswer.competency == Competency.CAREER)
    assert db.session.scalars(kept).all() == [Level.ADVANCED]


def test_deliverables_of_other_projects_are_ignored(here):
    evaluation = records.answered(here)
    evaluations.judge(evaluation, {999: Quality.EXCEEDS}, by=by(here))
    assert len(evaluation.qualities) == 1


def test_only_answers_can_be_told(here):
    evaluation = records.answered(here)
    for name in ("submitted_at", "attested_name", "typed_by_id", "placement_id"):
        with pytest.raises(RuleBroken):
            evaluations.tell(evaluation, {name: "x"}, by=by(here))


def test_what_was_sent_stays(here):
    evaluation = records.evaluated(here)
    assert (evaluation.attested_name, evaluation.attested_title) == ("Priya Raman", "Lead")
    assert evaluation.submitted_at
    for change in (
        lambda: evaluations.rate(evaluation, Competency.CAREER, Level.ADVANCED, "", by=by(here)),
        lambda: evaluations.note(evaluation, Competency.CAREER, "More", by=by(here)),
        lambda: evaluations.judge(evaluation, {}, by=by(here)),
        lambda: evaluations.tell(evaluation, {"strength": "Later"}, by=by(here)),
        lambda: records.send(here, evaluation),
        lambda: records.waive(here),
    ):
        with pytest.raises(RuleBroken):
            change()


def test_not_observed_is_never_in_the_facts(here):
    evaluation = records.answered(here)
    evaluations.rate(evaluation, Competency.EQUITY, Level.NOT_OBSERVED, "", by=by(here))
    records.send(here, evaluation)
    accept(here.placement, here)
    facts = certificate_facts.gather(here.placement, evaluation, "MI-1", 60)
    assert len(facts.competencies) == 7
    assert {(number, word) for _label, number, word in facts.competencies} == {(3, "Applying")}
    assert str(Competency.EQUITY.label) not in {label for label, _number, _word in facts.competencies}


def test_waiving_is_the_offices_and_needs_words(here):
    for words in ("", "  "):
        with pytest.raises(RuleBroken):
            evaluations.waive(here.placement, words, by=here.staff.actor)
    assert not evaluations.is_in(here.placement)
    evaluations.waive(here.placement, "She left.", by=here.staff.actor)
    db.session.flush()
    assert evaluations.is_in(here.placement)
    assert records.asked(here).reason == "She left."


def test_the_last_thing_missing_closes_the_placement(here):
    accept(here.placement, here)
    pay(here.placement, here)
    records.reflected(here)
    assert here.placement.status is PlacementStatus.ACCEPTED
    records.evaluated(here)
    assert here.placement.status is PlacementStatus.CLOSED


def test_sending_is_remembered_and_two_are_told(here, letters):
    records.evaluated(here, private_note="Between us", strength="Careful")
    actions = select(HistoryEntry.action).where(HistoryEntry.subject == "evaluation_request")
    done = db.session.scalars(actions.order_by(HistoryEntry.id)).all()
    assert (done[:3], done[-1]) == (["schedule", "send", "open"], "submit")
    told = [letter for letter in letters() if "valuation" in letter["Subject"]][-2:]
    assert {letter["To"] for letter in told} == {"amara@north.example", here.north.office_email}
    assert not any(
        word in letter.as_string() for letter in told for word in ("Between us", "Careful", "Applying")
    )


def test_the_office_sees_each_request_and_what_is_left(here):
    office = evaluation_office.view(here.placement)
    assert (len(office["requests"]), office["can_ask"], office["can_waive"]) == (1, True, True)
    records.evaluated(here)
    office = evaluation_office.view(here.placement)
    assert (office["can_ask"], office["can_waive"]) == (False, False)
