"""Files that are not what they say, or that are broken on purpose."""

import random

import pytest

from portal.errors import RuleBroken
from portal.uploads import archives, kinds
from tests.uploads import samples

MUTANTS = 40
LONG = samples.archive({"a.txt": "The map of the river. " * 400, "b.bin": random.Random(4).randbytes(3000)})
FILES = {
    **samples.GOOD,
    "long.zip": LONG,
    "long.docx": samples.docx(**{"word/long.xml": "<w:p/>" * 900}),
    "large.png": samples.picture("PNG", (90, 70), "RGBA"),
    "palette.png": samples.picture("PNG", (40, 40), "P"),
    "large.jpg": samples.picture("JPEG", (90, 70)),
}


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The same file after an accident: bytes changed, cut off, doubled or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        made[chance.randrange(len(made))] = chance.choice((0, 255, chance.randrange(256)))
    start, end = sorted(chance.randrange(len(made)) for _ in range(2))
    turn = chance.randrange(4)
    return bytes({1: made[:end], 2: made + made[start:end], 3: made[:start] + made[end:]}.get(turn, made))


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_taken_or_refused_in_words(app, name):
    chance = random.Random(name)
    for _ in range(MUTANTS):
        try:
            kinds.examine(name, mutant(FILES[name], chance) or b"x")
        except RuleBroken as refusal:
            assert refusal.message


def test_a_picture_that_is_also_an_archive_is_only_a_picture(app):
    both = samples.GOOD["shot.png"] + samples.GOOD["work.zip"]
    assert b"PK\x03\x04" not in kinds.examine("shot.png", both).data
    with pytest.raises(RuleBroken):
        kinds.examine("work.zip", both)


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "page.html.", "page.pdf.html", "run.exe", "pdf", ""]
)
def test_other_endings_are_refused(app, name):
    with pytest.raises(RuleBroken):
        kinds.examine(name, samples.GOOD["cv.pdf"])


def test_a_small_archive_that_unfolds_is_stopped(app, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 2**20)
    with pytest.raises(RuleBroken):
        kinds.examine("bomb.zip", samples.archive({str(number): bytes(2**18) for number in range(5)}))
