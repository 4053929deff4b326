"""The Nu checker finds nothing in any page; titles and headings agree."""

import json
import shutil
import subprocess

from bs4 import BeautifulSoup

from tests.browser.site import ROOT

JAR = ROOT / "portal" / "assets" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def messages(folder) -> list[str]:
    """Return what Nu says about the pages in a folder, in one run."""
    java = shutil.which("java")
    words = ["-jar", str(JAR), "--format", "json", "--skip-non-html", "--stdout", "--exit-zero-always"]
    done = subprocess.run([java, *words, str(folder)], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)["messages"]
    return [
        f"{m['url'].rsplit('/', 1)[-1]}:{m.get('lastLine')} {m['message']} {m.get('extract')}" for m in said
    ]


def test_each_reader_meets_the_pages_of_the_journey(crawled, reader):
    assert not reader.must - set(crawled(reader))


def test_nu_finds_nothing(crawled, reader, tmp_path):
    for shape, (_path, html) in crawled(reader).items():
        name = shape.strip("/").replace("/", "-").replace("*", "x") or "home"
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    assert not messages(tmp_path)


def words(element) -> str:
    """Return an element's text on one line."""
    return " ".join(element.get_text(" ").split())


def agree(page) -> bool:
    """Say whether a page has one title and one heading, and the title repeats the heading."""
    once = len(page.select("h1")) == len(page.select("title")) == 1
    return once and words(page.h1) in words(page.title)


def test_one_heading_that_is_the_title(crawled, reader):
    pages = {shape: BeautifulSoup(html, "lxml") for shape, (_path, html) in crawled(reader).items()}
    wrong = {shape: page for shape, page in pages.items() if not agree(page)}
    assert not {shape: [words(part) for part in page.select("title, h1")] for shape, page in wrong.items()}
