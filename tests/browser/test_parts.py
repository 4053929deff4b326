"""The parts of the interface at work: what script adds, and that nothing needs it."""

import pytest

from tests.browser.people import View, overflow

scripted = pytest.mark.parametrize("view", [View(1280), View(390, scheme="dark")], ids=str)


@pytest.fixture
def site(bare):
    """The parts need no campus."""
    return bare


@pytest.fixture
def kit(people):
    """The page that shows every part."""
    page = people()
    page.goto("/kit")
    return page


def test_parts_fit_the_window(kit):
    assert overflow(kit) <= 0
    kit.set_viewport_size({"width": 320, "height": 800})
    assert overflow(kit) <= 0


def test_the_theme_goes_round(kit):
    shown = []
    for _press in range(3):
        kit.click("button.switch")
        kit.wait_for_load_state()
        shown.append(kit.get_attribute("html", "data-theme"))
    assert shown == ["dark", "light", None]


def test_a_flashed_word_is_shown_once(kit):
    kit.click("text=Show a toast")
    assert "Your draft was kept." in kit.inner_text("#messages")
    kit.reload()
    assert "Your draft was kept." not in kit.inner_text("#messages")


def test_a_reason_is_asked_only_when_needed(kit):
    assert not kit.is_visible("#reason")
    kit.click("text=Ask for changes")
    assert kit.is_visible("#reason")
    kit.click("label:has-text('Approve')")
    assert not kit.is_visible("#reason")


@scripted
def test_filters_leave_a_short_address(kit):
    kit.fill("#q", "map")
    kit.wait_for_url("**/kit?place=remote&q=map")
    assert kit.locator("[aria-busy]").count() == 0


@scripted
def test_characters_are_counted(kit):
    kit.fill("#summary", "x" * 161)
    assert kit.inner_text("#summary-used") == "161 / 160"
    assert kit.locator("#summary-used.over").count() == 1


@scripted
def test_a_dialog_opens_and_closes(kit):
    kit.click("text=Withdraw from project")
    assert kit.is_visible("dialog")
    kit.click("text=Keep my seat")
    assert not kit.is_visible("dialog")


@scripted
def test_a_refused_piece_is_a_toast(kit):
    kit.evaluate("document.querySelector('#browse').dataset.hxGet = '/theme'")
    kit.fill("#q", "map")
    kit.wait_for_selector("#messages .toast")
    assert "That cannot be done at this address" in kit.inner_text("#messages")
    assert kit.locator("#results .notice").count() == 4


@scripted
def test_the_error_summary_has_the_focus(kit):
    kit.click(".summary-errors a >> nth=1")
    assert kit.evaluate("document.activeElement.id") == "refused-hours"


@scripted
def test_a_typed_colour_is_shown_before_it_is_saved(kit):
    before = kit.inner_html("#swatches")
    kit.fill("#brand", "#582c83")
    kit.wait_for_function("before => document.querySelector('#swatches').innerHTML !== before", arg=before)
    assert "#582c83" in kit.inner_html("#swatches")
    assert kit.evaluate("document.activeElement.id") == "brand"
