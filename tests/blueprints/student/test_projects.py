"""S1 and S2 in a browser without scripts, and in pieces with them."""

import pytest

from portal.vocabulary import Selection
from tests.client import soup
from tests.factories import claims as make

PIECE = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def here(app):
    return make.world()


@pytest.fixture
def amara(here, client_for):
    return client_for(here.members["amara"])


def titles(page) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".board h3 a")]


def test_the_board_shows_cards_with_a_tab_a_seat(here, amara):
    page = soup(amara.get("/student/projects"))
    assert page.h1.get_text(strip=True) == "Find a project"
    assert titles(page) == ["Map the footpaths", "Edit a guide", "Host an open day"]
    card = page.select_one(f"#project-{here.first.id}")
    words = " ".join(card.get_text(" ", strip=True).split())
    for told in (
        "Brook",
        "20 hours",
        "over 3 weeks",
        "£480",
        "£24 an hour",
        "Remote",
        "Excel",
        "2 of 2 left",
    ):
        assert told in words
    assert len(card.select(".spare")) == 1
    assert card.form["action"] == f"/student/projects/{here.first.id}/claims"


def test_filters_are_in_the_address_and_come_off_one_by_one(amara):
    page = soup(amara.get("/student/projects?q=foot&hours=20&place=remote&place=nonsense&field=&after="))
    assert titles(page) == ["Map the footpaths"]
    links = {chip.get_text(strip=True): chip["href"] for chip in page.select(".chip")}
    assert links["Remove filterRemote"] == "/student/projects?q=foot&hours=20"
    assert links["Clear all"] == "/student/projects"
    assert page.select_one('input[name="place"][value="remote"]').has_attr("checked")


def test_htmx_gets_the_results_alone_and_a_clean_address(amara):
    answer = amara.get("/student/projects?q=map&hours=&after=", headers=PIECE)
    assert not soup(answer).select("header, form[role=search]")
    assert soup(answer).select_one("#results")
    assert answer.headers["HX-Replace-Url"] == "/student/projects?q=map"
    assert "HX-Request-Type" in answer.headers["Vary"]


def test_nothing_matches_differs_from_nothing_there(here, amara):
    page = soup(amara.get("/student/projects?q=zzz"))
    assert page.select_one(".empty h3").get_text() == "Nothing on the board for that"
    here.first.status = here.choice.status = here.match.status = "closed"
    page = soup(amara.get("/student/projects"))
    assert page.select_one(".empty h3").get_text() == "The board is empty for now"


def test_twenty_a_page_and_the_next_has_an_address(here, amara):
    for number in range(21):
        make.project(here.north, here.crest, title=f"Project {number}")
    page = soup(amara.get("/student/projects"))
    assert len(titles(page)) == 20
    more = page.select_one(".paging a[rel=next]")
    assert more.get_text(strip=True) == "Show 20 more"
    assert len(titles(soup(amara.get(more["href"])))) == 4


def test_the_page_takes_few_statements(here, amara, statements):
    page = f"/student/projects/{here.first.id}"
    amara.get("/student/projects")
    with statements() as sent:
        amara.get("/student/projects?q=map")
    assert len(reads(sent)) <= 5, sent
    with statements() as sent:
        amara.get(page)
    assert len(reads(sent)) <= 8, sent


def reads(sent):
    return [statement for statement in sent if not statement.startswith("BEGIN")]


def test_a_project_says_why_it_fits_and_what_is_agreed(here, amara):
    page = soup(amara.get(f"/student/projects/{here.first.id}"))
    words = " ".join(page.main.get_text(" ", strip=True).split())
    for told in (
        "You have what it asks for: Excel.",
        "Every path is on it",
        "£480, £24 an hour",
        "Claim a seat",
    ):
        assert told in words


def test_a_project_says_why_it_cannot_be_claimed(here, amara):
    here.first.seats_taken = here.first.seats
    here.first.status = "filled"
    page = soup(amara.get(f"/student/projects/{here.first.id}"))
    assert "All seats are taken" in page.select_one(".banner").get_text()
    assert page.select_one(".tabs form")["action"] == f"/student/projects/{here.first.id}/waiting"


def test_a_project_of_the_office_says_so(here, amara):
    here.first.selection = Selection.MATCH
    page = soup(amara.get(f"/student/projects/{here.first.id}"))
    assert "I am interested" in page.select_one(".tabs").get_text()
    assert page.select_one(".tabs form")["action"] == f"/student/projects/{here.first.id}/interest"


@pytest.mark.parametrize("address", ["/student/projects/{id}", "/student/projects/{id}/apply"])
def test_what_is_hidden_and_what_is_not_there_are_the_same_page(here, client_for, address):
    cato = client_for(here.members["cato"])
    hidden, unknown = (cato.get(address.format(id=number)) for number in (here.first.id, 10**9))
    assert hidden.status_code == unknown.status_code == 404
    assert (
        soup(hidden).main.get_text().split("reference")[0]
        == soup(unknown).main.get_text().split("reference")[0]
    )
