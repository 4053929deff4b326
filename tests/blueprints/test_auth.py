"""Getting in and out in a browser: the same answer for known and unknown, and nothing for guessers."""

import statistics
import time

import pytest

from portal import jobs, mail
from portal.actor import CLI
from portal.database import db
from portal.models.people import User
from portal.services import passwords, people
from portal.vocabulary import Role
from tests.factories import administrator
from tests.platform.people import CHEAP, PASSWORD, campus, person, staff

REAL = passwords.hasher
ADDRESS = "ada@north.example"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Hashes that cost nothing; one test measures the real ones."""
    monkeypatch.setattr(passwords, "hasher", CHEAP)
    passwords.decoy.cache_clear()
    yield
    passwords.decoy.cache_clear()


def sign_in(client, email=ADDRESS, password=PASSWORD, **more):
    return client.send("/sign-in", {"email": email, "password": password, **more})


def link_in_mail():
    jobs.work_once()
    return mail.outbox()[-1].get_content().split("http://localhost:5000")[1].split()[0]


def test_in_and_out(client):
    staff()
    answer = client.fill("/sign-in?next=/account", {"email": ADDRESS, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert "Ada Rowe" in client.get("/account").text
    left = client.send("/sign-out")
    assert left.status_code == 303
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/account").status_code == 303


def test_an_old_cookie_is_worth_nothing_after_sign_out(client):
    staff()
    sign_in(client)
    with client.session_transaction() as session:
        kept = dict(session)
    client.send("/sign-out")
    with client.session_transaction() as session:
        session.update(kept)
    assert client.get("/account").status_code == 303


def test_signing_in_empties_the_old_session(client):
    staff()
    with client.session_transaction() as session:
        session["planted"] = "x"
    sign_in(client)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_wrong_is_wrong_whoever_it_is(client):
    person()
    known, unknown = (
        sign_in(client, password="wrong"),
        sign_in(client, email="no@north.example", password="wrong"),
    )
    assert known.status_code == unknown.status_code == 422
    assert alike(known.text, ADDRESS) == alike(unknown.text, "no@north.example")


def alike(page, email):
    """A page without what differs on any two requests."""
    lines = page.replace(email, "WHO").splitlines()
    return [line for line in lines if "csrf_token" not in line and "form_key" not in line]


def test_wrong_takes_as_long_whoever_it_is(client, monkeypatch):
    monkeypatch.setattr(passwords, "hasher", REAL)
    person()
    took = {ADDRESS: [], "no@north.example": []}
    for _ in range(5):
        for email, times in took.items():
            began = time.process_time()
            sign_in(client, email=email, password="wrong")
            times.append(time.process_time() - began)
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.6 < known / unknown < 1.6


def test_people_without_password_or_shut_out(client):
    user = person(password="")
    assert sign_in(client).status_code == 422
    assert sign_in(client, password="").status_code == 422
    people.disable(user, by=CLI)
    db.session.commit()
    assert sign_in(client).status_code == 422


def test_the_eleventh_guess_waits_and_success_forgets(client):
    staff()
    assert [sign_in(client, password="wrong").status_code for _ in range(9)] == [422] * 9
    assert sign_in(client).status_code == 303
    client.send("/sign-out")
    assert [sign_in(client, password="wrong").status_code for _ in range(10)] == [422] * 10
    refused = sign_in(client)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "300")


def test_demotion_takes_effect_on_the_next_request(client):
    membership = staff()
    sign_in(client)
    assert client.get("/account").status_code == 200
    people.disable(db.session.get(User, membership.user_id), by=CLI)
    db.session.commit()
    assert client.get("/account").status_code == 303


def test_a_new_password_by_mail(client):
    staff()
    known = client.send("/reset", {"email": ADDRESS})
    unknown = client.send("/reset", {"email": "no@north.example"})
    assert known.status_code == unknown.status_code == 303
    assert known.headers["Location"] == unknown.headers["Location"] == "/reset/sent"
    assert client.get("/reset/sent").status_code == 200
    link = link_in_mail()
    assert len(mail.outbox()) == 1
    assert [client.get(link).status_code for _ in range(3)] == [200] * 3
    new = "lantern-otter-piano-nine"
    done = client.fill(link, {"password": new, "again": new})
    assert (done.status_code, done.headers["Location"]) == (303, "/arrived")
    assert client.get("/account").status_code == 200
    client.send("/sign-out")
    assert client.get(link).status_code == 404
    assert sign_in(client).status_code == 422
    assert sign_in(client, password=new).status_code == 303


def test_a_new_password_ends_other_sign_ins(app, client):
    staff()
    other = app.test_client()
    sign_in(other)
    client.send("/reset", {"email": ADDRESS})
    client.fill(link_in_mail(), {"password": "lantern-otter-piano-nine", "again": "lantern-otter-piano-nine"})
    assert other.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("lantern-otter-piano-nine", "other", "not the same"),
        ("short", "short", "at least 15"),
        ("passwordpassword", "passwordpassword", "easy to guess"),
    ],
)
def test_passwords_that_will_not_do(client, password, again, told):
    staff()
    client.send("/reset", {"email": ADDRESS})
    link = link_in_mail()
    answer = client.fill(link, {"password": password, "again": again})
    assert answer.status_code == 422
    assert told in answer.text
    assert client.get(link).status_code == 200


def test_the_sixth_reset_of_a_day_waits(client):
    assert [client.send("/reset", {"email": ADDRESS}).status_code for _ in range(6)] == [303] * 5 + [429]


def test_ending_ones_other_sign_ins(app, client):
    staff()
    others = [app.test_client() for _ in range(3)]
    for browser in (client, *others):
        sign_in(browser)
    page = client.get("/account").text
    first = page.split('action="/account/sign-ins/')[1].split('"')[0]
    assert client.send(f"/account/sign-ins/{first}").status_code == 303
    assert [browser.get("/account").status_code for browser in others].count(303) == 1
    client.send("/account/sign-ins")
    assert [browser.get("/account").status_code for browser in others] == [303] * 3
    assert client.get("/account").status_code == 200


def test_others_sign_ins_are_not_there(app, client):
    staff()
    bo = app.test_client()
    staff("bo@south.example", "south")
    sign_in(bo, "bo@south.example")
    sign_in(client)
    assert client.send("/account/sign-ins/1").status_code == 404
    assert bo.get("/account").status_code == 200


def test_the_role_switcher_appears_with_several_roles_only(client):
    membership = staff()
    sign_in(client)
    assert "/account/role" not in client.get("/account").text
    user = db.session.get(User, membership.user_id)
    other = people.grant(user, Role.STUDENT, by=CLI, campus_id=campus("south").id)
    db.session.flush()
    other_id = other.id
    db.session.commit()
    assert "/account/role" in client.get("/account").text
    with client.session_transaction() as session:
        before = session["_user_id"]
    assert client.send("/account/role", {"membership": other_id}).status_code == 303
    with client.session_transaction() as session:
        assert session["_user_id"] != before
    assert "South Campus" in client.get("/account").text


def test_others_roles_are_refused(client):
    staff()
    foreign = staff("bo@south.example", "south").id
    sign_in(client)
    assert client.send("/account/role", {"membership": foreign}).status_code == 422
    assert client.send("/account/role", {"membership": "x"}).status_code == 422


def test_a_confirmed_password_is_fresh(client, client_for):
    client = client_for(staff(), fresh=False)
    assert client.fill("/confirm?next=/account", {"password": "wrong"}).status_code == 422
    with client.session_transaction() as session:
        before = session["_user_id"]
    done = client.fill("/confirm?next=/account", {"password": PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (303, "/account")
    with client.session_transaction() as session:
        assert session["_user_id"] != before


def test_a_grave_form_leads_back_to_its_page_after_the_password(app, client_for):
    person = administrator()
    client = client_for(person, fresh=False)
    page = f"/admin/people/{person.user_id}"
    sent = client.send(f"{page}/shutting", headers={"Referer": f"http://localhost{page}"})
    assert sent.headers["Location"].endswith(f"/confirm?next={page}")
    elsewhere = client.send(f"{page}/shutting", headers={"Referer": "http://evil.example/admin"})
    assert elsewhere.headers["Location"].endswith("/confirm")
