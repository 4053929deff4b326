"""A form sent twice, even at the same moment, has one effect."""

import threading

from sqlalchemy import select

from portal.actor import CLI, SYSTEM
from portal.clock import now
from portal.database import aside, db, take_write_lock
from portal.models.people import FormReceipt, RateCount
from portal.services.receipts import once


def test_a_second_sending_is_told_where_the_first_led(app):
    first = once("k", CLI, "claim")
    assert not first.repeated
    assert first.led_to("/student/claims/1") == "/student/claims/1"
    db.session.commit()
    second = once("k", CLI, "claim")
    assert (second.repeated, second.location) == (True, "/student/claims/1")


def test_keys_belong_to_a_person_and_an_action(app):
    assert not once("k", CLI, "claim").repeated
    assert not once("k", SYSTEM, "claim").repeated
    assert not once("k", CLI, "withdraw").repeated


def test_a_page_without_a_key_is_never_a_repetition(app):
    assert not once("", CLI, "claim").repeated
    assert not once(None, CLI, "claim").repeated
    assert once("", CLI, "claim").led_to("/x") == "/x"


def test_a_sending_that_failed_may_be_repeated(app):
    once("k", CLI, "claim")
    db.session.rollback()
    assert not once("k", CLI, "claim").repeated


def test_two_hundred_at_once_have_one_effect(app):
    db.session.rollback()

    def send():
        with app.app_context():
            take_write_lock()
            if not once("k", CLI, "claim").repeated:
                db.session.add(RateCount(key=str(threading.get_ident()), count=1, expires_at=now()))
            db.session.commit()

    for _ in range(10):
        threads = [threading.Thread(target=send) for _ in range(20)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    with aside() as connection:
        assert len(connection.execute(select(FormReceipt.key)).all()) == 1
        assert len(connection.execute(select(RateCount.key)).all()) == 1
