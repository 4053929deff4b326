"""A student's placement pages, walked through without JavaScript."""

from io import BytesIO

import pytest
from sqlalchemy import select

from portal.database import db
from portal.models.placements import HandIn, Placement, Reflection
from portal.services import fees
from portal.vocabulary import FeeStatus
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.placements import move, world

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"


def enter(client_for, here, status=S.KICKOFF, who="student"):
    """A browser of this person, with the placement in this state."""
    placement = move(here, status)
    db.session.commit()
    return client_for(getattr(here, who).membership), f"/{AUDIENCE[who]}/placements/{placement.id}"


AUDIENCE = {
    "student": "student",
    "other": "student",
    "far": "student",
    "supervisor": "employer",
    "colleague": "employer",
    "stranger": "employer",
    "staff": "staff",
    "far_staff": "staff",
}


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("who", ["student", "supervisor", "staff"])
def test_the_page_in_every_state(app, client_for, who, status):
    """Done, now and next; the current step is marked, and the list leads here."""
    client, page = enter(client_for, world(), status, who)
    shown = soup(client.get(page))
    assert shown.h1.get_text() == "Map the footpaths"
    marked = shown.select('ol.line [aria-current="step"]')
    assert len(marked) == (0 if status is S.CLOSED else 1)
    listed = soup(client.get(f"/{AUDIENCE[who]}/placements?state={status.value}"))
    assert listed.select(f'main a[href="{page}"]')


@pytest.mark.parametrize("who", ["other", "far", "stranger", "far_staff"])
@pytest.mark.parametrize(
    "under", ["", "/kick-off", "/hand-in", "/steps/accept", "/reflections/before", "/steps/close"]
)
def test_strangers_find_nothing(app, client_for, who, under):
    client, page = enter(client_for, world(), S.ACTIVE, who)
    assert client.get(page + under).status_code == 404
    assert client.send(page + under).status_code in {404, 405}
    index = soup(client.get(page.rsplit("/", 1)[0]))
    assert "Map the footpaths" not in index.get_text()


def test_the_list_is_ticked_by_both_sides(app, client_for):
    here = world()
    client, page = enter(client_for, here)
    empty = client.fill(f"{page}/kick-off")
    assert empty.status_code == 422
    assert "Tick every point" in soup(empty).select_one(".summary-errors").get_text()
    some = client.fill(f"{page}/kick-off", {"points": ["fee", "tools"]})
    assert [box["value"] for box in soup(some).select("[name=points][checked]")] == ["tools", "fee"]
    for who in ("student", "supervisor"):
        client, page = enter(client_for, here, who=who)
        boxes = soup(client.get(f"{page}/kick-off")).select("[name=points]")
        assert len(boxes) == 15
        done = client.fill(f"{page}/kick-off", {"points": [box["value"] for box in boxes]})
        assert done.status_code == 303
    assert db.session.get_one(Placement, here.placement.id).status is S.ACTIVE
    assert "The work starts now." in client.get(page).text
    assert client.get(f"{page}/kick-off").status_code == 303


def test_ticks_are_kept_between_two_sittings(app, client_for):
    here = world()
    client, page = enter(client_for, here)
    page = f"{page}/kick-off"
    assert client.fill(page, {"points": ["fee", "tools", "nonsense"], "later": "yes"}).status_code == 303
    assert ticked(client, page) == {"fee", "tools"}
    assert client.fill(page, {"points": ["tools", "show"], "later": "yes"}).status_code == 303
    assert ticked(client, page) == {"tools", "show"}
    assert db.session.get_one(Placement, here.placement.id).student_ready_at is None
    other, theirs = enter(client_for, here, who="supervisor")
    assert ticked(other, f"{theirs}/kick-off") == set()
    assert (
        soup(other.get(f"{theirs}/kick-off")).get_text().count("Ticked by the other side: The student.") == 2
    )


def test_each_tick_is_kept_as_it_is_made_and_both_sides_see_it(app, client_for):
    here = world()
    client, page = enter(client_for, here)
    page, piece = f"{page}/kick-off", {"HX-Request-Type": "partial"}
    address = soup(client.get(page)).select_one("#list > fieldset")["data-hx-post"]
    assert client.send(address, {"points": ["fee"]}, headers=piece).location == page
    shown = soup(client.get(page, headers=piece))
    assert shown.select_one("#list > fieldset") and not shown.select("h1, form")
    assert "You have ticked 1 of 15, the other side 0. Kept." in " ".join(shown.get_text().split())
    assert "Your ticks are kept" not in client.get(page).text, "one message a tick would be too many"
    other, theirs = enter(client_for, here, who="supervisor")
    assert "the other side 1." in other.get(f"{theirs}/kick-off").text
    for who in ("student", "supervisor"):
        client, page = enter(client_for, here, who=who)
        boxes = soup(client.get(f"{page}/kick-off")).select("[name=points]")
        client.fill(f"{page}/kick-off", {"points": [box["value"] for box in boxes]})
    assert client.get(f"{page}/kick-off", headers=piece).headers["HX-Redirect"] == page


def ticked(client, page) -> set[str]:
    return {box["value"] for box in soup(client.get(page)).select("[name=points][checked]")}


def test_what_was_agreed_stands_beside_each_point_in_sentences(app, client_for):
    client, page = enter(client_for, world())
    beside = [small.get_text() for small in soup(client.get(f"{page}/kick-off")).select(".points small")]
    assert beside
    assert not [words for words in beside if ";" in words]
    assert all(words[-1] in ".!?" or "@" in words for words in beside)


def test_handing_in_files_and_links(app, client_for):
    here = world()
    client, page = enter(client_for, here, S.ACTIVE)
    typed = {
        "note": "Look at the bridge first.",
        "links": "https://example.org/map\nhttps://example.org/data\n",
        "files": [(BytesIO(b"The paths, one by one.\n"), "paths.txt")],
    }
    sent = client.fill(f"{page}/hand-in", typed, content_type="multipart/form-data")
    assert sent.status_code == 303
    shown = soup(client.get(page))
    assert "paths.txt" in shown.get_text()
    assert "https://example.org/map" in [a["href"] for a in shown.select("main a")]
    assert client.get(f"{page}/hand-in").status_code == 303


@pytest.mark.parametrize(
    ("name", "data"), [("virus.exe", b"MZ"), ("map.pdf", b"<html>"), ("page.html", b"<p>"), ("map.pdf", b"")]
)
def test_a_bad_file_is_refused_in_words_and_the_rest_stays(app, client_for, name, data):
    here = world()
    client, page = enter(client_for, here, S.ACTIVE)
    typed = {"note": "My map", "links": "https://example.org/map", "files": [(BytesIO(data), name)]}
    refused = client.fill(f"{page}/hand-in", typed, content_type="multipart/form-data")
    shown = soup(refused)
    assert refused.status_code == 422
    assert name in shown.select_one(".summary-errors").get_text()
    assert shown.title.get_text().strip().startswith("Error:")
    assert shown.select_one("#note").get_text().strip() == "My map"
    assert shown.select_one("#links").get_text().strip() == "https://example.org/map"
    assert not db.session.scalars(select(HandIn)).all()


def test_nothing_and_no_address_are_refused(app, client_for):
    client, page = enter(client_for, world(), S.ACTIVE)
    assert "at least one file" in soup(client.fill(f"{page}/hand-in")).get_text()
    wrong = client.fill(f"{page}/hand-in", {"links": "my drive"})
    assert "my drive" in soup(wrong).select_one(".summary-errors").get_text()


def test_a_form_sent_twice_hands_in_once(app, client_for):
    client, page = enter(client_for, world(), S.ACTIVE)
    typed = {"links": "https://example.org", "form_key": "k" * 22}
    assert client.send(f"{page}/hand-in", typed).status_code == 303
    assert client.send(f"{page}/hand-in", typed).status_code == 303
    assert len(db.session.scalars(select(HandIn)).all()) == 1


def test_changes_are_read_and_answered(app, client_for):
    client, page = enter(client_for, world(), S.REVISION)
    assert "Please add the bridge." in soup(client.get(page)).get_text()
    assert "Please add the bridge." in soup(client.get(f"{page}/hand-in")).get_text()
    assert client.fill(f"{page}/hand-in", {"links": "https://example.org/2"}).status_code == 303
    assert "Version 2" in soup(client.get(page)).get_text()


def test_a_reflection_is_written_once(app, client_for):
    here = world()
    client, page = enter(client_for, here, S.DELIVERED)
    address = f"{page}/reflections/after"
    short = client.fill(address, {"did": "I drew.", "learned": "", "next": "More."})
    assert short.status_code == 422
    assert soup(short).select_one("#did").get_text().strip() == "I drew."
    done = client.fill(address, {"did": "I drew.", "learned": "Maps.", "next": "More."})
    assert done.status_code == 303
    assert client.get(address).status_code == 303
    assert client.get(f"{page}/reflections/never").status_code == 404
    kept = db.session.scalars(select(Reflection)).one()
    assert (kept.did, kept.learned, kept.next) == ("I drew.", "Maps.", "More.")


def test_the_fee_is_confirmed_or_disputed(app, client_for):
    here = world()
    move(here, S.ACCEPTED)
    fees.move(here.placement, "report_paid", by=here.supervisor.actor)
    db.session.commit()
    client = client_for(here.student.membership)
    page = f"/student/placements/{here.placement.id}"
    assert client.fill(f"{page}/steps/dispute", {"note": ""}).status_code == 422
    assert client.fill(f"{page}/steps/dispute", {"note": "Half is missing."}).status_code == 303
    assert client.fill(f"{page}/steps/resolve", {"note": "It came."}).status_code == 303
    assert fees.of(db.session.get_one(Placement, here.placement.id)).status is FeeStatus.RESOLVED


def test_what_is_not_mine_now_is_refused(app, client_for):
    """A page leads back; a form is refused by the domain and changes nothing."""
    here = world()
    client, page = enter(client_for, here, S.ACTIVE)
    assert client.get(f"{page}/steps/confirm").status_code == 303
    assert client.send(f"{page}/steps/confirm").status_code == 422
    assert client.get(f"{page}/steps/accept").status_code == 404
    assert client.send(f"{page}/steps/accept").status_code == 404
    assert client.post(f"{page}/hand-in", data={"links": "https://example.org"}).status_code == 400
    assert db.session.get_one(Placement, here.placement.id).status is S.ACTIVE


def test_no_form_sets_a_column(app, client_for):
    """Every column of a placement and its fee sent along with a hand-in: only the hand-in happens."""
    here = world()
    client, page = enter(client_for, here, S.ACTIVE)
    extra = dict.fromkeys(Placement.__table__.columns.keys(), "1")
    extra |= {"status": "closed", "amount": "0", "links": "https://example.org"}
    assert client.fill(f"{page}/hand-in", extra).status_code == 303
    placement = db.session.get_one(Placement, here.placement.id)
    assert (placement.status, placement.minutes, placement.revisions) == (S.DELIVERED, 1200, 0)
    assert fees.of(placement).amount == 48000


def test_everything_mine_on_one_page(app, client_for, statements):
    here = world()
    client, page = enter(client_for, here, S.CLOSED)
    with statements() as sent:
        assert client.get("/student/placements").status_code == 200
    assert len([text for text in sent if text.lstrip().startswith("SELECT")]) <= 7
    with statements() as sent:
        assert client.get(page).status_code == 200
    assert len([text for text in sent if text.lstrip().startswith("SELECT")]) <= 13
    stranger = client_for(here.far.membership)
    assert "No placement yet" in soup(stranger.get("/student/placements")).get_text()
