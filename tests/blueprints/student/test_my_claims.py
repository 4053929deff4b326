"""S4: every request in one place, whose move it is and by when."""

import pytest

from portal.database import db
from portal.services import board, claims, matches, policies
from portal.services.policies import Policy
from tests.client import soup
from tests.factories import claims as make


@pytest.fixture
def here(app):
    return make.world()


def groups(client, address="/student/claims") -> dict[str, str]:
    """The words under each heading."""
    answer = client.get(address)
    assert answer.status_code == 200
    sections = soup(answer).main.select("section[aria-labelledby]")
    return {
        one.h2.get_text(strip=True): " ".join(one.get_text(" ", strip=True).split())
        for one in sections
        if one.h2
    }


def test_each_stands_under_whose_move_it_is(here, client_for):
    policies.adopt(here.north.id, Policy(first_window_hours=0, live_claims=9), by=here.desk)
    make.submitted(here)
    make.held(here)
    waits = make.waitlisted(here)
    matches.register(board.get(here.amara, here.match.id), by=here.amara)
    found = groups(client_for(here.members["amara"]))
    assert list(found) == [
        "Your move",
        "The employer's move",
        "On a waiting list",
        "You said you are interested",
    ]
    assert "Map the footpaths" in found["Your move"] and "Answer by" in found["Your move"]
    assert "They answer by" in found["The employer's move"]
    assert "Number 1 in line" in found["On a waiting list"]
    assert "Host an open day" in found["You said you are interested"]
    amara = client_for(here.members["amara"])
    assert amara.send(f"/student/claims/{waits.id}/withdraw").status_code == 303
    assert "Count the birds" in groups(amara)["Answered and ended"]


def test_twenty_ended_a_page_and_nobody_elses(here, client_for):
    for _time in range(22):
        claims.withdraw(make.held(here), by=here.amara)
    db.session.commit()
    amara = client_for(here.members["amara"])
    first = soup(amara.get("/student/claims"))
    assert len(first.select(".tasks > li")) == 20
    assert len(soup(amara.get(first.select_one("a[rel=next]")["href"])).select(".tasks > li")) == 2
    assert "Nothing asked for yet" in client_for(here.members["bela"]).get("/student/claims").text


def test_statements_do_not_grow(here, client_for, statements):
    amara = client_for(here.members["amara"])
    counts = []
    for begin in (make.submitted, make.held):
        begin(here)
        db.session.commit()
        with statements() as sent:
            amara.get("/student/claims")
        counts.append(len(sent))
    assert counts[0] == counts[1]
