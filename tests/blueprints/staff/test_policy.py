"""P10 in a browser without scripts: what changes is shown first, kept once, and told when it is wrong."""

import pytest

from portal.actor import SYSTEM
from portal.forms import policies as numbers
from portal.services import campuses, policies, terms, wordings
from tests.access.wordings import picture
from tests.client import filled, soup
from tests.factories import administrator, campus, officer


@pytest.fixture
def here(app):
    return campus("north")


@pytest.fixture
def olive(here, client_for):
    return client_for(officer(here))


def check(client, path, data):
    """The page of changes, after the form was sent."""
    return client.fill(path, {**data, "step": "check"}, action=path)


def keep(client, path, data):
    """Send the form, then use what the page of changes shows."""
    shown = check(client, path, data)
    assert shown.status_code == 200, soup(shown).select_one(".summary-errors")
    form = next(one for one in soup(shown).select("main form") if one.get("action") == path)
    return client.post(path, data={**filled(form), "step": "keep"})


def test_every_number_of_the_policy_can_be_edited():
    assert set(numbers.NUMBERS) == set(policies.NAMES) - {"terms_version"}


def test_numbers_are_shown_before_they_are_kept(here, olive):
    path = "/staff/policy/numbers"
    shown = check(olive, path, {"fee_floor": "17.5", "revisions": "4"})
    told = soup(shown).select_one(".changes").get_text(" ", strip=True)
    assert "£15" in told and "£17.50" in told
    assert policies.current(here.id).revisions == 2
    assert keep(olive, path, {"fee_floor": "17.5", "revisions": "4"}).status_code == 303
    now = policies.current(here.id)
    assert (now.fee_floor, now.revisions, now.minutes_min) == (1750, 4, 600)
    versions = soup(olive.get("/staff/policy/versions"))
    assert "Numbers, version 2" in versions.get_text()
    first = versions.select_one("main .tasks a")["href"]
    assert "Revisions" in olive.get(first).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"revisions": "many"}, "Enter a whole number, such as 3."),
        ({"revisions": "99"}, "Enter a number from 0 to 10."),
        ({"minutes_min": "50"}, "This is above the upper limit."),
        ({"minutes_max": ""}, "Enter a number."),
    ],
)
def test_a_wrong_number_is_told_and_nothing_is_lost(olive, typed, told):
    answer = check(olive, "/staff/policy/numbers", {**typed, "offer_days": "9"})
    page = soup(answer)
    assert answer.status_code == 422
    assert told in page.select_one(".summary-errors").get_text()
    assert page.select_one("#offer_days")["value"] == "9"


def test_nothing_changed_and_a_stale_page_are_told(here, olive):
    path = "/staff/policy/numbers"
    assert check(olive, path, {}).status_code == 422
    shown = check(olive, path, {"revisions": "4"})
    policies.adopt(here.id, policies.Policy(revisions=7), by=SYSTEM)
    form = soup(shown).select_one("main form")
    answer = olive.post(path, data={**filled(form), "step": "keep"})
    assert answer.status_code == 409
    assert policies.current(here.id).revisions == 7


def test_going_back_keeps_what_was_typed(olive):
    path = "/staff/policy/numbers"
    form = soup(check(olive, path, {"revisions": "4"})).select_one("main form")
    page = olive.post(path, data={**filled(form), "step": "back"})
    assert soup(page).select_one("#revisions")["value"] == "4"


def test_a_letter_is_previewed_tried_and_used(here, olive, letters):
    path = "/staff/policy/letters/claim-offered"
    typed = {"subject": "Yours: {title}", "body": "Hello {name},\n\n{link}"}
    shown = check(olive, path, typed)
    assert "Yours: Map of the harbour" in soup(shown).select_one(".letter").get_text()
    form = soup(shown).select_one("main form")
    assert olive.post(path, data={**filled(form), "step": "test"}).status_code == 200
    (letter,) = letters()
    assert letter["Subject"] == "Test: Yours: Map of the harbour"
    assert letter.get_body(("html",)) is not None
    assert wordings.newest(here.id, wordings.LETTERS) is None
    assert keep(olive, path, typed).status_code == 303
    assert "Your words" in olive.get("/staff/policy/letters").text


def test_a_letter_without_its_link_is_refused_at_its_field(olive):
    answer = check(olive, "/staff/policy/letters/claim-offered", {"subject": "Hi {foo}", "body": "Hello"})
    page = soup(answer)
    assert answer.status_code == 422
    assert "this letter knows no {foo}" in page.select_one("#subject-error").get_text()
    assert "Keep {link}" in page.select_one("#body-error").get_text()
    assert olive.get("/staff/policy/letters/no-such-letter").status_code == 404


def test_terms_and_reasons(here, olive, client):
    assert (
        keep(olive, "/staff/policy/terms", {"employer": "Pay.\nIn time.", "student": "Work."}).status_code
        == 303
    )
    now = terms.current(here.id)
    assert now.employer == ("Pay.", "In time.")
    assert "In time." in client.get(f"/c/north/terms/{now.version}").text
    assert "Every project is paid" in client.get("/c/north/terms/2026-1").text
    path = "/staff/policy/reasons"
    assert (
        keep(olive, path, {"scope_label": "Too open for us", "scope_words": "Cut it down."}).status_code
        == 303
    )
    assert "Too open for us" in olive.get(path).text


def test_the_forms_and_their_second_language(here, olive):
    path = "/staff/policy/evaluation"
    data = {
        "teamwork_label": "Together",
        "teamwork_place": "1",
        "career_place": "9",
        "own1_text": "Anything else?",
    }
    assert keep(olive, path, data).status_code == 303
    first = wordings.newest(here.id, wordings.EVALUATION).definition
    assert first["competencies"][-1]["key"] == "career"
    assert first["questions"][0]["text"] == "Anything else?"
    spanish = {"second": "es", "say-teamwork-label": "Juntos"}
    assert keep(olive, f"{path}/language", spanish).status_code == 303
    assert wordings.newest(here.id, wordings.EVALUATION).definition["translated"] == {
        "teamwork-label": "Juntos"
    }
    assert (
        keep(olive, "/staff/policy/reflection", {"after_1": "What now?", "after_own1": "Who?"}).status_code
        == 303
    )
    assert "Who?" in olive.get("/staff/policy/reflection").text
    assert (
        keep(olive, "/staff/policy/reflection/language", {"second": "pl", "say-after-1": "Co?"}).status_code
        == 303
    )


def test_branding_with_contrasts_and_pictures(here, olive, client):
    path = "/staff/policy/branding"
    shown = check(olive, path, {"brand": "#FFC72C"})
    assert len(soup(shown).select(".swatches li")) == 4
    assert keep(olive, path, {"brand": "#FFC72C", "name": "Moor"}).status_code == 303
    sent = olive.fill(path, {"pictures-logo": (picture(), "logo.png")}, action=f"{path}/pictures")
    assert sent.status_code == 303
    logo = soup(client.get("/c/north/")).select_one(".bar img")["src"]
    answer = client.get(logo)
    assert (answer.mimetype, answer.data[:4]) == ("image/png", b"\x89PNG")
    assert "immutable" in answer.headers["Cache-Control"]
    refused = olive.fill(path, {"pictures-seal": (picture(), "seal.txt")}, action=f"{path}/pictures")
    assert refused.status_code == 422
    assert olive.fill(path, {"pictures-no_logo": "y"}, action=f"{path}/pictures").status_code == 303
    assert client.get(logo).status_code == 404
    assert campuses.get(here.id).name == "Moor"


def test_what_the_administrator_renames_is_a_version_too(here, olive, client_for):
    assert keep(olive, "/staff/policy/branding", {"name": "Moor"}).status_code == 303
    admin = client_for(administrator())
    assert admin.fill(f"/admin/campuses/{here.id}", {"name": "Moor again"}).status_code == 303
    assert wordings.newest(here.id, wordings.BRANDING).definition["name"] == "Moor again"
    assert keep(olive, "/staff/policy/branding", {"name": "Moor"}).status_code == 303
