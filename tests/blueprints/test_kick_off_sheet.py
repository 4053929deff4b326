"""The kick-off list as a sheet: asked for, made by the worker, fetched by both sides and the office."""

from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import func, select

from portal import jobs
from portal.certificates import render_kick_off
from portal.database import db
from portal.models.files import StoredFile
from portal.models.kick_offs import KickOffSheet
from portal.services import kick_offs
from portal.vocabulary import FileState
from portal.vocabulary import PlacementStatus as S
from tests.certificates.samples import kick_off
from tests.factories.placements import world

AUDIENCE = {"student": "student", "supervisor": "employer", "staff": "staff"}


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_tagged_and_on_the_campuss_paper(paper, size):
    drawn = render_kick_off(kick_off(), paper)
    with pikepdf.open(BytesIO(drawn)) as pdf:
        box = pdf.pages[0].mediabox
        assert (round(box[2]), round(box[3])) == size
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-GB"
        tags = [str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        assert tags.count("/H1") == 1
        assert tags.count("/TR") >= 16
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def make(app) -> None:
    db.session.commit()
    with app.app_context():
        jobs.work_once()


def test_both_sides_and_the_office_have_it(app, client_for):
    here = world()
    kick_offs.keep(here.placement, ["fee", "tools"], by=here.student.actor)
    page = f"/student/placements/{here.placement.id}/kick-off/sheet"
    client = client_for(here.student.membership)
    assert client.get(f"{page}.pdf").status_code == 404
    assert client.fill(page).status_code == 303
    assert "being made" in client.get(page).text
    assert client.get(page, headers={"HX-Request-Type": "partial"}).status_code == 204
    kept = db.session.scalars(select(KickOffSheet)).one()
    ticks = {label: (mine, theirs) for label, _said, mine, theirs in kept.content["points"]}
    assert len(ticks) == 15
    assert sorted(ticks.values())[-3:] == [(False, False), (True, False), (True, False)]
    make(app)
    for who, audience in AUDIENCE.items():
        reader = client_for(getattr(here, who).membership)
        got = reader.get(f"/{audience}/placements/{here.placement.id}/kick-off/sheet.pdf")
        assert (got.status_code, got.data[:5]) == (200, b"%PDF-")
    for who, audience in (("other", "student"), ("stranger", "employer"), ("far_staff", "staff")):
        reader = client_for(getattr(here, who).membership)
        under = f"/{audience}/placements/{here.placement.id}/kick-off/sheet"
        assert reader.get(f"{under}.pdf").status_code == reader.send(under).status_code == 404


def test_a_new_one_takes_the_place_of_the_old(app, client_for):
    here = world()
    client = client_for(here.supervisor.membership)
    page = f"/employer/placements/{here.placement.id}/kick-off/sheet"
    for _time in range(2):
        assert client.fill(page).status_code == 303
        make(app)
    db.session.expire_all()
    assert db.session.scalar(select(func.count(KickOffSheet.id))) == 1
    assert db.session.scalars(select(KickOffSheet)).one().content == {}
    kept = select(func.count(StoredFile.id)).where(StoredFile.state == FileState.KEPT)
    assert db.session.scalar(kept) == 1


def test_one_is_made_at_a_time(app, client_for):
    here = world()
    client = client_for(here.student.membership)
    page = f"/student/placements/{here.placement.id}/kick-off/sheet"
    for _time in range(2):
        assert client.send(page).status_code == 303
    assert db.session.scalar(select(func.count(KickOffSheet.id))) == 1
    assert here.placement.status is S.KICKOFF


def test_the_first_letter_leads_to_it(app, letters):
    here = world()
    found = {letter["To"]: letter.get_content() for letter in letters()}
    for name, audience in (("priya@brook.example", "employer"), ("amara@north.example", "student")):
        text = next(text for to, text in found.items() if name in to)
        assert f"/{audience}/placements/{here.placement.id}/kick-off/sheet" in text
