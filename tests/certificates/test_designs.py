"""Every theme in every template version that was ever issued: it can be named, drawn, read and refused in words."""

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from portal.certificates import Facts, Unfit, render
from portal.certificates.designs import THEMES, sheets
from portal.certificates.facts import SPECIMEN, TEMPLATES
from portal.certificates.signing import FIELD
from tests.certificates.hostile import vectors
from tests.certificates.samples import (
    DENSE,
    DRESSED,
    FACTS,
    NAMES,
    PICTURES,
    dressed,
    facts,
    pages,
    printed,
    run,
    squeezed,
    text,
)

GOLDEN = Path(__file__).with_name("golden")
KEPT = [(theme, version) for version, themes in TEMPLATES.items() for theme in themes]
SCRIPTS = ("Vietnamese", "Greek", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Thai", "Chinese")


def test_every_template_is_kept_and_no_other():
    assert set(TEMPLATES[max(TEMPLATES)]) == set(THEMES)
    assert {path.stem for path in GOLDEN.glob("*.json")} == {f"{theme}-{version}" for theme, version in KEPT}
    assert all(sheets(theme, version) for theme, version in KEPT)


@pytest.mark.parametrize(("theme", "version"), KEPT)
def test_what_was_issued_can_still_be_drawn(theme, version, tmp_path):
    """The facts as they were stored then, word for word."""
    kept = Facts.from_json((GOLDEN / f"{theme}-{version}.json").read_text())
    assert kept.template == f"{theme} {version}"
    path = tmp_path / "kept.pdf"
    path.write_bytes(render(kept, "a4", PICTURES))
    said = squeezed(text(path)).lower()
    assert pages(path) == 1
    for value in (
        kept.holder,
        kept.project,
        kept.employer,
        kept.serial,
        kept.signatory,
        kept.second_statement,
    ):
        assert squeezed(value).lower() in said


@pytest.mark.parametrize("theme", THEMES)
def test_the_first_facts_knew_no_theme(theme):
    """What they did not say has a meaning that no later version may change."""
    known = json.loads((GOLDEN / "guilloche-1.json").read_text())
    assert not {"theme", "logo", "cosigner", "second_title"} & set(known)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("theme", THEMES)
def test_all_a_campus_can_put_on_it(theme, paper, tmp_path):
    path = printed(tmp_path, paper, **dressed(theme))
    said = squeezed(text(path)).lower()
    assert pages(path) == 1
    for name in ("cosigner", "cosigner_title", "second_title", "second_statement"):
        assert squeezed(DRESSED[name]).lower() in said
    with pikepdf.open(path) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        described = [str(each["/Alt"]) for each in elements if "/Alt" in each]
        assert described[:3] == [
            f"Logo of {FACTS['university']}",
            "Signature of Dr Lina Okafor",
            "Signature of Prof. Marit Solheim",
        ]
        tags = [str(each["/S"]) for each in elements]
        assert [tags.count(tag) for tag in ("/H1", "/H2", "/H3")] == [1, 1, 2]
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == [FIELD]
    run("pdftoppm", "-r", 100, "-png", "-singlefile", path, tmp_path / "page")
    assert run("zbarimg", "-q", "--raw", tmp_path / "page.png").strip() == FACTS["verify_url"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_longest_texts_stay_on_one_page(theme, tmp_path):
    path = printed(tmp_path, "letter", **dressed(theme, **DENSE))
    assert pages(path) == 1
    assert squeezed(DENSE["holder"]) in squeezed(text(path))


@pytest.mark.parametrize("theme", THEMES)
def test_markup_in_what_people_write_is_text(theme, tmp_path):
    vector = vectors("http://127.0.0.1:9", "/srv/trap")["img http"]
    path = printed(tmp_path, **dressed(theme, holder=vector, cosigner=vector, second_statement=vector))
    assert squeezed(text(path)).count(squeezed(vector)) == 3


@pytest.mark.parametrize(("theme", "script"), [*zip([*THEMES] * 2, SCRIPTS, strict=True)])
def test_names_in_eight_scripts(theme, script, tmp_path):
    """Two of the eight in each theme; all of them in all themes with `make audit-certificates`."""
    path = printed(tmp_path, theme=theme, holder=NAMES[script])
    assert squeezed(NAMES[script]) in squeezed(text(path))


@pytest.mark.parametrize("theme", THEMES)
def test_the_art_is_stamped_once(theme):
    with pikepdf.open(BytesIO(render(facts(theme=theme)))) as pdf:
        forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/BBox")]
        assert len([form for form in forms if len(form.read_bytes()) > 5000]) == 1


def test_a_specimen_says_so_and_has_no_seal_to_sign(tmp_path):
    path = printed(tmp_path, **dressed("banner", serial=SPECIMEN))
    assert "Specimen, not a certificate" in text(path)
    with pikepdf.open(path) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("name", ["cosigner", "second_title", "second_statement"])
def test_new_texts_are_checked_like_the_others(name):
    with pytest.raises(Unfit, match="grinning face"):
        render(facts(**dressed("quiet", **{name: "Great 😀"})))
