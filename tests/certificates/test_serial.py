"""Serials: random, checked, and forgiving about how they are typed."""

import string

from hypothesis import given
from hypothesis import strategies as st

from portal.certificates import serial

bodies = st.text(serial.ALPHABET, min_size=serial.LENGTH, max_size=serial.LENGTH)


def complete(body: str) -> str:
    return f"{serial.PREFIX}{body}{serial.check_character(body)}"


serials = bodies.map(complete).filter(lambda text: text[-1] in serial.ALPHABET)


def test_new_ones_are_valid_and_differ():
    many = {serial.new() for _ in range(2000)}
    assert len(many) == 2000
    assert all(serial.valid(each) and serial.normalise(each) == each for each in many)


def test_check_character_of_the_standard():
    """ISO/IEC 7064's MOD 37,36 is what GS1 and the GRid music identifier use: A12425GABC1234002 ends in M."""
    assert serial.check_character("A12425GABC1234002") == "M"


@given(serials, st.integers(0, serial.LENGTH), st.sampled_from(serial.ALPHABET))
def test_every_single_wrong_character_is_noticed(right, place, other):
    at = len(serial.PREFIX) + place
    wrong = right[:at] + other + right[at + 1 :]
    assert serial.valid(wrong) is (wrong == right)


@given(serials)
def test_however_it_is_typed(right):
    plain = right.removeprefix(serial.PREFIX)
    typed = [
        right.lower(),
        plain,
        f" {right[:7]} {right[7:11]}-{right[11:]} ",
        right.replace("0", "O").replace("1", "l"),
        right.replace("0", "o").replace("1", "I"),
        f"https://careers.northfield.example/verify/{right}/",
        right.replace("-", "–"),
    ]
    assert {serial.normalise(each) for each in typed} == {right}
    assert all(map(serial.valid, typed))


@given(st.text(string.printable, max_size=40))
def test_any_text_gives_an_answer(text):
    assert serial.valid(text) in (True, False)


def test_not_a_serial():
    assert not any(map(serial.valid, ["", "MI-", "MI-000000000000", "MI-00000000000000", "MI-" + "U" * 13]))
