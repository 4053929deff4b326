"""How many statements a placement's pages may ask, for each state and side: row 15 of the performance goals."""

import pytest

from portal.database import db
from portal.vocabulary import PlacementStatus as S
from tests.factories import records
from tests.factories.placements import move, world

DETAIL = {"student": 13, "employer": 12, "staff": 18}
"""A closed placement has most to show; each part that it does not have costs nothing."""
RUNNING = {"student": 11, "employer": 12, "staff": 18}
WHO = {"student": "student", "employer": "supervisor", "staff": "staff"}


@pytest.fixture
def reads(client_for, statements):
    """`reads(membership, address)`: how many SELECTs a page takes once it is warm."""

    def count(membership, address: str) -> int:
        client = client_for(membership)
        assert client.get(address).status_code == 200
        with statements() as sent:
            client.get(address)
        return sum(text.lstrip().startswith("SELECT") for text in sent)

    return count


@pytest.mark.parametrize("side", DETAIL)
def test_a_placement_that_runs(app, reads, side):
    here = world()
    move(here, S.ACTIVE)
    db.session.flush()
    member = getattr(here, WHO[side]).membership
    assert reads(member, f"/{side}/placements/{here.placement.id}") <= RUNNING[side]


@pytest.mark.parametrize("side", DETAIL)
def test_a_placement_with_everything(app, reads, side):
    here = world()
    move(here, S.DELIVERED)
    records.evaluated(here)
    records.placed(here)
    records.reflected(here)
    db.session.flush()
    member = getattr(here, WHO[side]).membership
    assert reads(member, f"/{side}/placements/{here.placement.id}") <= DETAIL[side]
