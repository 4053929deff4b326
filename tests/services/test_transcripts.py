"""S9: transcripts: what is frozen, one at a time, what its serial and its bytes tell, its withdrawal."""

import json

import pytest
from sqlalchemy import select

from portal.actor import SYSTEM
from portal.certificates import Transcript as Facts
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.history import HistoryEntry
from portal.models.students import Student
from portal.services import certificates, transcripts, verifying
from portal.vocabulary import FileState, MayShow, RevocationReason, VerifyOutcome
from portal.vocabulary import TranscriptStatus as S
from tests.factories import records as made
from tests.factories.placements import world

ENGINES = ("sqlite", "postgresql")
PDF = b"%PDF-1.7 a transcript"


@pytest.fixture
def here(app):
    """A student with certified work."""
    found = world()
    for who in (found.student, found.other):
        db.session.add(
            Student(user_id=who.actor.user_id, campus_id=found.north.id, number=f"S{who.actor.user_id}")
        )
    made.ready(found)
    found.certificate = made.issued(found)
    db.session.expire_all()
    return found


def issued(here):
    told = transcripts.order(here.student.actor)
    transcripts.finish(told.id, PDF + told.serial.encode())
    db.session.flush()
    return transcripts.public(told.serial)


def test_facts_are_frozen_and_one_is_made_at_a_time(here):
    told = transcripts.order(here.student.actor)
    assert transcripts.order(here.student.actor) is told
    facts = Facts.from_json(told.facts)
    assert facts.to_json() == told.facts
    assert (facts.holder, facts.serial) == ("Amara", told.serial)
    assert [entry.certificate for entry in facts.entries] == [here.certificate.serial]
    assert facts.entries[0].deliverables == ("The map",)
    with pytest.raises(NotFound):
        transcripts.public(told.serial)


@pytest.mark.parametrize("showing", [MayShow.REDACTED, MayShow.NO])
def test_what_is_confidential_stays_out(here, showing):
    here.project.may_show = showing
    (entry,) = json.loads(transcripts.order(here.student.actor).facts)["entries"]
    assert entry["deliverables"] == []
    assert (entry["title"] == "Design") == (showing is MayShow.NO)


def test_nothing_to_tell_and_too_many(here, monkeypatch):
    with pytest.raises(RuleBroken, match="nothing"):
        transcripts.order(here.other.actor)
    monkeypatch.setattr(transcripts, "A_DAY", 1)
    issued(here)
    with pytest.raises(RuleBroken, match="within a day"):
        transcripts.order(here.student.actor)


@pytest.mark.parametrize("name", ["staff", "supervisor", "far"])
def test_nobody_asks_for_it_elsewhere(here, name):
    with pytest.raises(NotFound):
        transcripts.order(getattr(here, name).actor)


def test_a_newer_one_is_another_document(here):
    first, second = issued(here), issued(here)
    assert first.serial != second.serial
    assert {each.status for each in transcripts.mine(here.student.actor)} == {S.ISSUED}
    assert not transcripts.mine(here.other.actor)


def test_its_bytes_and_its_serial_are_known(here):
    told = issued(here)
    content = PDF + told.serial.encode()
    assert verifying.judge(content).outcome is VerifyOutcome.VALID
    assert verifying.judge(content).serial == told.serial
    transcripts.withdraw(told, by=here.student.actor)
    assert verifying.judge(content).outcome is VerifyOutcome.WITHDRAWN


def test_it_says_when_a_certificate_was_taken_back(here):
    told = issued(here)
    assert transcripts.overtaken(told) == 0
    found = certificates.public(here.certificate.serial)
    certificates.revoke(found, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert transcripts.overtaken(told) == 1


def test_withdrawn_by_its_holder_alone(here):
    told = issued(here)
    stored = told.file
    with pytest.raises(NotAllowed):
        transcripts.withdraw(told, by=here.other.actor)
    transcripts.withdraw(told, by=here.student.actor)
    db.session.flush()
    assert (told.facts, told.file, stored.state) == (None, None, FileState.GONE)
    assert told.sha256
    with pytest.raises(RuleBroken):
        transcripts.withdraw(told, by=SYSTEM)
    story = select(HistoryEntry.action).where(HistoryEntry.subject == "transcript").order_by(HistoryEntry.id)
    assert db.session.scalars(story).all() == ["order", "issue", "withdraw"]


def test_what_cannot_be_printed_is_said(here):
    told = transcripts.order(here.student.actor)
    transcripts.fail(told.id, "This name cannot be printed.")
    db.session.flush()
    assert (told.status, told.problem) == (S.FAILED, "This name cannot be printed.")
    with pytest.raises(NotFound):
        transcripts.public(told.serial)
