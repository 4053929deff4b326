"""The office's board and what it may do about a placement."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.placements import Placement
from portal.services import fees, placement_board, problems
from portal.vocabulary import FeeStatus, ProblemKind
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.placements import begun, move, world

BOARD = "/staff/placements"


def enter(client_for, here, status=S.KICKOFF, who="staff"):
    placement = move(here, status)
    db.session.commit()
    return client_for(getattr(here, who).membership), f"{BOARD}/{placement.id}"


def state(here) -> S:
    return db.session.get_one(Placement, here.placement.id, populate_existing=True).status


def cards(client, query="") -> list[str]:
    return [card["href"] for card in soup(client.get(f"{BOARD}{query}")).select(".lane-card")]


def test_the_board_shows_lanes_and_filters(app, client_for):
    here = world()
    second = begun(here.project, here.other)
    client, page = enter(client_for, here, S.ACTIVE)
    other = f"{BOARD}/{second.id}"
    states = soup(client.get(BOARD)).select(".lane-heads a")
    assert [each.get_text(" ", strip=True) for each in states][:2] == ["Kick-off 1", "Active 1"]
    assert [cards(client, each["href"].removeprefix(BOARD)) for each in states[:2]] == [[other], [page]]
    assert set(cards(client)) == {page, other}
    assert cards(client, "?state=active") == [page]
    assert cards(client, "?q=bela") == [other]
    assert cards(client, f"?employer={here.placement.employer_id}&state=kickoff") == [other]
    assert cards(client, "?employer=999") == []
    assert cards(client, "?late=yes") == []


def test_overdue_only(app, client_for):
    with clock.travel(clock.now() - timedelta(days=4)):
        here = world()
        second = begun(here.project, here.other)
        client, page = enter(client_for, here, S.ACTIVE)
    client = client_for(here.staff.membership)
    assert cards(client, "?late=yes") == [f"{BOARD}/{second.id}"]
    assert "1 overdue" in soup(client.get(BOARD)).get_text()
    assert soup(client.get(BOARD)).select_one(".lane-card.late")["href"] != page


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?employer=x", "?before=-1", "?q=%00", "?q=%25_", "?state=&late=&q="]
)
def test_odd_filters_are_no_error(app, client_for, query):
    client, _page = enter(client_for, world())
    assert client.get(f"{BOARD}{query}").status_code in {200, 400}


def test_the_piece_is_the_board_alone(app, client_for):
    client, _page = enter(client_for, world())
    piece = client.get(BOARD, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert piece.get_data(as_text=True).lstrip().startswith('<section id="board"')
    assert "HX-Request-Type" in piece.headers["Vary"]


def test_the_other_office_has_an_empty_board(app, client_for):
    client, _page = enter(client_for, world(), who="far_staff")
    assert cards(client) == []


def test_a_reminder_once_a_day(app, client_for):
    client, page = enter(client_for, world())
    assert client.fill(page, action=f"{page}/nudge").status_code == 303
    assert "Reminder sent" in soup(client.get(page)).get_text()
    client.fill(page, action=f"{page}/nudge")
    assert "within the last day" in soup(client.get(page)).select_one("#messages").get_text()


def test_starting_without_the_list_needs_a_reason(app, client_for):
    here = world()
    client, page = enter(client_for, here)
    assert client.fill(f"{page}/steps/start").status_code == 422
    assert client.fill(f"{page}/steps/start", {"note": "They met."}).status_code == 303
    assert state(here) is S.ACTIVE


def test_ending_early_in_the_placements_currency(app, client_for):
    here = world()
    client, page = enter(client_for, here, S.ACTIVE)
    typed = {"cause": "scope", "amount": "120.50", "note": "Too large."}
    for wrong in ({"cause": ""}, {"amount": "many"}, {"amount": "481"}, {"note": ""}, {"cause": "boredom"}):
        refused = client.fill(f"{page}/steps/end_early", {**typed, **wrong})
        assert refused.status_code == 422
        assert soup(refused).select_one(".summary-errors")
    assert state(here) is S.ACTIVE
    assert client.fill(f"{page}/steps/end_early", typed).status_code == 303
    fee = fees.of(db.session.get_one(Placement, here.placement.id, populate_existing=True))
    assert (state(here), fee.amount, fee.status) == (S.ENDED_EARLY, 12050, FeeStatus.AMENDED)


def test_a_silent_employer(app, client_for):
    here = world()
    client, page = enter(client_for, here, S.DELIVERED)
    typed = {"evidence": "The map is in the shared folder.", "note": "Three letters, no answer."}
    early = client.fill(f"{page}/steps/accept_for_employer", typed)
    assert early.status_code == 422
    assert "still has time" in soup(early).get_text()
    here.placement = db.session.get_one(Placement, here.placement.id)
    here.placement.status_at -= timedelta(days=6)
    assert client.fill(f"{page}/steps/accept_for_employer", typed).status_code == 303
    assert db.session.get_one(Placement, here.placement.id, populate_existing=True).accepted_by_office


@pytest.mark.parametrize(
    ("verb", "start", "end"), [("no_show", S.KICKOFF, S.NO_SHOW), ("close", S.ACCEPTED, S.CLOSED)]
)
def test_a_step_with_a_reason(app, client_for, verb, start, end):
    here = world()
    client, page = enter(client_for, here, start)
    assert client.fill(f"{page}/steps/{verb}", {"note": "  "}).status_code == 422
    assert client.fill(f"{page}/steps/{verb}", {"note": "Nothing more will come."}).status_code == 303
    assert state(here) is end
    assert "Nothing more will come." in soup(client.get(page)).get_text()


def test_the_board_is_narrowed_by_whose_move_and_by_risk(app, client_for):
    here = world()
    second = begun(here.project, here.other)
    client, page = enter(client_for, here, S.DELIVERED)
    assert cards(client, "?side=student") == [f"{BOARD}/{second.id}"]
    assert set(cards(client, "?side=employer")) == {page, f"{BOARD}/{second.id}"}
    assert cards(client, f"?supervisor={here.placement.supervisor_id}&state=delivered") == [page]
    assert cards(client, "?college=Law") == []
    problems.report(second, ProblemKind.FEE, "It is too low.", by=here.other.actor)
    assert cards(client, "?risk=yes") == [f"{BOARD}/{second.id}"]


def test_a_lane_goes_on_page_by_page(app, client_for, monkeypatch):
    monkeypatch.setattr(placement_board, "PAGE", 1)
    monkeypatch.setattr(placement_board, "IN_LANE", 1)
    here = world()
    second = begun(here.project, here.other)
    client, page = enter(client_for, here)
    assert cards(client) == [page]
    assert "Choose a state to see all of it" in soup(client.get(BOARD)).get_text()
    first = soup(client.get(f"{BOARD}?state=kickoff"))
    following = next(link["href"] for link in first.select("a") if "after=" in link["href"])
    assert [card["href"] for card in soup(client.get(following)).select(".lane-card")] == [
        f"{BOARD}/{second.id}"
    ]


def test_the_board_asks_a_fixed_number_of_questions(app, client_for, statements):
    here = world()
    client, _page = enter(client_for, here)
    client.get(BOARD)
    with statements() as few:
        client.get(BOARD)
    begun(here.project, here.other)
    with statements() as many:
        client.get(BOARD)
    asked = [text for text in many if text.startswith("SELECT")]
    assert len(asked) == sum(text.startswith("SELECT") for text in few) <= 5


def test_several_are_reminded_with_a_receipt(app, client_for, letters):
    here = world()
    second = begun(here.project, here.other)
    client, _page = enter(client_for, here)
    ids = [here.placement.id, second.id]
    answer = client.fill(BOARD, {"placements": ids}, action=f"{BOARD}/nudges")
    receipt = soup(client.get(answer.location)).select(".tasks .tag")
    assert [tag.get_text() for tag in receipt] == ["Written to", "Written to", "Written to", "Not written to"]
    assert sum("your move" in letter["Subject"] for letter in letters()) == 3
    assert client.fill(BOARD, {"placements": []}, action=f"{BOARD}/nudges").location == BOARD
