"""Sign-ins: who a cookie is, how long it lasts, and what ends it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.people import SignIn, User
from portal.services import invitations, passwords, people, signin
from portal.visits import limits
from portal.vocabulary import Role, TokenPurpose
from tests.platform.people import CHEAP, PASSWORD, campus, person, staff

FRESH = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Hashes that cost nothing; one test measures the real ones."""
    monkeypatch.setattr(passwords, "hasher", CHEAP)
    passwords.decoy.cache_clear()
    yield
    passwords.decoy.cache_clear()


def enter(membership):
    token = signin.begin(membership.user_id, fresh=FRESH, ip="10.0.0.1", agent="Firefox")
    db.session.commit()
    return token


def seen(token):
    return signin.visitor(token, **limits())


def test_a_visitor_is_one_query(app, statements):
    token = enter(staff())
    with statements() as sent:
        visitor = seen(token)
    assert len([statement for statement in sent if "SELECT" in statement]) == 1
    assert (visitor.name, visitor.role, visitor.home.slug) == ("Ada Rowe", Role.STAFF, "north")
    assert visitor.actor.campus_id == visitor.campus_id == visitor.home.id


def test_only_the_hash_is_stored(app):
    token = enter(staff())
    assert len(token) >= 43
    assert db.session.scalar(select(SignIn.hash)) == signin.digest(token)
    assert token not in str(db.session.execute(select(SignIn.__table__)).all())


def test_an_idle_sign_in_ends(app):
    token = enter(staff())
    with clock.travel(clock.now() + timedelta(minutes=app.config["PORTAL_IDLE_MINUTES"] + 1)):
        assert seen(token) is None


def test_a_sign_in_in_use_ends_too(app):
    token = enter(staff())
    began = clock.now()
    for hour in range(0, app.config["PORTAL_SESSION_HOURS"], 4):
        with clock.travel(began + timedelta(hours=hour)):
            signin.note_seen(seen(token))
    with clock.travel(began + timedelta(hours=app.config["PORTAL_SESSION_HOURS"], minutes=1)):
        assert seen(token) is None


def test_presence_is_noted_once_a_minute(app, statements):
    token = enter(staff())
    with statements() as sent:
        signin.note_seen(seen(token))
    assert not [statement for statement in sent if "UPDATE" in statement]
    later = clock.now() + timedelta(minutes=2)
    with clock.travel(later):
        signin.note_seen(seen(token))
    assert seen(token).seen_at == later


def test_freshness_passes(app):
    token = enter(staff())
    assert seen(token).is_fresh
    with clock.travel(clock.now() + FRESH):
        assert not seen(token).is_fresh


def test_disabling_ends_all_at_once(app):
    membership = staff()
    tokens = [enter(membership), enter(membership)]
    people.disable(db.session.get(User, membership.user_id), by=CLI)
    db.session.commit()
    assert [seen(token) for token in tokens] == [None, None]
    assert passwords.who("ada@north.example", PASSWORD, address="") is None


def test_only_administrators_disable(app):
    membership = staff()
    actor = seen(enter(membership)).actor
    with pytest.raises(NotAllowed):
        people.disable(db.session.get(User, membership.user_id), by=actor)


def test_a_membership_that_ends_takes_the_role_along(app):
    membership = staff()
    token = enter(membership)
    people.withdraw(membership, by=CLI)
    db.session.commit()
    visitor = seen(token)
    assert (visitor.role, visitor.campus_id, visitor.home) == (None, None, None)


def test_switching_gives_a_new_value(app):
    membership = staff()
    user = db.session.get(User, membership.user_id)
    other = people.grant(user, Role.STUDENT, by=CLI, campus_id=campus("south").id)
    token = enter(membership)
    changed = signin.switch(seen(token), other.id)
    db.session.commit()
    assert changed != token
    assert seen(token) is None
    assert (seen(changed).role, seen(changed).home.slug) == (Role.STUDENT, "south")


def test_switching_to_others_roles_is_refused(app):
    visitor = seen(enter(staff()))
    foreign = staff("bo@south.example", "south")
    with pytest.raises(RuleBroken):
        signin.switch(visitor, foreign.id)


def test_the_next_sign_in_is_in_the_role_used_last(app):
    membership = staff()
    user = db.session.get(User, membership.user_id)
    other = people.grant(user, Role.STUDENT, by=CLI, campus_id=campus("south").id)
    signin.switch(seen(enter(membership)), other.id)
    db.session.commit()
    assert seen(enter(membership)).role is Role.STUDENT


def test_ending_is_for_ones_own(app):
    ada, bo = staff(), staff("bo@south.example", "south")
    visitor = seen(enter(ada))
    with pytest.raises(NotFound):
        signin.end(visitor.sign_in_id, user_id=bo.user_id)
    signin.end(visitor.sign_in_id, user_id=ada.user_id)


def test_ending_all_but_this(app):
    membership = staff()
    tokens = [enter(membership) for _ in range(3)]
    assert signin.end_all(membership.user_id, but=seen(tokens[0]).sign_in_id) == 2
    db.session.commit()
    assert [bool(seen(token)) for token in tokens] == [True, False, False]


@pytest.mark.parametrize(
    ("password", "roles", "fine"),
    [
        ("heron-ladder-quilt-tuesday", [Role.STAFF], True),
        ("micro-internship", [Role.STAFF], True),
        ("kettle owl 9", [], True),
        ("kettle owl 9", [Role.STAFF], False),
        ("short", [], False),
        ("password1234", [], False),
        ("qwertyuiopasdf", [], False),
        ("aaaaaaaaaaaaaaaa", [], False),
        ("adarowe-1990", [], False),
        ("x" * 201, [], False),
    ],
)
def test_passwords(app, password, roles, fine):
    about = ("Ada Rowe", "adarowe@north.example", "adarowe", "north.example")
    try:
        passwords.check_strength(password, roles=roles, about=about)
    except RuleBroken:
        assert not fine
    else:
        assert fine


def test_invitations_work_once(app):
    user_id = person(password="").id
    token = invitations.issue(user_id, TokenPurpose.INVITATION)
    assert [invitations.opened(token, TokenPurpose.INVITATION).email for _ in range(3)]
    invitations.accept(token, TokenPurpose.INVITATION, PASSWORD)
    db.session.commit()
    with pytest.raises(NotFound):
        invitations.opened(token, TokenPurpose.INVITATION)
    db.session.rollback()
    assert passwords.who("ada@north.example", PASSWORD, address="") == user_id


def test_a_weak_password_leaves_the_invitation(app):
    token = invitations.issue(person(password="").id, TokenPurpose.INVITATION)
    db.session.commit()
    with pytest.raises(RuleBroken):
        invitations.accept(token, TokenPurpose.INVITATION, "password1234")
    db.session.rollback()
    assert invitations.opened(token, TokenPurpose.INVITATION)


def test_links_expire_and_keep_to_their_purpose(app):
    user = person()
    token = invitations.issue(user.id, TokenPurpose.RESET)
    with pytest.raises(NotFound):
        invitations.opened(token, TokenPurpose.INVITATION)
    with clock.travel(clock.now() + timedelta(hours=2, seconds=1)), pytest.raises(NotFound):
        invitations.opened(token, TokenPurpose.RESET)


def test_a_second_link_voids_the_first(app):
    user = person()
    first = invitations.issue(user.id, TokenPurpose.RESET)
    second = invitations.issue(user.id, TokenPurpose.RESET)
    assert invitations.opened(second, TokenPurpose.RESET)
    with pytest.raises(NotFound):
        invitations.opened(first, TokenPurpose.RESET)


@pytest.mark.parametrize("spelling", ["ADA@North.example", " ada@north.example ", "ａda@north.example"])
def test_an_address_is_one_however_it_is_spelt(app, spelling):
    user = person()
    assert people.find(spelling).id == user.id
    with pytest.raises(RuleBroken):
        people.create(spelling, "Another", by=CLI)


def test_a_membership_begins_again(app):
    membership = staff()
    people.withdraw(membership, by=CLI)
    again = people.grant(
        db.session.get(User, membership.user_id), Role.STAFF, by=CLI, campus_id=membership.campus_id
    )
    assert again.id != membership.id, "what was is never overwritten"
    assert membership.until_at is not None
    assert again.until_at is None
