"""That the table can fail: each wall is taken away in turn, and a cell or a marked word says so."""

import pytest

from portal.vocabulary import Role
from tests.access import canaries, fixtures, sights, swaps, table, walls

site = fixtures.site
ROWS = table.read()
ENGINES = ("sqlite",)
GETS = [row for row in ROWS if row.method == "GET"]
OF = {Role.STUDENT: "/student/", Role.CONTACT: "/employer/", Role.STAFF: "/staff/"}
GUARDED = [
    (row, role)
    for row in ROWS
    for role, part in OF.items()
    if row.method == "POST" and row.path.startswith(part)
]


def noticed(site, who: str) -> bool:
    """Does a cell of theirs differ, do they come upon a foreign word, or is a foreign id taken?"""
    return (
        any(site.answer(row, who) != row.cells[who] for row in GETS if "{" in row.path)
        or bool(canaries.foreign(site, crawled(site, who), sights.SIGHTS[who]))
        or any(taken(site, *swap) for swap in swaps.BODIES)
    )


def crawled(site, who: str) -> dict[str, str]:
    starts = [row.address(site.known(who)) for row in GETS if row.cells[who] == "200"]
    return canaries.seen(site, who, starts)


def taken(site, line: str, who: str, field: str, record: str) -> bool:
    """Is somebody else's record taken in a body?"""
    row = next(row for row in ROWS if str(row) == line)
    answer = site.answer(row, who, more={field: str(site.names[record])})
    site.state.back()
    return answer == "303"


@pytest.mark.parametrize("who", sorted(set(walls.STRANGERS.values())))
def test_nothing_is_noticed_while_the_walls_stand(site, who):
    assert not noticed(site, who)


@pytest.mark.parametrize(("name", "role"), walls.SIGHTS, ids=str)
def test_a_loosened_sight_is_noticed(site, name, role, monkeypatch):
    walls.open_sight(monkeypatch, name, role)
    assert noticed(site, walls.STRANGERS[role])


@pytest.mark.parametrize(("blueprint", "who"), walls.DOORS.items())
def test_a_missing_door_is_noticed(site, blueprint, who):
    site.app.testing, lines = False, [row for row in GETS if row.cells[who] in {"in", "403"}]
    with walls.without_door(site.app, blueprint):
        found = [row for row in lines if site.answer(row, who) != row.cells[who]]
    site.app.testing = True
    assert found


@pytest.mark.parametrize(("row", "role"), GUARDED, ids=str)
def test_the_policy_stands_behind_the_sight(site, row, role, monkeypatch):
    """Where a stranger can find every record, they still write nothing; give them the abilities, and they do."""
    who = walls.STRANGERS[role]
    if row.cells[who] != "404":
        pytest.skip("everybody has one of their own")
    walls.open_all(monkeypatch)
    refused = walls.refusals(monkeypatch)
    assert not wrote(site, row, who)
    while refused:
        walls.loosen(monkeypatch, refused.pop())
        if wrote(site, row, who):
            return
    assert site.answer(row, who) == "404", "something else than the policy refused"


def wrote(site, row, who: str) -> bool:
    """Did asking for it change anything? The world is whole again afterwards."""
    site.ask(row, who)
    written = site.state.written()
    site.state.back()
    return bool(written)
