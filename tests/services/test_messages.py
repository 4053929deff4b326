"""Messages: who writes and reads, when the office joins, who is told by letter and when not."""

import contextvars
from datetime import timedelta
from io import BytesIO

import pytest
from flask import current_app
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from portal import clock, jobs
from portal.actor import CLI
from portal.database import db, take_write_lock
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.disclosures import Disclosure
from portal.models.history import HistoryEntry
from portal.models.messages import Message, MessageNotice
from portal.models.people import User
from portal.services import fees, files, message_readings, messages, people
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import Seen, Side
from tests.factories.placements import move, world

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def here(app):
    made = world()
    db.session.flush()
    return made


def thread(here, who="student"):
    return messages.get(getattr(here, who).actor, here.placement.id)


def say(here, who="student", text="When shall we talk?", uploads=()):
    return messages.say(thread(here, who), text, uploads, by=getattr(here, who).actor)


def read(here, who, **how):
    """As a page does: the session only reads, what it notes is written beside it."""
    db.session.commit()
    take_write_lock(False)
    placement, by = thread(here, who), getattr(here, who).actor
    found = messages.read(placement, by=by)
    messages.looked(placement, found, by=by, **how)
    said = [message.text for message in found.messages]
    db.session.rollback()
    take_write_lock()
    return said


def unread(here, who):
    return sum(message_readings.unread(getattr(here, who).actor).values())


def paper(name="note.txt"):
    return FileStorage(BytesIO(b"A note"), name)


@pytest.mark.parametrize("who", ["other", "far", "stranger", "far_staff"])
def test_a_stranger_finds_no_thread(here, who):
    with pytest.raises(NotFound):
        thread(here, who)


@pytest.mark.parametrize("who", ["student", "supervisor", "colleague"])
def test_both_sides_write_and_read(here, who):
    message = say(here, who)
    side = Side.STUDENT if who == "student" else Side.EMPLOYER
    assert (message.side, message.author) == (side, getattr(here, who).actor.label)
    assert read(here, "student") == read(here, "colleague") == ["When shall we talk?"]
    [entry] = db.session.scalars(select(HistoryEntry).where(HistoryEntry.action == "write"))
    assert (entry.subject, entry.subject_id) == ("placement", here.placement.id)
    assert "talk" not in str(entry.detail_hash + str(entry.changed))


def test_the_office_neither_reads_nor_writes_before_it_is_called(here):
    say(here)
    for act in (
        lambda: messages.read(thread(here, "staff"), by=here.staff.actor),
        lambda: say(here, "staff"),
    ):
        with pytest.raises(RuleBroken):
            act()
    with pytest.raises(NotAllowed):
        messages.call_office(thread(here, "staff"), by=here.staff.actor)


@pytest.mark.parametrize("who", ["student", "supervisor"])
def test_either_side_calls_the_office_once(here, who, letters):
    say(here)
    for _again in range(2):
        messages.call_office(thread(here, who), by=getattr(here, who).actor)
    say(here, "staff", "We are here.")
    assert read(here, "staff") == ["We are here.", "When shall we talk?"]
    [look] = db.session.scalars(select(Disclosure).where(Disclosure.what == Seen.MESSAGES))
    assert (look.viewer_id, look.object_id) == (here.staff.actor.user_id, here.placement.id)
    told = [letter for letter in letters() if letter["Subject"].startswith("You are asked")]
    assert [letter["To"] for letter in told] == [here.north.office_email]


def test_the_office_opens_a_thread_only_where_something_is_wrong(here, letters):
    move(here, S.ACCEPTED)
    with pytest.raises(RuleBroken, match="without being asked"):
        messages.look_in(thread(here, "staff"), "Curious.", by=here.staff.actor)
    fees.move(here.placement, "dispute", "Too late.", by=here.supervisor.actor)
    with pytest.raises(RuleBroken, match="Say why"):
        messages.look_in(thread(here, "staff"), " ", by=here.staff.actor)
    with pytest.raises(NotAllowed):
        messages.look_in(thread(here), "For fun.", by=here.student.actor)
    messages.look_in(thread(here, "staff"), "The fee is disputed.", by=here.staff.actor)
    assert messages.call_of(here.placement).side is Side.OFFICE
    told = {letter["To"] for letter in letters() if "reads along" in letter["Subject"]}
    assert told == {"amara@north.example", "priya@brook.example"}


@pytest.mark.parametrize("status", [S.CLOSED, S.ENDED_EARLY, S.NO_SHOW])
def test_writing_ends_thirty_days_after_the_work(here, status):
    move(here, status)
    with clock.travel(clock.now() + timedelta(days=29)):
        say(here)
    with clock.travel(clock.now() + timedelta(days=32)):
        assert not messages.may_write(thread(here))
        with pytest.raises(RuleBroken, match="30 days"):
            say(here)
        assert read(here, "student") == ["When shall we talk?"]


def test_files_by_the_upload_rules_and_for_the_people_of_the_thread_alone(here):
    message = say(here, "supervisor", uploads=[paper()])
    db.session.flush()
    stored = message.files[0].file_id
    assert files.get(here.student.actor, stored) == files.get(here.colleague.actor, stored)
    for who in ("other", "far", "stranger", "staff", "far_staff"):
        with pytest.raises(NotFound):
            files.get(getattr(here, who).actor, stored)
    messages.call_office(thread(here), by=here.student.actor)
    assert files.get(here.staff.actor, stored)
    with pytest.raises(RuleBroken, match=r"page\.html"):
        say(here, uploads=[paper("page.html")])
    with pytest.raises(RuleBroken, match="at most 5"):
        say(here, uploads=[paper() for _ in range(6)])


def test_what_is_new_to_whom(here):
    say(here)
    say(here, "supervisor", "Tomorrow at nine.")
    assert [unread(here, who) for who in ("student", "supervisor", "colleague", "staff")] == [1, 0, 0, 0]
    say(here, "student", "Fine.")
    read(here, "colleague")
    read(here, "supervisor", away=True)
    assert [unread(here, who) for who in ("supervisor", "colleague", "stranger")] == [1, 0, 0]
    say(here, "student", "One more thing.")
    assert [unread(here, who) for who in ("supervisor", "colleague")] == [2, 1]


def test_the_office_reads_as_one_desk(here):
    say(here)
    messages.call_office(thread(here), by=here.student.actor)
    assert (unread(here, "staff"), unread(here, "far_staff")) == (1, 0)
    read(here, "staff")
    assert unread(here, "staff") == 0


def notices(after=3 * MINUTE):
    """Whom the worker tells when it comes by later."""
    db.session.commit()
    before = db.session.scalars(select(MessageNotice.id)).all()
    db.session.rollback()
    app = current_app._get_current_object()

    def work():
        with app.app_context(), clock.travel(clock.now() + after):
            jobs.work_once()

    contextvars.copy_context().run(work)
    new = select(MessageNotice).where(MessageNotice.id.not_in(before)).order_by(MessageNotice.id)
    return [notice.side for notice in db.session.scalars(new)]


def test_a_letter_leads_to_the_thread_and_says_nothing_of_it(here, letters):
    say(here, text="Zanzibar at noon")
    assert notices() == [Side.EMPLOYER]
    [letter] = [one for one in letters() if one["Subject"].startswith("A message waits")]
    assert letter["To"] == "priya@brook.example"
    body = letter.get_content()
    assert f"/employer/placements/{here.placement.id}/messages" in body
    assert "Zanzibar" not in body + letter["Subject"]
    assert here.student.actor.label not in body


def test_no_second_letter_while_one_waits_within_the_hour(here):
    say(here)
    say(here, text="And where?")
    assert notices() == [Side.EMPLOYER]
    with clock.travel(clock.now() + 30 * MINUTE):
        say(here, text="Hello?")
        assert notices() == []
    with clock.travel(clock.now() + 70 * MINUTE):
        say(here, text="Still there?")
        assert notices() == [Side.EMPLOYER]
        read(here, "supervisor")
        say(here, text="Thank you.")
        assert notices() == [Side.EMPLOYER]


def test_who_has_read_it_gets_no_letter(here):
    say(here)
    read(here, "supervisor")
    assert notices() == []


def test_a_colleague_who_wrote_is_told_and_a_closed_account_is_not(here):
    say(here, "colleague", "I look after this while Priya is away.")
    assert notices() == [Side.STUDENT, Side.EMPLOYER]
    with clock.travel(clock.now() + 2 * HOUR):
        say(here)
        assert notices() == [Side.EMPLOYER, Side.EMPLOYER]
    people.disable(db.session.get_one(User, here.colleague.actor.user_id), by=CLI)
    with clock.travel(clock.now() + 4 * HOUR):
        say(here)
        assert notices() == [Side.EMPLOYER]


def test_no_message_is_lost_with_its_letter(here, monkeypatch):
    """The notice fails and is tried again; the message stands either way."""
    monkeypatch.setattr("portal.services.message_notices.write", lambda *_: 1 / 0)
    say(here)
    assert notices() == []
    assert db.session.scalars(select(Message.text)).all() == ["When shall we talk?"]
    monkeypatch.undo()
    assert notices(after=10 * MINUTE) == [Side.EMPLOYER]


def test_twenty_a_page(here):
    for number in range(23):
        say(here, text=f"Line {number}")
    first = messages.read(here.placement, by=here.student.actor)
    rest = messages.read(here.placement, first.older, by=here.student.actor)
    assert [len(first.messages), len(rest.messages), rest.older] == [20, 3, None]
    assert first.messages[0].text == "Line 22"
