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


def findings(page) -> list[str]:
    """Return what axe finds by day and by night."""
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme} {line}" for line in page.evaluate(RUN)]
    return found


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_axe_finds_nothing(enter, crawled, reader, view):
    page, found = enter(reader, view), {}
    for shape, (path, _html) in crawled(reader).items():
        page.goto(path)
        found[shape] = findings(page)
    assert not {shape: lines for shape, lines in found.items() if lines}


def test_nothing_is_wider_than_a_small_phone(enter, crawled, reader):
    page, wide = enter(reader, View(320)), {}
    page.set_viewport_size(NARROW)
    for shape, (path, _html) in crawled(reader).items():
        page.goto(path)
        wide[shape] = overflow(page)
    assert not {shape: pixels for shape, pixels in wide.items() if pixels > 0}
