"""The administrator's people: invited, shut out, let in again."""

import pytest

from portal.services import people
from portal.vocabulary import Role
from tests.client import soup
from tests.factories import administrator, campus, officer, student


@pytest.fixture
def here(app):
    return campus("north")


@pytest.fixture
def ada(here):
    return administrator()


@pytest.fixture
def admin(ada, client_for):
    return client_for(ada)


def test_finding_people(here, admin):
    sam = student(here)
    student(here, "Vera Vo")
    page = soup(admin.get("/admin/people?q=sam"))
    assert [link["href"] for link in page.select(".tasks a")] == [f"/admin/people/{sam.user_id}"]
    assert "Nobody matches" in admin.get("/admin/people?q=%25").text


def test_inviting_an_officer(here, admin, letters):
    told = {"name": "Nora New", "email": "nora@north.example.edu", "place": str(here.id)}
    assert admin.fill("/admin/people/new", told).status_code == 303
    nora = people.find("nora@north.example.edu")
    assert people.roles(nora.id) == {Role.STAFF}
    assert letters()[-1]["To"] == "nora@north.example.edu"


def test_odd_invitations_are_refused(here, admin):
    told = {"name": "Nora", "email": "nora@north.example.edu", "place": str(here.id)}
    for odd in ({"email": "nora"}, {"name": ""}, {"place": "999"}):
        assert admin.fill("/admin/people/new", {**told, **odd}).status_code == 422
    assert people.find("nora@north.example.edu") is None


def test_shutting_an_account_ends_it_at_once(here, admin, client_for):
    desk = officer(here)
    theirs = client_for(desk)
    assert theirs.get("/staff/certificates").status_code == 200
    page = f"/admin/people/{desk.user_id}"
    admin.fill(page)
    assert theirs.get("/staff/certificates").status_code != 200
    assert "Open the account" in admin.get(page).text
    admin.fill(page)
    assert "Shut the account" in admin.get(page).text


def test_nobody_shuts_their_own(ada, admin):
    assert admin.send(f"/admin/people/{ada.user_id}/shutting").status_code == 422


def test_nobody_ends_a_role_of_their_own(ada, admin):
    page = f"/admin/people/{ada.user_id}"
    assert admin.send(f"{page}/memberships/{ada.id}/end").status_code == 422
    text = admin.get(page).text
    assert "This is you." in text
    assert "End this role" not in text
    assert "Shut the account" not in text


def test_fields_that_miss_the_same_are_told_apart(admin):
    page = soup(admin.send("/admin/people/new"))
    told = [line.get_text() for line in page.select(".summary-errors li")]
    assert len(told) == len(set(told)) > 1


def test_ending_a_role(here, admin):
    desk = officer(here)
    page = f"/admin/people/{desk.user_id}"
    assert admin.send(f"{page}/memberships/{desk.id}/end").status_code == 303
    assert people.roles(desk.user_id) == set()
    other = officer(here, "Otto Other")
    assert admin.send(f"{page}/memberships/{other.id}/end").status_code == 404


def test_grave_steps_want_a_fresh_sign_in(here, ada, client_for):
    desk = officer(here)
    stale = client_for(ada, fresh=False)
    page = f"/admin/people/{desk.user_id}"
    told = {"name": "Nora", "email": "nora@north.example.edu", "place": str(here.id)}
    for path in (f"{page}/memberships/{desk.id}/end", f"{page}/shutting", "/admin/people/new"):
        answer = stale.send(path, told)
        assert answer.headers["Location"] == "/confirm"
    assert people.roles(desk.user_id) == {Role.STAFF}
    assert people.find("nora@north.example.edu") is None


@pytest.mark.parametrize("who", [officer, student])
def test_other_people_do_not(here, client_for, who):
    member = who(here)
    someone = client_for(member)
    for path in ("/admin/people", "/admin/people/new", f"/admin/people/{member.user_id}"):
        assert someone.get(path).status_code == 403
    assert someone.send(f"/admin/people/{member.user_id}/shutting").status_code == 403
