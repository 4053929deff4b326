"""How certificates look, in the browser: choose, look at a specimen with and without script, keep."""

from io import BytesIO

import pytest

from portal import jobs
from portal.database import db
from portal.models.designs import DesignPreview
from portal.services import design_previews, designs, wordings
from tests.certificates.samples import drawn_png
from tests.client import filled, soup
from tests.factories.campuses import administrator, campus, officer

PAGE = "/staff/policy/design"
PREVIEW = f"{PAGE}/preview"


@pytest.fixture
def here(app):
    return campus("north")


@pytest.fixture
def olive(here, client_for):
    return client_for(officer(here))


def send(client, data, to=PAGE, **headers):
    """The form as it stands with these changes, to this address."""
    form = soup(client.get(PAGE)).select_one(f'main form[action="{PAGE}"]')
    return client.post(to, data={**filled(form), **data}, **headers)


def work(app) -> None:
    db.session.commit()
    with app.app_context():
        while jobs.work_once():
            pass
    db.session.expire_all()


def test_four_themes_with_their_pictures_and_the_colours_contrast(olive):
    page = soup(olive.get(PAGE))
    assert [img["alt"] for img in page.select(".theme img")] == [""] * 4
    assert page.select_one("input[value=guilloche]").has_attr("checked")
    assert "to 1 on white" in page.text


def test_see_what_changes_then_keep_it(here, olive):
    shown = send(
        olive, {"theme": "quiet", "cosigner": "Ada Byron", "cosigner_title": "Dean", "step": "check"}
    )
    assert "Quiet modern" in shown.text
    assert "Second signatory" in shown.text
    assert send(olive, {"theme": "quiet", "step": "keep"}).status_code == 303
    assert designs.of(here).theme == "quiet"
    assert (
        "Theme"
        in olive.get(f"/staff/policy/versions/words/{wordings.newest(here.id, wordings.DESIGN).id}").text
    )


def test_a_letter_without_a_typeface_is_refused_where_it_was_typed(olive):
    told = {"second_language": "fr", "second_title": "Great 😀", "step": "check"}
    refused = send(olive, told)
    assert refused.status_code == 422
    assert "grinning face" in refused.text
    assert soup(refused).select_one("#second_title")["value"] == "Great 😀"


def test_a_specimen_without_script(app, olive):
    asked = send(olive, {"theme": "engraved", "sample": "little"}, PREVIEW)
    assert asked.headers["Location"].endswith(PREVIEW)
    assert "being drawn" in olive.get(PREVIEW).text
    assert olive.get(f"{PREVIEW}.png").status_code == 404
    work(app)
    page = soup(olive.get(PREVIEW))
    assert page.select_one(".specimen a[href*='preview.pdf']")
    got = olive.get(f"{PREVIEW}.pdf")
    assert (got.status_code, got.mimetype) == (200, "application/pdf")
    back = olive.fill(PREVIEW, {"step": "back"}, action=PAGE)
    assert soup(back).select_one("input[value=engraved]").has_attr("checked")


def test_the_piece_waits_and_says_what_cannot_be_printed(olive):
    partial = {"HX-Request-Type": "partial"}
    assert send(olive, {"theme": "banner"}, PREVIEW).status_code == 303
    piece = olive.get(PREVIEW, headers=partial)
    assert soup(piece).select_one("#specimen")["data-hx-get"] == f"{PREVIEW}?waiting=1"
    assert olive.get(f"{PREVIEW}?waiting=1", headers=partial).status_code == 204
    wrong = {"second_language": "fr", "second_title": "😀"}
    refused = send(olive, wrong, PREVIEW, headers=partial)
    assert refused.status_code == 422
    assert soup(refused).select_one("#specimen [role=alert]")
    assert "<html" not in refused.text
    assert "Error" in soup(send(olive, wrong, PREVIEW)).title.text


def test_a_specimen_belongs_to_who_asked(app, here, olive, client_for):
    send(olive, {"theme": "quiet"}, PREVIEW)
    preview = db.session.query(DesignPreview).one()
    design_previews.finish(preview.id, b"%PDF-1.4", b"\x89PNG")
    db.session.commit()
    assert olive.get(f"{PREVIEW}.png").data == b"\x89PNG"
    for other in (officer(here, "Otto Officer"), officer(campus("south"))):
        assert client_for(other).get(f"{PREVIEW}.png").status_code == 404


def test_pictures_are_printed_from_now_on(here, olive):
    sent = olive.fill(
        PAGE, {"hands-signature": (BytesIO(drawn_png()), "hand.png")}, action=f"{PAGE}/pictures"
    )
    assert sent.status_code == 303
    assert len(designs.of(here).signature) == 64
    assert "There is one now" in olive.get(PAGE).text
    for wrong in ({"hands-logo": (BytesIO(b"<svg/>"), "logo.svg")}, {}):
        assert olive.fill(PAGE, wrong, action=f"{PAGE}/pictures").status_code == 422
    assert olive.fill(PAGE, {"hands-no_signature": "y"}, action=f"{PAGE}/pictures").status_code == 303
    assert designs.of(here).signature == ""


def test_a_picture_is_never_taken_from_the_forms_words(here, olive):
    assert send(olive, {"theme": "quiet", "logo": "a" * 64, "step": "keep"}).status_code == 303
    assert designs.of(here).logo == ""


def test_what_the_administrator_changes_is_a_version_too(here, olive, client_for):
    assert send(olive, {"theme": "quiet", "step": "keep"}).status_code == 303
    admin = client_for(administrator())
    assert admin.fill(f"/admin/campuses/{here.id}", {"signatory": "Dr Nora Quill"}).status_code == 303
    assert wordings.newest(here.id, wordings.DESIGN).definition["signatory"] == "Dr Nora Quill"
