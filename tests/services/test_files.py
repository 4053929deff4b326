"""Files: kept once by their hash, within a quota, and given back only to whom they belong."""

import io
from types import SimpleNamespace

import pytest
from flask import current_app

from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.employers import Partnership
from portal.models.placements import HandInItem
from portal.services import claims, files, offers, placements
from portal.uploads import store
from portal.vocabulary import FileState, PartnershipStatus, PlacementStatus
from tests import factories
from tests.factories import claims as board
from tests.factories import placements as work
from tests.factories.campuses import acting
from tests.uploads.samples import GOOD


@pytest.fixture
def north(app):
    return factories.campus()


@pytest.fixture
def sam(north):
    return acting(factories.student(north))


def upload(name="cv.pdf", data=None):
    return SimpleNamespace(filename=name, stream=io.BytesIO(GOOD[name] if data is None else data))


def kept(actor, name="cv.pdf"):
    return files.store(upload(name), by=actor, campus_id=actor.campus_id)


def test_stored_under_its_hash_outside_the_web_root(sam):
    stored = kept(sam)
    path = store.path_of(stored.sha256)
    assert path.parts[-3:] == (stored.sha256[:2], stored.sha256[2:4], stored.sha256)
    assert path.is_relative_to(current_app.config["PORTAL_FILES"])
    assert (stored.owner_id, stored.type, stored.size) == (
        sam.user_id,
        "application/pdf",
        len(GOOD["cv.pdf"]),
    )
    with files.open(stored) as stream:
        assert stream.read() == GOOD["cv.pdf"]


def test_the_same_bytes_lie_there_once_and_leave_with_the_last_row(sam):
    one, two = kept(sam), kept(sam)
    files.remove(one)
    assert store.path_of(two.sha256).exists()
    files.remove(two)
    db.session.commit()
    files.forget({"sha256": two.sha256})
    assert not store.path_of(two.sha256).exists()
    assert two.state is FileState.GONE


def test_only_its_own_people(sam, north):
    stored = kept(sam)
    assert files.get(sam, stored.id) is stored
    assert files.get(acting(factories.officer(north)), stored.id) is stored
    south = factories.campus("south")
    strangers = [
        factories.student(north, "Other Student"),
        factories.student(south),
        factories.officer(south),
    ]
    for stranger in [*map(acting, strangers), acting(factories.administrator()), SYSTEM]:
        with pytest.raises(NotFound):
            files.get(stranger, stored.id)


def test_what_is_gone_is_not_found(sam):
    stored = kept(sam)
    files.remove(stored)
    with pytest.raises(NotFound):
        files.get(sam, stored.id)


def test_too_large(sam, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 20)
    with pytest.raises(RuleBroken, match="larger than"):
        kept(sam)


def test_a_quota_for_each_person(sam, north, monkeypatch):
    monkeypatch.setattr(files, "QUOTA", int(len(GOOD["cv.pdf"]) * 1.5))
    kept(sam)
    with pytest.raises(RuleBroken, match="Your files"):
        kept(sam)
    kept(acting(factories.student(north, "Other Student")))


def test_a_hash_is_not_a_path():
    for forged in ("../../etc/passwd", "A" * 64, "a" * 63, ""):
        with pytest.raises(ValueError, match="SHA-256"):
            store.path_of(forged)


@pytest.fixture
def applied(app):
    """Amara's application with a resume, on a project of Brook's."""
    here = board.world()
    here.claim = board.submitted(here)
    here.claim.resume_id = kept(here.amara).id
    db.session.flush()
    return here


def readable(actor, file_id):
    try:
        return bool(files.get(actor, file_id))
    except NotFound:
        return False


def test_an_employer_reads_what_was_sent_to_it(applied):
    sent, other = applied.claim.resume_id, kept(applied.amara)
    assert readable(applied.brook.actor, sent)
    assert not readable(applied.crest.actor, sent)
    assert not readable(applied.brook.actor, other.id)


def test_not_before_a_blind_applicant_is_shortlisted(applied):
    applied.choice.blind = True
    db.session.flush()
    assert not readable(applied.brook.actor, applied.claim.resume_id)
    offers.shortlist(applied.claim, by=applied.brook.actor)
    db.session.flush()
    assert readable(applied.brook.actor, applied.claim.resume_id)


def test_not_after_the_application_is_taken_back(applied):
    claims.withdraw(applied.claim, by=applied.amara)
    db.session.flush()
    assert not readable(applied.brook.actor, applied.claim.resume_id)


def test_not_while_the_partnership_is_suspended(applied):
    db.session.query(Partnership).filter_by(employer_id=applied.brook.employer.id).update(
        {"status": PartnershipStatus.SUSPENDED}
    )
    assert not readable(applied.brook.actor, applied.claim.resume_id)


def test_what_was_handed_in_is_for_its_two_sides_and_the_office(app):
    here = work.world()
    placement = work.move(here, PlacementStatus.ACTIVE)
    placements.hand_in(placement, "Done", [upload("notes.txt")], [], by=here.student.actor)
    file_id = db.session.query(HandInItem).filter(HandInItem.file_id.is_not(None)).one().file_id
    see = [
        readable(who.actor, file_id) for who in (here.student, here.supervisor, here.colleague, here.staff)
    ]
    assert see == [True] * 4
    assert not any(
        readable(who.actor, file_id) for who in (here.other, here.far, here.far_staff, here.stranger)
    )
