"""The administrator's people: invited, shut out, let in again."""

import pytest

from portal.database import db
from portal.models.people import User
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


def test_inviting_somebody_who_has_an_account(here, admin, letters):
    """The role is added to it; whoever has the role, or is shut out, is told apart."""
    sam = student(here)
    user = db.session.get_one(User, sam.user_id)
    user.password_hash = "set"
    told = {"name": "Somebody Else", "email": user.email, "place": str(here.id)}
    answer = admin.fill("/admin/people/new", told, follow_redirects=True)
    assert "Sam Student has an account already: the role is added" in answer.text
    assert people.roles(sam.user_id) == {Role.STUDENT, Role.STAFF}
    assert "Subject" not in letters()[-1].get_content() and "Sign in" in letters()[-1].get_content()
    again = admin.fill("/admin/people/new", told)
    assert again.status_code == 422
    assert "Sam Student has an account and this role already." in again.text
    assert len(letters()) == 1


def test_inviting_again_and_whoever_is_shut_out(here, admin, letters):
    told = {"name": "Nora New", "email": "nora@north.example.edu", "place": str(here.id)}
    admin.fill("/admin/people/new", told)
    assert (
        "a new invitation is on its way" in admin.fill("/admin/people/new", told, follow_redirects=True).text
    )
    assert len(letters()) == 2
    admin.fill(f"/admin/people/{people.find('nora@north.example.edu').id}")
    shut = admin.fill("/admin/people/new", told)
    assert (shut.status_code, len(letters())) == (422, 2)
    assert "Nora New has an account that is shut." in shut.text


def test_everybody_twenty_a_page_and_by_each_name(here, admin):
    for number in range(25):
        student(here, f"Aaron Middle{number:02} Zed{number:02}")
    first = soup(admin.get("/admin/people"))
    assert len(first.select(".tasks a")) == 20
    second = soup(admin.get(first.select_one("a[rel=next]")["href"]))
    assert len(second.select(".tasks a")) == 6
    assert second.select(".paging a[href='/admin/people']")
    found = soup(admin.get("/admin/people?q=middle07"))
    assert [link.b.contents[0] for link in found.select(".tasks a")] == ["Aaron Middle07 Zed07"]
    far = soup(admin.get("/admin/people?q=middle&page=3"))
    assert "Nobody matches" in far.get_text() and far.select("main a[href='/admin/people']")
    for odd in ("0", "-1", "x", "99999999999999999999"):
        assert admin.get(f"/admin/people?page={odd}").status_code == 200


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
