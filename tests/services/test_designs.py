"""A campus's certificate design: checked in words, versioned, frozen into what is issued, looked at before."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from portal import clock, jobs
from portal.certificates import Facts, raster
from portal.certificates.facts import TEMPLATES, VERSION
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.models.designs import DesignPreview
from portal.services import certificate_orders, design_previews, designs, wordings
from portal.vocabulary import SampleKind, Theme
from tests.certificates.samples import drawn_png
from tests.factories import records
from tests.factories.campuses import acting, campus, officer
from tests.factories.placements import world

ENGINES = ("sqlite",)
SECOND = {"second_language": "fr", "second_title": "Certificat d’expérience"}


@pytest.fixture
def here(app):
    return campus()


@pytest.fixture
def olive(here):
    return acting(officer(here))


def wanted(here, **changes):
    return replace(designs.of(here), **changes)


def test_the_words_are_the_printers():
    assert tuple(theme.value for theme in Theme) == TEMPLATES[VERSION]


def test_the_portals_own_until_somebody_chooses(here):
    assert designs.of(here) == designs.Design(signatory=here.signatory, signatory_title=here.signatory_title)


def test_a_choice_is_a_version(here, olive):
    designs.adopt(here, wanted(here, theme="quiet", signatory=" Dr  Mara Veld ", **SECOND), by=olive, seen=0)
    assert designs.of(here).theme == "quiet"
    assert here.signatory == designs.of(here).signatory == "Dr Mara Veld"
    assert wordings.number(here.id, wordings.DESIGN) == 1
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        designs.adopt(here, designs.of(here), by=olive)
    with pytest.raises(StaleEdit):
        designs.adopt(here, wanted(here, theme="banner"), by=olive, seen=0)


def test_only_the_campuss_office(here):
    far = acting(officer(campus("south")))
    with pytest.raises(NotAllowed):
        designs.adopt(here, wanted(here, theme="quiet"), by=far)
    with pytest.raises(NotAllowed):
        design_previews.order(here, wanted(here), SampleKind.USUAL, by=far)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cosigner": "Ada"}, "name and a title"),
        ({"cosignature": "a" * 64}, "no name for it"),
        ({"second_title": "Titre"}, "needs its name"),
        ({"second_language": "fr"}, "needs its name"),
        ({**SECOND, "second_title": "Great 😀"}, "grinning face"),
        ({**SECOND, "second_title": "ქართული"}, "georgian"),
        ({**SECOND, "second_statement": "x" * 141}, "141 characters"),
    ],
)
def test_refused_in_words(here, olive, changes, said):
    with pytest.raises(RuleBroken, match=said):
        designs.adopt(here, wanted(here, **changes), by=olive)


def upload(data: bytes, name: str = "hand.png") -> FileStorage:
    return FileStorage(BytesIO(data), name)


def test_pictures_are_drawn_anew_and_small(here, olive):
    made = designs.picture(upload(drawn_png(size=(1600, 400))), by=olive, campus_id=here.id)
    found = designs.pictures(Facts.from_json(_facts(here, signature=made)))["signature"]
    with Image.open(BytesIO(found)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (700, 175), "RGBA")
    with pytest.raises(RuleBroken):
        designs.picture(
            upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"), by=olive, campus_id=here.id
        )


def _facts(here, **changes) -> str:
    from portal.services import design_samples

    return design_samples.facts(here, wanted(here, **changes), SampleKind.USUAL).to_json()


def test_what_is_issued_keeps_the_design_it_was_ordered_under(app):
    here = world()
    records.ready(here)
    place = here.placement.project.campus
    designs.adopt(place, wanted(place, theme="banner", **SECOND), by=here.staff.actor)
    order = records.ordered(here)
    designs.adopt(place, wanted(place, theme="quiet"), by=here.staff.actor)
    facts = Facts.from_json(order.facts)
    assert (facts.template, facts.second_title) == ("banner 2", SECOND["second_title"])
    certificate_orders.finish(order.id, facts, b"%PDF-1.4")
    db.session.flush()
    kept = db.session.scalars(select(certificate_orders.Certificate)).one()
    assert kept.template_version == "banner 2"


@pytest.mark.parametrize("sample", SampleKind)
def test_a_specimen_is_drawn_by_the_worker(app, here, olive, sample):
    made = designs.picture(upload(drawn_png()), by=olive, campus_id=here.id)
    design_previews.order(here, wanted(here, theme="engraved", signature=made), sample, by=olive)
    assert design_previews.newest(olive).done_at is None
    with pytest.raises(NotFound):
        design_previews.drawn(olive, "pdf")
    db.session.commit()
    with app.app_context():
        assert jobs.work_once()
    db.session.expire_all()
    newest = design_previews.newest(olive)
    assert (newest.problem, newest.pictured) == ("", raster.possible())
    assert design_previews.drawn(olive, "pdf").startswith(b"%PDF-")
    if newest.pictured:
        assert design_previews.drawn(olive, "png").startswith(b"\x89PNG")


def test_a_newer_one_takes_its_place_and_all_are_forgotten(here, olive, monkeypatch):
    first = design_previews.order(here, wanted(here), SampleKind.USUAL, by=olive).id
    other = acting(officer(here, "Otto Officer"))
    design_previews.order(here, wanted(here), SampleKind.USUAL, by=other)
    second = design_previews.order(here, wanted(here, theme="quiet"), SampleKind.LONG, by=olive)
    assert second.id != first
    third = design_previews.order(here, wanted(here), SampleKind.LONG, by=olive)
    assert third.id not in (first, second.id)
    assert design_previews.make({"preview": first}) is None
    design_previews.finish(first, b"late", None)
    assert db.session.scalar(select(func.count(DesignPreview.id))) == 2
    assert design_previews.newest(other).wanted["theme"] == "guilloche"
    later = clock.now() + design_previews.KEPT * 2
    monkeypatch.setattr(clock, "now", lambda: later)
    assert design_previews.forget() == 2
