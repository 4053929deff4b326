"""The office's list of employers: searched, and twenty a page."""

import pytest

from tests.client import soup
from tests.factories import employers, officer


@pytest.fixture
def here(app):
    return employers.world()


@pytest.fixture
def office(here, client_for):
    return client_for(officer(here.north, "Lena List"))


def listed(page) -> list[str]:
    return [link.b.contents[0].strip() for link in page.select(".tasks a")]


def test_twenty_a_page(here, office):
    for number in range(22):
        name = f"Firm{number:02}"
        employers.application(here.north, name=name, website=f"{name}.example", email=f"a@{name}.example")
    first = soup(office.get("/staff/employers"))
    assert listed(first)[0] == "Firm21" and len(listed(first)) == 20
    second = soup(office.get(first.select_one("a[rel=next]")["href"]))
    assert "Firm00" in listed(second)
    assert second.select(".paging a[href='/staff/employers']")


@pytest.mark.parametrize("text", ["crest", "REST.example", "Crest"])
def test_searched_by_name_or_domain(here, office, text):
    page = soup(office.get("/staff/employers", query_string={"q": text}))
    assert listed(page) == ["Crest"]
    assert page.select_one("#q")["value"] == text


def test_nothing_matches_and_nothing_there_differ(here, office, client_for):
    none = soup(office.get("/staff/employers?q=%25"))
    assert "No employer matches" in none.main.get_text()
    assert none.select("main .empty a[href='/staff/employers']")
    south = client_for(officer(here.south, "Sue South"))
    assert "No employers yet" in south.get("/staff/employers").text
