"""The page: what it says, that it stays one page, and that its code leads to the verify page."""

import subprocess
import sys
from datetime import date

import pytest

from portal.certificates import Unfit, problems, render, sha256
from portal.certificates.paper import PAPERS
from tests.certificates.samples import (
    BARE,
    COMPETENCIES,
    DENSE,
    FACTS,
    facts,
    pages,
    printed,
    run,
    squeezed,
    text,
)
from tests.verifiers.tools import scanned

ELSEWHERE = "import sys, portal.certificates as c; print(c.sha256(c.render(c.Facts.from_json(sys.argv[1]))))"
PAPER_NAMES = list(PAPERS)


def test_this_machine_can_print():
    assert problems() == []


@pytest.mark.parametrize("paper", PAPER_NAMES)
def test_says_everything(paper, tmp_path):
    said = " ".join(text(printed(tmp_path, paper)).split())
    for name in ("holder", "project", "employer", "serial", "supervisor", "signatory", "place", "office"):
        assert FACTS[name] in said
    for words in (
        "38 hours 30 minutes",
        "attested by the supervisor",
        "The supervisor evaluated this work",
        "Level A",
    ):
        assert words.lower() in said.lower()
    for words in ("from 2 March to 10 April 2026", "17 April 2026", "12 April 2026", "not employment"):
        assert words in said
    assert "not academic credit" in said
    assert squeezed(FACTS["verify_url"].removeprefix("https://")) in squeezed(said)


def test_competencies_have_their_words(tmp_path):
    said = " ".join(text(printed(tmp_path)).split())
    assert all(f"{label} {word}" in said for label, _, word in COMPETENCIES)


@pytest.mark.parametrize("paper", PAPER_NAMES)
@pytest.mark.parametrize("changes", [{}, DENSE, BARE], ids=["usual", "dense", "bare"])
def test_one_page_of_the_right_size_with_nothing_cut(paper, changes, tmp_path):
    path = printed(tmp_path, paper, **changes)
    assert pages(path) == 1
    width, height = (float(each) for each in run("pdfinfo", path).partition("Page size:")[2].split()[0:3:2])
    assert abs(width - PAPERS[paper].points[2]) < 0.01
    assert abs(height - PAPERS[paper].points[3]) < 0.01
    said = squeezed(text(path)).lower()
    listed = [
        getattr(facts(**changes), each) for each in ("holder", "signatory", "supervisor", "place", "serial")
    ]
    assert all(squeezed(each).lower() in said for each in listed)


def test_too_much_is_refused(tmp_path):
    with pytest.raises(Unfit, match="too much text"):
        printed(
            tmp_path,
            holder="王" * 400,
            project="王" * 200,
            sentence="王" * 500,
            deliverables=("王" * 160,) * 12,
        )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts": date(2026, 4, 10)}, "on 10 April 2026"),
        ({"starts": date(2025, 12, 1)}, "from 1 December 2025 to 10 April 2026"),
        ({"language": "en-US"}, "from March 2 to April 10, 2026"),
        ({"minutes": 60}, "1 hour"),
        ({"minutes": 45}, "45 minutes"),
        ({"basis": "logged"}, "as logged"),
        ({"basis": "planned"}, "as planned"),
        ({"attestation": "C"}, "attested by the career office"),
        ({"attestation": "B"}, "confirmed completion, without an evaluation"),
        ({"ended_early": True}, "worked on the micro-internship"),
        ({"credits": "2 ECTS"}, "It carries 2 ECTS."),
    ],
)
def test_words_follow_the_facts(changes, said, tmp_path):
    assert said in " ".join(text(printed(tmp_path, **changes)).split())


def test_office_alone_signs_what_it_attests(tmp_path):
    assert "Jonas Reiter" not in text(printed(tmp_path, attestation="C"))


@pytest.mark.parametrize("paper", PAPER_NAMES)
def test_code_leads_to_the_verify_page(paper, tmp_path):
    assert scanned(tmp_path, printed(tmp_path, paper), 72) == FACTS["verify_url"]


def test_same_facts_same_bytes():
    first = render(facts())
    render(facts(holder="田中さくら", brand="#7a1f3d"), "letter")
    assert render(facts()) == first
    assert render(facts(serial="MI-000000000000A")) != first
    assert run(sys.executable, "-c", ELSEWHERE, facts().to_json()).strip() == sha256(first)


def test_processes_that_never_print_do_not_load_the_printer():
    script = (
        "import sys; from portal.certificates import Facts, names, serial; names.require_printable('Ada');"
        "sys.exit('weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
