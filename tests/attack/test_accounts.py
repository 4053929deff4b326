"""Getting in as somebody else: other spellings, forged hosts, kept cookies, guesses."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.people import Membership, SignIn, Token, User
from portal.services import applications, invitations, people, signin
from portal.vocabulary import Role, TokenPurpose
from tests.client import soup
from tests.factories import campus
from tests.factories.employers import TYPED
from tests.platform.people import CHEAP, PASSWORD

SPELLINGS = [
    ("ada@strasse.example", "ada@stra\u00dfe.example"),
    ("ross@north.example", "ro\u017f\u017f@north.example"),
    ("fiona@north.example", "\ufb01ona@north.example"),
]
"""One account, and another mailbox whose name folds into the same letters."""


def somebody(email, password=""):
    user = people.create(email, "Ada Rowe", by=applications.Actor(applications.ActorKind.CLI, "Test"))
    db.session.flush()
    user.password_hash = CHEAP.hash(password) if password else ""
    db.session.commit()
    return user


@pytest.mark.parametrize(("theirs", "mine"), SPELLINGS)
def test_another_spelling_never_receives_somebody_s_link(app, letters, theirs, mine):
    victim, here = somebody(theirs), campus("north")
    answers = {**TYPED, "campus_id": here.id, "email": mine, "website": "evil.example"}
    applications.apply(answers, by=applications.Actor(applications.ActorKind.NOBODY, "Mallory"))
    invited = [letter for letter in letters() if "/invitation/" in letter.as_string()]
    owners = set(db.session.scalars(db.select(Token.user_id)))
    assert {letter["To"] for letter in invited} <= {victim.email} or victim.id not in owners


@pytest.mark.parametrize(("theirs", "mine"), SPELLINGS)
def test_a_reset_goes_to_the_stored_address_only(app, client, letters, theirs, mine):
    somebody(theirs, PASSWORD)
    client.send("/reset", {"email": mine})
    assert {letter["To"] for letter in letters()} <= {theirs}


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Forwarded-Server", "Forwarded"])
def test_no_header_decides_where_a_letter_leads(app, client, letters, header):
    somebody("ada@north.example", PASSWORD)
    value = "host=evil.example" if header == "Forwarded" else "evil.example"
    token = client.token()
    own = {"base_url": "http://evil.example"} if header == "Host" else {"headers": {header: value}}
    client.post("/reset", data={"email": "ada@north.example", "csrf_token": token}, **own)
    if header == "Host":
        client.send("/reset", {"email": "ada@north.example"})
    told = letters()
    assert told
    assert not [letter for letter in told if "evil.example" in letter.as_string()]


@pytest.mark.parametrize("host", ["evil.example", "a b", "[::1", "x\x7f", "a/b?c", "-", "a" * 300])
def test_a_strange_host_is_answered_without_a_failure(app, client, monkeypatch, host):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code in {200, 400}
    moved = client.get("/account", headers={"Host": host})
    assert moved.status_code in {303, 400}
    assert moved.headers.get("Location", "/").startswith("/")


def test_the_cookie_before_sign_in_is_worth_nothing_after(app, client):
    user = somebody("ada@north.example", PASSWORD)
    client.get("/sign-in")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    kept = cookie(client, app)
    client.fill("/sign-in", {"email": user.email, "password": PASSWORD})
    assert cookie(client, app) != kept
    with client.session_transaction() as session:
        assert "planted" not in session
    other = app.test_client()
    other.set_cookie(app.config["SESSION_COOKIE_NAME"], kept)
    assert other.get("/account").status_code == 303


def cookie(client, app):
    return client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value


def test_a_cookie_kept_from_before_signing_out_opens_nothing(app, client):
    user = somebody("ada@north.example", PASSWORD)
    client.fill("/sign-in", {"email": user.email, "password": PASSWORD})
    kept = cookie(client, app)
    assert client.get("/account").status_code == 200
    left = client.send("/sign-out")
    assert left.headers["Clear-Site-Data"]
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], kept)
    assert client.get("/account").status_code == 303


def test_the_cookie_holds_no_number_and_the_database_no_cookie(app, client):
    user = somebody("ada@north.example", PASSWORD)
    client.fill("/sign-in", {"email": user.email, "password": PASSWORD})
    with client.session_transaction() as session:
        secret = session["_user_id"]
    assert len(secret) >= 43
    assert secret not in {found for (found,) in db.session.execute(db.select(SignIn.hash))}


VARYING = re.compile(r'value="[^"]*"|[0-9a-f]{32}|[\w.-]+@[\w.-]+')


def test_known_unknown_and_shut_people_are_answered_alike(app, client):
    user = somebody("ada@north.example", PASSWORD)
    shut = somebody("eve@north.example", PASSWORD)
    shut.disabled_at = clock.now()
    somebody("new@north.example")
    told = set()
    for email in (user.email, shut.email, "new@north.example", "nobody@north.example"):
        page = client.send("/sign-in", {"email": email, "password": "wrong"})
        told.add((page.status_code, VARYING.sub("*", page.text)))
    assert len(told) == 1
    for path in ("/reset",):
        answers = {client.send(path, {"email": mail}).location for mail in (user.email, "no@north.example")}
        assert answers == {"/reset/sent"}


def test_unknown_people_cost_the_same_hash(app, client, monkeypatch):
    from portal.services import passwords

    asked = []
    monkeypatch.setattr(passwords, "matches", lambda stored, typed: asked.append(stored[:20]) or False)
    somebody("ada@north.example", PASSWORD)
    for email in ("ada@north.example", "nobody@north.example"):
        client.send("/sign-in", {"email": email, "password": "x"})
    assert len(asked) == 2
    assert passwords.decoy().startswith("$argon2id$")


def test_guesses_are_counted_however_the_address_is_spelt(app, client):
    somebody("ada@north.example", PASSWORD)
    spelt = ["ada@north.example", "ADA@north.example", " ada@North.example ", "\uff41da@north.example"]
    codes = [
        client.send("/sign-in", {"email": spelt[n % 4], "password": f"guess {n}"}).status_code
        for n in range(12)
    ]
    assert codes[:10] == [422] * 10
    assert codes[10:] == [429] * 2
    assert client.send("/sign-in", {"email": spelt[0], "password": PASSWORD}).status_code == 429


def test_one_address_in_a_header_does_not_escape_the_count(app, client):
    somebody("ada@north.example", PASSWORD)
    data = {"email": "ada@north.example", "password": "x"}
    codes = [
        client.send("/sign-in", data, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(11)
    ]
    assert codes[-1] == 429


def test_a_link_is_for_one_purpose_and_one_use(app, client):
    user = somebody("ada@north.example")
    invited = invitations.issue(user.id, TokenPurpose.INVITATION)
    reset = invitations.issue(user.id, TokenPurpose.RESET)
    typed = {"password": PASSWORD, "again": PASSWORD}
    assert client.send(f"/invitation/{reset}", typed).status_code == 404
    assert client.send(f"/reset/{invited}", typed).status_code == 404
    assert client.send(f"/reset/{reset}", typed).status_code == 303
    for path in (f"/reset/{reset}", f"/invitation/{invited}"):
        other = app.test_client()
        assert other.get(path).status_code == other.send(path, typed).status_code == 404


def test_a_link_dies_with_its_time_and_with_its_account(app, client):
    user = somebody("ada@north.example")
    reset = invitations.issue(user.id, TokenPurpose.RESET)
    link = db.session.scalars(db.select(Token)).one()
    assert client.get(f"/reset/{reset}").status_code == 200
    expires, link.expires_at = link.expires_at, clock.now() - timedelta(seconds=1)
    assert client.get(f"/reset/{reset}").status_code == 404
    link.expires_at = expires
    assert client.get(f"/reset/{reset}").status_code == 200
    user.disabled_at = clock.now()
    assert client.get(f"/reset/{reset}").status_code == 404


def test_nobody_switches_into_a_role_of_somebody_else(app, client_for):
    north = campus("north")
    by = applications.Actor(applications.ActorKind.CLI, "Test")
    mine, theirs = somebody("ada@north.example"), somebody("eve@north.example")
    own = people.grant(mine, Role.STUDENT, by=by, campus_id=north.id)
    other = people.grant(theirs, Role.STAFF, by=by, campus_id=north.id)
    db.session.commit()
    browser = client_for(own)
    for number in (other.id, 0, 2**63, -1, "x", ""):
        assert browser.send("/account/role", {"membership": number}).status_code in {400, 404, 409, 422}
    assert browser.get("/staff/audit").status_code == 403
    assert set(db.session.scalars(db.select(SignIn.membership_id))) == {own.id}


def test_no_form_makes_an_administrator_without_a_campus(app, client_for):
    member = people.grant(
        somebody("root@north.example"), Role.ADMIN, by=applications.Actor(applications.ActorKind.CLI, "Test")
    )
    campus("north")
    db.session.commit()
    browser = client_for(member)
    for path in ("/staff/review", "/staff/placements", "/staff/rosters", "/student/projects", "/employer/"):
        assert browser.get(path).status_code == 403
    for path in ("/admin/audit", "/admin/people", "/admin/campuses", "/account"):
        assert browser.get(path).status_code == 200
    data = {"name": "Eve", "email": "eve@north.example", "place": "999999"}
    assert browser.send("/admin/people/new", data).status_code == 422


def test_sign_in_pages_lead_nowhere_else(app, client):
    user = somebody("ada@north.example", PASSWORD)
    for bad in (
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\r\nX: y",
        "javascript:alert(1)",
    ):
        data = {"email": user.email, "password": PASSWORD, "next": bad}
        answer = app.test_client().send("/sign-in", data)
        assert (answer.status_code, answer.location) == (303, "/arrived")
        page = soup(client.get("/sign-in", query_string={"next": bad}))
        assert all("evil" not in link.get("href", "") for link in page.select("a"))


def test_memberships_of_a_shut_account_do_nothing(app, client_for):
    north = campus("north")
    user = somebody("ada@north.example")
    member = people.grant(
        user, Role.STAFF, by=applications.Actor(applications.ActorKind.CLI, "Test"), campus_id=north.id
    )
    db.session.commit()
    browser = client_for(member)
    assert browser.get("/staff/audit").status_code == 200
    user.disabled_at = clock.now()
    assert browser.get("/staff/audit").status_code == 303
    assert db.session.get(Membership, member.id).until_at is None
    assert signin.rows(user.id, idle=timedelta(hours=1), longest=timedelta(hours=1))
    assert isinstance(user, User)
