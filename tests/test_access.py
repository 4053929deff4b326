"""Who may do what: the reviewed table, cell by cell, and what becomes of it at the next request."""

import pytest

from tests.access import changes, fixtures, swaps, table
from tests.access.personas import PERSONAS

site = fixtures.site
ROWS = table.read()
GETS = [row for row in ROWS if row.method == "GET"]
POSTS = [row for row in ROWS if row.method == "POST"]
TAKEN = {"200", "204", "303"}
"""The answers to a form that was taken in."""


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


@pytest.mark.parametrize("row", POSTS, ids=str)
def test_forms(site, row):
    """The answers are as the table says; whoever is refused has changed nothing."""
    for who in PERSONAS:
        answer, written = site.answer(row, who), site.state.written()
        site.state.back()
        assert (who, answer) == (who, row.cells[who])
        assert row.cells[who] in TAKEN or not written, f"{who} wrote to {written}"


LINES = {str(row): row for row in ROWS}


@pytest.mark.parametrize(("who", "path"), swaps.PATHS)
def test_records_that_do_not_belong_together_are_not_there(site, who, path):
    assert site.answer(table.Row("GET", path, {}), who) == "404"


@pytest.mark.parametrize(
    ("change", "whom", "then"),
    changes.CHANGES,
    ids=[f"{what.__name__} {whom}" for what, whom, _ in changes.CHANGES],
)
def test_what_is_lost_is_lost_at_the_next_request(site, change, whom, then):
    """With the same cookie; before it happens, all of it is open."""
    for line, (who, now) in then.items():
        before = site.answer(LINES[line], who)
        site.state.back()
        changes.happen(site, change, whom)
        assert (line, before, site.answer(LINES[line], who)) == (line, LINES[line].cells[who], now)
        site.state.back()


FRESH = (
    ("POST /staff/placements/{ready}/certificate", "staff"),
    ("POST /staff/certificates/{serial}/revocation", "staff"),
    ("POST /staff/certificates/cohorts/new", "staff"),
    ("POST /staff/certificates/cohorts/{proposed_cohort}/steps", "staff"),
    ("POST /staff/certificates/cohorts/{cohort}/again", "staff"),
    ("POST /admin/people/new", "admin"),
    ("POST /admin/people/{temporary_id}/shutting", "admin"),
    ("POST /admin/people/{temporary_id}/memberships/{temporary_membership}/end", "admin"),
)


@pytest.mark.parametrize(("line", "who"), FRESH)
def test_the_gravest_steps_want_the_password_again(site, line, who):
    assert site.answer(LINES[line], f"stale_{who}") == "fresh"
    assert not site.state.written()
