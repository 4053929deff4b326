"""The mailed link: opened in a browser of its own, answered page by page, sent, handed back."""

import re
from random import Random

from portal import mail
from portal.services.evaluation_requests import digest
from portal.vocabulary import RequestStatus, stages
from tests.access import personas
from tests.client import Client, filled, soup
from tests.machine.asking import sane, untouched
from tests.machine.rows import Row
from tests.machine.stage import VISIT, Stage

TOKEN = re.compile(r"/e/([\w-]{43})\b")
ATTESTED = {"agreed": "y", "name": "Dana Whitlock", "title": "Lead"}
ENDS = ("disown", "renew")


def tokens(stage: Stage) -> dict[str, str]:
    """The secrets in the letters sent so far, by the hash that is stored."""
    letters = stage.inside(lambda: [letter.get_body(("plain",)).get_content() for letter in mail.outbox()])
    return {digest(token): token for letter in letters for token in TOKEN.findall(letter)}


def held(stage: Stage, rows: list[Row]) -> list[tuple[Row, str]]:
    """The requests whose letter has arrived, with its secret."""
    known = tokens(stage)
    return [(row, known[row.names["hash"]]) for row in rows if row.names["hash"] in known]


def post(stage: Stage, browser: Client, path: str, **data):
    return sane(browser.post(path, data={"csrf_token": personas.csrf(stage.app), **data}))


def enter(stage: Stage, row: Row, token: str):
    """Press Continue; a link that lives lets in."""
    browser = stage.browser("nobody")
    assert sane(browser.get(f"/e/{token}")).status_code == 200
    answer = post(stage, browser, f"/e/{token}")
    cookie = browser.get_cookie(VISIT)
    if cookie:
        stage.visits[row.id] = cookie.value
    assert row.status in stages.MAILED or answer.status_code == 422
    return answer


def go_on(stage: Stage, row: Row, luck: Random) -> None:
    """Answer so many questions, and send the whole once all are answered."""
    browser = stage.browser("nobody", row.id)
    for _time in range(luck.choice((1, 5, 20))):
        where = sane(browser.get("/e/answers"))
        if where.status_code != 303 or "/answers/" not in where.location:
            break
        fill(browser, where.location, luck)
    answer = post(stage, browser, "/e/check", **ATTESTED)
    stage.taken["link", "submit", answer.status_code] += 1


def fill(browser: Client, path: str, luck: Random) -> None:
    """Answer one question with some answer that it offers."""
    answer = sane(browser.get(path))
    if answer.status_code == 200:
        form = soup(answer).select('main form[method="post"]')[-1]
        sane(browser.post(path, data={**filled(form), **chosen(form, luck)}))


def chosen(form, luck: Random) -> dict[str, str]:
    """One answer for each name that is pressed or ticked, and a comment."""
    offered: dict[str, list[str]] = {}
    for control in form.select("button[name], input[type=radio]"):
        offered.setdefault(control["name"], []).append(control["value"])
    picked = {name: luck.choice(values) for name, values in offered.items()}
    return picked | ({"comment": "I saw it."} if form.select_one("[name=comment]") else {})


def hand_back(stage: Stage, row: Row, token: str, way: str) -> None:
    """“This isn't me”, or a new link for an expired one; a link that was used or waived does neither."""
    browser = stage.browser("nobody")

    def ask():
        return post(stage, browser, f"/e/{token}/{way}")

    over = row.status in {RequestStatus.SUBMITTED, RequestStatus.WAIVED}
    answer = untouched(stage, ask) if over else ask()
    stage.taken["link", way, answer.status_code] += 1


def without_a_link(stage: Stage, who: str) -> None:
    """Whoever was not let in by a link has no answers to give."""
    browser = stage.browser(who)
    for path in ("/e/answers/timeliness", "/e/check"):
        answer = untouched(stage, lambda path=path: post(stage, browser, path, answer="on_time", **ATTESTED))
        assert answer.status_code == 404
