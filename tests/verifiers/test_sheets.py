"""Every design on both papers: archivable, accessible, one page, every letter there, one scan from its proof."""

from dataclasses import replace

import pytest

from portal.certificates import render
from portal.certificates.designs import THEMES
from tests.certificates.hostile import vectors, watching
from tests.certificates.samples import FACTS, PICTURES, pages, run, squeezed, text
from tests.verifiers import tools
from tests.verifiers.sheets import SHEETS, USUAL


def test_vera_pdf_finds_nothing(sealed):
    assert tools.vera(sealed.values()) == []


def test_outloud_finds_no_error(sealed, tmp_path):
    found = tools.outloud(tmp_path, sealed.values())
    assert len(found) == len(SHEETS)
    assert [each for each in found if each["error"] or each["counts"]["error"]] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_one_page_with_every_letter(sheet, sealed):
    file, said = sealed[sheet], squeezed(text(sealed[sheet]))
    assert pages(file) == 1
    assert squeezed(sheet.facts.holder) in said
    assert squeezed(sheet.facts.serial) in said


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_every_font_is_embedded(sheet, sealed):
    fonts = run("pdffonts", sealed[sheet]).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)


@pytest.mark.parametrize("resolution", [72, 100, 150, 300])
@pytest.mark.parametrize("sheet", USUAL, ids=str)
def test_the_code_leads_to_the_proof(sheet, resolution, sealed, tmp_path):
    assert tools.scanned(tmp_path, sealed[sheet], resolution) == FACTS["verify_url"]


@pytest.mark.parametrize("name", vectors("", ""))
@pytest.mark.parametrize("sheet", [sheet for sheet in USUAL if sheet.design in THEMES], ids=str)
def test_markup_is_printed_as_text(sheet, name, site, trap, tmp_path):
    vector, path = vectors(site, "/srv/trap")[name][:400], tmp_path / "hostile.pdf"
    with watching(trap) as seen:
        path.write_bytes(render(replace(sheet.facts, holder=vector, sentence=vector), sheet.paper, PICTURES))
    assert seen == []
    assert squeezed(vector) in squeezed(text(path))
    assert pages(path) == 1
