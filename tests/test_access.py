"""Who may do what: the reviewed table, cell by cell, and what a table of statuses cannot say."""

import re

import pytest

from tests.access import site as sites
from tests.access import table
from tests.access.cells import nowhere
from tests.access.personas import PERSONAS

ROWS = table.read()
GETS = [row for row in ROWS if row.method == "GET"]
POSTS = [row for row in ROWS if row.method == "POST"]
TAKEN = {"303", "204"}
VARYING = re.compile(r'[0-9a-f]{32}|(?:value|content)="[^"]*"|\d{9}')


@pytest.fixture(scope="module")
def site(house):
    """The world, once for all questions of an engine."""
    app, keeper = house
    with app.app_context():
        keeper.reset()
    with sites.opened(app) as opened:
        yield opened
    with app.app_context():
        keeper.reset()


def test_each_line_has_all_people_and_each_route_a_line(site):
    assert all(tuple(row.cells) == PERSONAS for row in ROWS)
    assert len({str(row) for row in ROWS}) == len(ROWS)
    names = site.known("link")
    assert {row.rule(site.app, names) for row in ROWS} == table.routes(site.app)


@pytest.mark.parametrize("row", GETS, ids=str)
def test_pages(site, row):
    """The answers are as the table says, and looking changes nothing."""
    assert {who: site.answer(row, who) for who in PERSONAS} == row.cells
    assert not site.state.written()


@pytest.mark.parametrize("row", GETS, ids=str)
def test_head_is_get_without_a_body(site, row):
    asked = {"nobody", next((who for who in PERSONAS if row.cells[who] == "200"), "student")}
    heads = {who: site.ask(row, who, method="HEAD") for who in asked}
    assert all(str(heads[who].status_code) in {row.cells[who], "303"} for who in asked)
    assert not any(head.data for head in heads.values())


@pytest.mark.parametrize("row", POSTS, ids=str)
def test_forms(site, row):
    """The answers are as the table says; whoever is refused has changed nothing."""
    for who in PERSONAS:
        assert (who, site.answer(row, who)) == (who, row.cells[who])
        written = site.state.written()
        site.state.back()
        assert row.cells[who] in TAKEN or not written, f"{who} wrote to {written}"


@pytest.mark.parametrize("row", POSTS, ids=str)
def test_forms_without_their_token(site, row):
    """Nobody's form is taken in without its token, however welcome it is with one."""
    for who in (who for who in PERSONAS if row.cells[who] in TAKEN):
        answer = site.answer(row, who, token=False)
        assert answer in {"400", "in"}, f"{who} was answered {answer}"
    assert not site.state.written()


@pytest.mark.parametrize("row", [row for row in ROWS if "{" in row.path], ids=str)
def test_not_yours_and_not_there_look_alike(site, row):
    """The same page, letter for letter, for a stranger's record and for one that never was."""
    for who in [who for who in PERSONAS if row.cells[who] == "404"][:2]:
        pages = [site.ask(row, who), site.ask(row, who, nowhere(site.known(who)))]
        assert pages[0].status_code == pages[1].status_code == 404
        assert alike(pages[0], row, site, who) == alike(pages[1], row, site, who)


def alike(page, row, site, who) -> str:
    """The page without what differs from request to request, and without its own address."""
    names = site.known(who)
    text = page.get_data(as_text=True)
    for address in (row.address(names), row.address(nowhere(names))):
        text = text.replace(address, "/asked")
    return VARYING.sub("*", text)
