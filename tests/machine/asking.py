"""Sending the forms: as the page has them where it shows them, bare where it does not."""

from random import Random
from typing import Any

from tests.access import personas
from tests.access.state import PRESENCE
from tests.client import Client, filled, soup
from tests.machine.acts import Act
from tests.machine.rows import Row
from tests.machine.stage import EVERYBODY, Stage


class Names(dict):
    """What fills an address; a record that has no such name leads nowhere."""

    def __missing__(self, name: str) -> int:
        return 987_654_321


def owner(stage: Stage, row: Row) -> str:
    """The student whose record it is."""
    return stage.who_is(row.student) if row.student else ""


def send(stage: Stage, who: str, act: Act, row: Row):
    """Take a step as somebody, by the form of its page if it has one."""
    browser, names = stage.browser(who), Names(row.names)
    path, page = act.path.format_map(names), act.page.format_map(names)
    shown = written(browser, page, path) if page else {}
    body = {"csrf_token": personas.csrf(stage.app), **shown, **act.typed()}
    return sane(browser.post(path, data=body))


def written(browser: Client, page: str, path: str) -> dict[str, Any]:
    """What the form for this address holds, on a page; nothing where there is none."""
    forms = soup(sane(browser.get(page))).select('main form[method="post"]')
    mine = [form for form in forms if (form.get("action") or page) == path]
    return filled(mine[-1]) if mine else {}


def sane(answer):
    """No answer is a breakdown."""
    assert answer.status_code < 500, answer.text
    return answer


def by_right(stage: Stage, act: Act, row: Row, luck: Random) -> None:
    """Somebody whose step it is takes it."""
    hands = act.hands(owner(stage, row))
    answer = send(stage, luck.choice(hands), act, row)
    stage.taken[act.side, act.name, answer.status_code] += 1


def by_nobody(stage: Stage, act: Act, row: Row, luck: Random) -> None:
    """Somebody whose step it is not tries to take it: refused, and nothing is different."""
    hands = act.hands(owner(stage, row))
    foreign = [who for who in EVERYBODY if who not in hands]
    who = luck.choice(foreign)
    stage.browser(who)
    answer = untouched(stage, lambda: send(stage, who, act, row))
    assert refused(answer), f"{who} was answered {answer.status_code} to {act.name}"


def refused(answer) -> bool:
    """Not theirs, not there, or led to the sign-in page."""
    return answer.status_code in {403, 404} or "/sign-in" in (answer.location or "")


def untouched(stage: Stage, ask):
    """The answer, after seeing that no table but those of presence has changed."""
    before = stage.state.look()
    answer = ask()
    after = stage.state.look()
    changed = {name for name in before if before[name] != after[name]} - PRESENCE
    assert not changed, f"{changed} changed"
    return answer
