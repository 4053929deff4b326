"""What a table of statuses cannot say: no foreign word, no foreign id, no field that a form does not ask for.

All of it is the application's own doing, whatever the database, so one engine is enough.
"""

import re

import pytest

from tests.access import canaries, fields, fixtures, sights, swaps, table
from tests.access.cells import nowhere
from tests.access.personas import PERSONAS

ENGINES = ("sqlite",)
site = fixtures.site
ROWS = table.read()
LINES = {str(row): row for row in ROWS}
GETS = [row for row in ROWS if row.method == "GET"]
POSTS = [row for row in ROWS if row.method == "POST"]
TAKEN = {"200", "204", "303"}
"""The answers to a form that was taken in."""
VARYING = re.compile(r'[0-9a-f]{32}|(?:value|content)="[^"]*"|\d{9}')


@pytest.mark.parametrize("row", GETS, ids=str)
def test_head_is_get_without_a_body(site, row):
    who = next((who for who in PERSONAS if row.cells[who] == "200"), "student")
    head = site.ask(row, who, method="HEAD")
    assert (str(head.status_code), head.data) == (row.cells[who], b"")


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
    for who in [who for who in PERSONAS if row.cells[who] == "404"][-1:]:
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


@pytest.mark.parametrize(("line", "who", "field", "record"), swaps.BODIES)
def test_a_second_id_of_somebody_else_is_refused_like_an_unknown_one(site, line, who, field, record):
    row, pages = LINES[line], []
    for value in (str(site.names[record]), swaps.UNKNOWN):
        page = site.ask(row, who, more={field: value})
        pages.append((page.status_code, VARYING.sub("*", page.text.replace(f'"{value}"', '"id"'))))
        assert not site.state.written()
    assert pages[0] == pages[1]
    assert pages[0][0] in {404, 422}


@pytest.mark.parametrize(("line", "who", "field", "value"), swaps.IGNORED)
def test_an_id_that_no_form_asks_for_changes_nothing(site, line, who, field, value):
    row, names = LINES[line], site.known(who)
    plain = fields.written(site, row, who, {})
    more = fields.written(site, row, who, {field.format_map(names): value.format_map(names)})
    steady = [
        {key: new for key, new in wrote.items() if not fields.unsteady(key[2])} for wrote in (plain, more)
    ]
    assert steady[0] == steady[1] != {}


@pytest.mark.parametrize("who", PERSONAS)
def test_nobody_comes_upon_foreign_words(site, who):
    """Every page that opens, and whatever it links to."""
    found = canaries.seen(
        site, who, [row.address(site.known(who)) for row in GETS if row.cells[who] == "200"]
    )
    assert not canaries.foreign(site, found, sights.SIGHTS[who])
    assert who not in sights.OWN or sights.OWN[who] in {site.canaries[word] for word in found}


OWN_APPLICATION = ("/employer/", "/employer/partnerships/")
"""Where somebody may go before anybody has confirmed that they belong to the employer."""


def test_a_newcomer_comes_no_further_than_their_own_application(site):
    """Where another employer would be answered 200 or 303 about its own, they are answered 403."""
    rows = [row for row in ROWS if row.path.startswith(("/employer/", "/files/"))]
    shut = [row for row in rows if not row.path.startswith(OWN_APPLICATION[1]) and row.path != "/employer/"]
    answers = {str(row): site.answer(row, "newcomer") for row in shut}
    assert set(answers.values()) == {"403", "404"} and not site.state.written()
    assert all(
        path.partition(" ")[2].startswith("/files/") for path, said in answers.items() if said == "404"
    )
    asked = [row.address(site.names) for row in rows if row.path.endswith("{newcomer_application}")]
    found = canaries.seen(site, "newcomer", [OWN_APPLICATION[0], *asked])
    assert not canaries.foreign(site, found, sights.NEWCOMER)
    assert "crest_south:partnership.reason" in {site.canaries[word] for word in found}


@pytest.mark.parametrize("row", [row for row in POSTS if TAKEN & set(row.cells.values())], ids=str)
def test_no_form_writes_what_it_does_not_ask_for(site, row):
    who = next(who for who in PERSONAS if row.cells[who] in TAKEN)
    assert not fields.unintended(site, row, who)
