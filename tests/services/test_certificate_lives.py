"""What becomes of a certificate: ordered, made, replaced, revoked, withdrawn, and who sees it."""

import contextvars

import pytest
from sqlalchemy import func, select

from portal import certificates as document
from portal import jobs
from portal.certificates import serial as serials
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.files import StoredFile
from portal.models.history import HistoryEntry
from portal.services import certificate_orders, certificates
from portal.vocabulary import CertificateStatus as S
from portal.vocabulary import FileState, RevocationReason
from tests.factories import records
from tests.factories.placements import world

REASON = RevocationReason.FACTS_WRONG


def worked(app) -> None:
    """Let the worker do what is due, in a context of its own."""

    def work():
        with app.app_context():
            jobs.work_once()

    db.session.commit()
    contextvars.Context().run(work)
    db.session.expire_all()


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_worker_makes_the_document(app):
    here = world()
    records.ready(here)
    records.evaluated(here)
    order = records.ordered(here)
    worked(app)
    certificate = certificates.public(order.serial)
    with certificate_orders.files.open(certificate.file) as stored:
        content = stored.read()
    assert content.startswith(b"%PDF")
    assert document.sha256(content) == certificate.sha256
    assert (certificate.facts, certificate.student_id) == (order.facts, here.student.actor.user_id)
    assert certificates.pending(here.placement.id) is None


def test_a_job_that_runs_twice_makes_one(app, monkeypatch):
    here = world()
    records.ready(here)
    order = records.ordered(here).id
    monkeypatch.setattr(certificate_orders, "sealed", lambda facts, paper, credential: records.PDF)
    db.session.commit()
    db.session.expunge_all()
    certificate_orders.make({"order": order})()
    db.session.commit()
    assert certificate_orders.make({"order": order}) is None
    assert (count(Certificate), count(StoredFile)) == (1, 1)


def test_what_cannot_be_made_says_why(app, monkeypatch):
    def unfit(facts, paper, pictures, *, credential):
        raise document.Unfit("The title is too long.")

    here = world()
    records.ready(here)
    records.ordered(here)
    monkeypatch.setattr(document, "render", unfit)
    worked(app)
    office = certificates.office_view(here.placement, None)
    assert (office["problem"], office["pending"], office["issued"]) == ("The title is too long.", False, None)
    assert count(Certificate) == 0
    assert [row.name for row in certificate_orders.board(here.staff.actor)["failed"]] == ["Amara"]
    assert records.issued(here)
    assert certificates.office_view(here.placement, None)["problem"] == ""


def test_the_board_is_the_offices_own(app):
    here = world()
    records.ready(here)
    board = certificate_orders.board(here.staff.actor)
    assert [row.id for row in board["ready"]] == [here.placement.id]
    serial = records.issued(here).serial
    board = certificate_orders.board(here.staff.actor)
    assert (board["ready"], [row.serial for row in board["issued"]]) == ([], [serial])
    for stranger in (here.far_staff, here.student, here.supervisor):
        assert not any(certificate_orders.board(stranger.actor).values())


def test_one_at_a_time(app):
    here = world()
    records.ready(here)
    records.ordered(here)
    with pytest.raises(RuleBroken, match="being made"):
        certificates.order(here.placement, by=here.staff.actor)


def test_a_correction_replaces(app):
    here = world()
    records.ready(here)
    old = records.issued(here)
    new = records.issued(here)
    assert (old.status, old.successor, new.status) == (S.SUPERSEDED, new.serial, S.ISSUED)
    assert certificates.issued_for(here.placement.id) is new
    assert old.serial != new.serial
    with pytest.raises(RuleBroken):
        certificates.revoke(old, REASON, by=here.staff.actor, note="Wrong.")


def test_revoking_needs_words_and_lasts(app):
    here = world()
    records.ready(here)
    certificate = records.issued(here)
    with pytest.raises(RuleBroken):
        certificates.revoke(certificate, REASON, by=here.staff.actor, note=" ")
    for name in ("student", "far_staff", "supervisor"):
        with pytest.raises(NotAllowed):
            certificates.revoke(certificate, REASON, by=getattr(here, name).actor, note="Wrong.")
    certificates.revoke(certificate, REASON, by=here.staff.actor, note="Wrong hours.")
    assert (certificate.status, certificate.revoked_reason) == (S.REVOKED, REASON)
    with pytest.raises(RuleBroken):
        certificates.withdraw(certificate)
    assert records.issued(here).status is S.ISSUED


def test_withdrawing_leaves_only_that_it_was(app):
    here = world()
    records.ready(here)
    certificate = records.issued(here)
    certificates.publish(certificate, True, by=here.student.actor)
    sha256, serial = certificate.sha256, certificate.serial
    certificates.withdraw(certificate)
    db.session.flush()
    assert (certificate.facts, certificate.file_id, certificate.published_at) == (None, None, None)
    assert (certificate.serial, certificate.sha256) == (serial, sha256)
    states = db.session.scalars(select(StoredFile.state).where(StoredFile.sha256 == sha256)).all()
    assert states == [FileState.GONE]
    assert db.session.scalars(select(CertificateOrder.facts)).all() == [""]
    with pytest.raises(RuleBroken):
        certificates.publish(certificate, True, by=here.student.actor)


def test_publishing_is_the_holders(app):
    here = world()
    records.ready(here)
    certificate = records.issued(here)
    for name in ("staff", "supervisor", "other"):
        with pytest.raises(NotAllowed):
            certificates.publish(certificate, True, by=getattr(here, name).actor)
    certificates.publish(certificate, True, by=here.student.actor)
    assert certificate.published_at
    certificates.publish(certificate, False, by=here.student.actor)
    assert certificate.published_at is None


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("staff", True),
        ("student", True),
        ("far_staff", False),
        ("other", False),
        ("far", False),
        ("supervisor", False),
        ("stranger", False),
    ],
)
def test_sight(app, name, seen):
    here = world()
    records.ready(here)
    certificate = records.issued(here)
    who = getattr(here, name).actor
    assert len(certificates.of_student(who)) == seen
    if seen:
        assert certificates.get(who, certificate.serial.lower().replace("-", " ")) is certificate
        return
    with pytest.raises(NotFound):
        certificates.get(who, certificate.serial)


def test_serials_do_not_repeat_and_strangers_find_nothing(app):
    world()
    with pytest.raises(NotFound):
        certificates.public(serials.new())
    assert len({serials.new() for _ in range(200)}) == 200


def test_each_step_is_remembered(app):
    here = world()
    records.ready(here)
    records.issued(here)
    second = records.issued(here)
    certificates.revoke(second, REASON, by=here.staff.actor, note="Wrong.")
    found = select(HistoryEntry.action).where(HistoryEntry.subject.like("certificate%"))
    assert db.session.scalars(found.order_by(HistoryEntry.id)).all() == [
        "order",
        "issue",
        "order",
        "supersede",
        "issue",
        "revoke",
    ]
    assert db.session.scalar(select(func.count(Certificate.id))) == 2
