"""axe-core finds nothing: on a phone and a desk, by day and by night; nothing is wider than the window."""

import pytest

from tests.audit.conftest import DESK, PHONE
from tests.browser.people import View, overflow
from tests.browser.site import ROOT

AXE = ROOT / "portal" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
NARROW = {"width": 320, "height": 700}
RUN = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`))
"""


def findings(page, path) -> list[str]:
    """Return what axe finds by day and by night; each time on a page that was loaded so."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(path)
        page.evaluate(AXE.read_text("utf-8"))
        found += [f"{scheme} {line}" for line in page.evaluate(RUN)]
    return found


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_axe_finds_nothing(enter, crawled, reader, view):
    page = enter(reader, view)
    found = {shape: findings(page, path) for shape, (path, _html) in crawled(reader).items()}
    assert not {shape: lines for shape, lines in found.items() if lines}


def test_nothing_is_wider_than_a_small_phone(enter, crawled, reader):
    page, wide = enter(reader, View(320)), {}
    page.set_viewport_size(NARROW)
    for shape, (path, _html) in crawled(reader).items():
        page.goto(path)
        wide[shape] = overflow(page)
    assert not {shape: pixels for shape, pixels in wide.items() if pixels > 0}
