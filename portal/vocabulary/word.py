"""What every word of the portal is: a stored value and the label people read."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored value and the label people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word
