"""A student reads who looked at what of theirs, and when; nobody else does."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.disclosures import Disclosure
from portal.services import files
from portal.vocabulary import Role, Seen
from tests.client import soup
from tests.factories import claims as make
from tests.factories import officer


@pytest.fixture
def here(app):
    made = make.world()
    made.claim = make.submitted(made)
    made.page = f"/employer/projects/{made.choice.id}/applicants"
    return made


def kept() -> list[tuple]:
    db.session.rollback()
    rows = db.session.scalars(db.select(Disclosure).order_by(Disclosure.id))
    return [(row.viewer_id, row.student_id, row.what, row.object_id) for row in rows]


def text(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(soup(answer).main.get_text(" ", strip=True).split())


def test_an_application_is_viewed_once_its_page_was_opened(here, client_for):
    lead, amara = client_for(here.brook.member), client_for(here.members["amara"])
    mine = f"/student/claims/{here.claim.id}"
    assert "Viewed Not yet" in text(amara, mine)
    assert "Nobody has looked yet" in text(amara, "/student/disclosures")
    for _time in range(2):
        lead.get(here.page)
    assert kept() == [(here.brook.actor.user_id, here.amara.user_id, Seen.APPLICATION, here.claim.id)]
    assert "Viewed on" in text(amara, mine)
    told = text(amara, "/student/disclosures")
    assert "Lee Lead" in told and "Brook" in told and "Edit a guide" in told
    assert "See who looked at what" in text(amara, "/student/profile")


def test_a_row_for_each_day(here, client_for):
    lead = client_for(here.brook.member)
    lead.get(here.page)
    kept()
    yesterday = clock.now().date() - timedelta(days=1)
    db.session.execute(db.update(Disclosure).values(day=yesterday))
    lead.get(here.page)
    assert len(kept()) == 2


def test_each_applicant_is_told(here, client_for):
    make.apply(here.choice, here.bela)
    client_for(here.brook.member).get(here.page)
    assert {row[1] for row in kept()} == {here.amara.user_id, here.bela.user_id}
    assert "Viewed on" in text(client_for(here.members["bela"]), f"/student/claims/{kept()[1][3]}")


def test_a_resume_is_noted_for_those_who_open_it_but_not_for_its_owner(here, client_for):
    stored = files.put(
        b"%PDF-1.7", "cv.pdf", "application/pdf", campus_id=here.north.id, owner_id=here.amara.user_id
    )
    here.claim.resume_id = stored.id
    path = f"/files/{stored.id}"
    client_for(here.members["amara"]).get(path)
    assert kept() == []
    for member in (here.brook.member, officer(here.north)):
        assert client_for(member).get(path).status_code == 200
    assert [row[1:] for row in kept()] == [(here.amara.user_id, Seen.FILE, stored.id)] * 2
    told = text(client_for(here.members["amara"]), "/student/disclosures")
    assert "Your file: cv.pdf" in told and "the career office" in told


def test_who_is_refused_leaves_no_row(here, client_for):
    assert client_for(here.crest.member).get(here.page).status_code == 404
    assert kept() == []


def test_only_ones_own_at_this_campus(here, client_for):
    client_for(here.brook.member).get(here.page)
    for name in ("bela", "cato"):
        assert "Nobody has looked yet" in text(client_for(here.members[name]), "/student/disclosures")


def test_twenty_a_page(here, client_for):
    db.session.add_all(look(here, number) for number in range(1, 24))
    amara = client_for(here.members["amara"])
    first = soup(amara.get("/student/disclosures"))
    assert len(first.select(".trail > li")) == 20
    rest = soup(amara.get(first.select_one("a[rel=next]")["href"]))
    assert len(rest.select(".trail > li")) == 3
    assert "That is all" in text(amara, "/student/disclosures?before=0")


def look(here, number: int) -> Disclosure:
    return Disclosure(
        campus_id=here.north.id,
        student_id=here.amara.user_id,
        viewer_id=here.brook.actor.user_id,
        role=Role.CONTACT,
        what=Seen.FILE,
        object_id=number,
        day=clock.now().date(),
    )
