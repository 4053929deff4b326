"""Names keep their letters, lose what is invisible, and are refused in words when they cannot be printed."""

import pytest

from portal.certificates import Unfit, names
from tests.certificates.samples import NAMES, facts, pages, printed, squeezed, text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_are_printed_as_they_are_written(name, tmp_path):
    path = printed(tmp_path, holder=name)
    assert squeezed(name) in squeezed(text(path))
    assert pages(path) == 1


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Ada \t Lovelace\n", "Ada Lovelace"),
        ("A\u202eevil\u2066\x00name\u200f", "Aevilname"),
        ("Ame\u0301lie", "Amélie"),
        ("\ufeffZoë\u00ad", "Zoë"),
        ("Jo\u200chn", "John"),
        ("بی\u200cنظیر", "بی\u200cنظیر"),
        ("क्\u200dष", "क्\u200dष"),
        ("Lee ❤\ufe0f", "Lee ❤"),
    ],
)
def test_cleaned(typed, cleaned):
    assert names.clean(typed) == cleaned
    assert names.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("😀 Ada", "grinning face"),
        ("ქეთევან", "georgian letter khar"),
        ("", "needs the name"),
        (" -.- ", "needs the name"),
        ("a" * 401, "401 characters"),
    ],
)
def test_refused_in_words(name, said):
    with pytest.raises(Unfit, match=said):
        names.require_printable(name)


@pytest.mark.parametrize(
    ("length", "size"), [(30, "full"), (31, "long"), (44, "long"), (45, "longer"), (91, "longest")]
)
def test_long_names_are_set_smaller(length, size):
    assert names.size("a" * length) == size


@pytest.mark.parametrize("name", ["x" * 400, "Anna " * 80, "王" * 400], ids=["one word", "words", "han"])
def test_four_hundred_characters_stay_on_one_page(name, tmp_path):
    path = printed(tmp_path, holder=name)
    assert pages(path) == 1
    assert squeezed(name) in squeezed(text(path))


def test_han_characters_follow_their_neighbours():
    families = {
        name: [face.family for face in names.others(name)] for name in ("王小明", "田中さくら", "金민준")
    }
    assert families == {
        "王小明": ["Cert Chinese"],
        "田中さくら": ["Cert Japanese"],
        "金민준": ["Cert Korean"],
    }


def test_other_texts_are_checked_too(tmp_path):
    with pytest.raises(Unfit, match="project's title has 201"):
        printed(tmp_path, project="a" * 201)
    with pytest.raises(Unfit, match="grinning face"):
        printed(tmp_path, sentence="Great 😀")
    with pytest.raises(Unfit, match="10 competencies"):
        printed(tmp_path, competencies=facts().competencies * 2)
    with pytest.raises(Unfit, match="12 deliverables"):
        printed(tmp_path, deliverables=("a",) * 13)
