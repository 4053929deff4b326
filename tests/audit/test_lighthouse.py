"""Lighthouse on a phone, the median of five visits to each reader's main page."""

import json
import os
import shutil
import statistics
import subprocess

import pytest

from tests.browser.people import QUIET
from tests.browser.site import ROOT

CLI = ROOT / "tests" / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
KINDS = ("performance", "accessibility", "best-practices", "seo")
VISITS = int(os.environ.get("LIGHTHOUSE_VISITS", "5"))
QUICK, SHIFT = 0.99, 0.02
ROUNDS = 2
"""A neighbour on the machine can cost a point; a page that is slow is slow twice."""
TRIES = 3
"""Now and then the tool loses its own trace (NO_NAVSTART); that says nothing about the page."""


def visit(address: str, cookies: str) -> dict:
    """Return Lighthouse's report of one visit."""
    flags = " ".join(["--headless=new", *QUIET])
    headers = json.dumps({"Cookie": cookies} if cookies else {})
    words = [address, "--quiet", "--output=json", f"--only-categories={','.join(KINDS)}"]
    command = ["node", str(CLI), *words, f"--chrome-flags={flags}", f"--extra-headers={headers}"]
    chromium = {"CHROME_PATH": shutil.which("chromium") or "chromium"}
    for _ in range(TRIES):
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, **chromium}
        )
        if done.returncode == 0:
            return json.loads(done.stdout)
    return pytest.fail(done.stderr[-3000:])


def below(reports: list[dict]) -> dict[str, str]:
    """Return what cost points, so that a failure says what to mend."""
    audits = reports[0]["audits"].values()
    lost = [a for a in audits if a.get("score") is not None and a["score"] < 0.9]
    return {audit["id"]: audit.get("displayValue", audit["title"]) for audit in lost}


def measured(address: str, cookies: str) -> tuple[dict[str, float], float, list[dict]]:
    """Return the median scores by kind and the median shift of some visits, and the reports."""
    reports = [visit(address, cookies) for _ in range(VISITS)]
    scores = {k: statistics.median(r["categories"][k]["score"] for r in reports) for k in KINDS}
    shifts = [r["audits"]["cumulative-layout-shift"]["numericValue"] for r in reports]
    return scores, statistics.median(shifts), reports


def good(scores: dict[str, float], shift: float) -> bool:
    """Say whether a page is as quick, open and steady as it must be."""
    return scores["performance"] >= QUICK and all(scores[k] == 1 for k in KINDS[1:]) and shift <= SHIFT


@pytest.mark.slow
def test_scores(enter, reader, site):
    page = enter(reader)
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    for _ in range(ROUNDS):
        scores, shift, reports = measured(site.url + reader.main, cookies)
        if good(scores, shift):
            return
    pytest.fail(f"{scores} {shift} {below(reports)}")
