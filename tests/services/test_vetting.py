"""P2: the checklist. Required items are ticked or explained before an approval, and nothing is forgotten."""

import pytest

from portal import clock
from portal.errors import NotAllowed, RuleBroken, StaleEdit
from portal.models.history import HistoryEntry
from portal.services import partnerships, vetting
from portal.services.vetting import Answer, Approval
from portal.vocabulary import MarkState
from portal.vocabulary import PartnershipStatus as S
from portal.vocabulary import VettingItem as I
from tests.factories import employers

FOUND = Answer(True, "Called the number.", "https://register.example/1")


@pytest.fixture
def here(app):
    made = employers.world()
    made.moor = employers.partner(
        made.north, S.IN_REVIEW, made.desk, name="Moor", website="moor.example", email="mo@moor.example"
    )
    made.record = made.moor.partnership
    return made


def seen(here) -> int:
    return vetting.seen(vetting.checklist(here.record.id))


def save(here, answers, by=None):
    return vetting.save(here.record, answers, seen(here), by=by or here.desk)


def line(here, item: I) -> vetting.Line:
    return next(line for line in vetting.checklist(here.record.id) if line.item is item)


def test_every_item_of_the_list_is_there(here):
    lines = vetting.checklist(here.record.id)
    assert [line.item for line in lines] == list(I)
    assert all(line.open and line.hint for line in lines)
    assert {line.item for line in lines if not line.required} == {I.REGISTRATION, I.PAY, I.PAST_RECORD}
    assert len(vetting.still_open(lines)) == len(vetting.REQUIRED) == 8


def test_a_tick_keeps_note_evidence_who_and_when(here):
    assert save(here, {I.WEBSITE: FOUND}) == [I.WEBSITE]
    mark = line(here, I.WEBSITE).mark
    assert (mark.state, mark.note, mark.evidence) == (MarkState.TICKED, FOUND.note, FOUND.evidence)
    assert (mark.author, mark.at.date()) == (here.desk.label, clock.now().date())
    entry = employers.db.session.query(HistoryEntry).filter_by(action="vet", subject_id=here.record.id).one()
    assert (entry.subject_id, entry.changed) == (here.record.id, ["website"])


def test_taking_a_tick_back_keeps_the_history(here):
    save(here, {I.WEBSITE: FOUND})
    save(here, {I.WEBSITE: Answer(False, "It is somebody else's.")})
    assert line(here, I.WEBSITE).open
    marks = [mark for mark in vetting.history(here.record.id) if mark.item is I.WEBSITE]
    assert [mark.state for mark in marks] == [MarkState.OPEN, MarkState.TICKED]


def test_only_what_changed_is_a_new_mark(here):
    save(here, {I.WEBSITE: FOUND, I.TERMS: Answer(True, "2026-1")})
    assert save(here, {I.WEBSITE: FOUND, I.TERMS: Answer(True, "2026-1, on paper too")}) == [I.TERMS]
    assert len(vetting.history(here.record.id)) == 3


@pytest.mark.parametrize(
    "answer", [Answer(True), Answer(True, "Yes.", "javascript:alert(1)"), Answer(False, "", "not a link")]
)
def test_a_bare_tick_and_a_bad_link_are_refused(here, answer):
    with pytest.raises(RuleBroken):
        save(here, {I.WEBSITE: answer})
    assert line(here, I.WEBSITE).mark is None


def test_a_colleague_in_between_is_told(here):
    before = seen(here)
    save(here, {I.WEBSITE: FOUND})
    with pytest.raises(StaleEdit):
        vetting.save(here.record, {I.TERMS: FOUND}, before, by=here.desk)


def test_the_office_of_the_campus_alone_marks(here):
    for stranger in (here.far, here.moor.actor, here.student):
        with pytest.raises(NotAllowed):
            save(here, {I.WEBSITE: FOUND}, by=stranger)


@pytest.mark.parametrize("status", [S.APPLIED, S.DECLINED, S.WITHDRAWN, S.ENDED])
def test_nothing_is_marked_before_a_review_or_after_the_end(here, status):
    made = employers.partner(
        here.north, status, here.desk, name="Heath", website="heath.example", email="h@heath.example"
    )
    with pytest.raises(RuleBroken):
        vetting.save(made.partnership, {I.WEBSITE: FOUND}, seen(here), by=here.desk)


def test_what_is_open_keeps_from_approving(here):
    with pytest.raises(RuleBroken) as refusal:
        partnerships.approve(here.record, by=here.desk)
    assert all(str(item.label) in refusal.value.message for item in vetting.REQUIRED)
    assert (here.record.status, here.record.approved_at) == (S.IN_REVIEW, None)


def test_optional_items_may_stay_open(here):
    save(here, dict.fromkeys(vetting.REQUIRED, FOUND))
    partnerships.approve(here.record, by=here.desk)
    assert line(here, I.REGISTRATION).open
    assert (line(here, I.NEXT_REVIEW).mark.note, here.record.open_limit) == (
        here.record.review_on.isoformat(),
        None,
    )


def test_a_reason_for_each_open_item_lets_it_pass_and_stays(here):
    save(here, dict.fromkeys(vetting.REQUIRED[:-1], FOUND))
    with pytest.raises(RuleBroken):
        partnerships.approve(here.record, Approval({vetting.REQUIRED[-1]: "  "}), by=here.desk)
    partnerships.approve(here.record, Approval({vetting.REQUIRED[-1]: "Signed on paper."}), by=here.desk)
    mark = line(here, vetting.REQUIRED[-1]).mark
    assert (mark.state, mark.note, mark.author) == (MarkState.WAIVED, "Signed on paper.", here.desk.label)


@pytest.mark.parametrize(("days", "fine"), [(1, True), (400, True), (0, False), (-1, False), (2000, False)])
def test_the_next_review_is_ahead(here, days, fine):
    employers.tick(here.record, here.desk)
    day = clock.today(here.north.zone) + vetting.timedelta(days=days)
    if fine:
        partnerships.approve(here.record, Approval(review_on=day), by=here.desk)
        assert here.record.review_on == day
    else:
        with pytest.raises(RuleBroken):
            partnerships.approve(here.record, Approval(review_on=day), by=here.desk)
