"""Letters hold nobody's words but those that their reader may come upon anyway."""

from collections import Counter
from datetime import timedelta

import pytest

from portal import clock
from portal.services import certificate_orders
from tests.access import fixtures, letters, table
from tests.access.personas import PERSONAS

whole = fixtures.site
ENGINES = ("sqlite",)
POSTS = [row for row in table.read() if row.method == "POST"]
TAKEN = {"200", "204", "303"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(whole, estate):
    """The world once its own letters have left; documents are not drawn here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certificate_orders, "sealed", lambda facts, paper, credential: b"%PDF-1.7 a document")
        letters.settle(whole)
        yield whole
    estate.leave()


def told(site, letter, people, seen):
    """Foreign words in a letter, in words; `seen` counts the reader's own."""
    seen["letters"] += 1
    seen["words"] += sum(word in site.canaries for word in letters.words(letter))
    return [f"{letter['To']}: {place}" for place in letters.foreign(site, letter, people)]


def test_no_step_sends_foreign_words(site):
    """Every form of the table, as everybody whose form it is."""
    people, seen, found = letters.readers(site), Counter(), []
    for row in POSTS:
        for who in (who for who in PERSONAS if row.cells[who] in TAKEN):
            for letter in letters.sent(site, lambda row=row, who=who: site.ask(row, who)):
                found += [f"{row} as {who}: {place}" for place in told(site, letter, people, seen)]
            site.state.back()
    print(dict(seen))
    assert not found
    assert seen["letters"] >= 100
    assert seen["words"] >= 100


def test_no_reminder_holds_foreign_words(site):
    """Four months pass, day by day at first."""
    people, seen, found, now = letters.readers(site), Counter(), [], clock.now()
    for days in (*range(1, 15), 21, 30, 45, 60, 90, 120):
        for letter in letters.later(site, now + timedelta(days=days)):
            found += told(site, letter, people, seen)
    site.state.back()
    print(dict(seen))
    assert not found
    assert seen["words"]


def test_a_foreign_word_would_be_found(site):
    """The harness is not blind: the supervisor's letter is nothing for the other employer."""
    people = letters.readers(site)
    row = next(row for row in POSTS if row.path.endswith("/apply"))
    sent = letters.sent(site, lambda: site.ask(row, "other_student"))
    site.state.back()
    [letter] = [one for one in sent if set(letters.words(one)) & set(site.canaries)][:1]
    letter.replace_header("To", "cy@crest.example")
    assert letters.foreign(site, letter, people)
