"""Serial numbers nobody can guess and a slip of the finger cannot turn into another one.

`MI-` + 12 random characters of Crockford's base32 (60 bits) + one check character after
ISO/IEC 7064:2003, MOD 37,36: alphanumeric, and it finds every single wrong character.
"""

import re
import secrets
import unicodedata

PREFIX = "MI-"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH + 1}}}")


def new() -> str:
    """A fresh serial; drawn again in the rare case its check character looks like a digit."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        check = check_character(body)
        if check in ALPHABET:
            return f"{PREFIX}{body}{check}"


def check_character(body: str) -> str:
    """ISO/IEC 7064 hybrid system MOD 37,36."""
    product = 36
    for character in body:
        product = _double((product + _VALUES.index(character)) % 36)
    return _VALUES[(37 - product) % 36]


def _double(total: int) -> int:
    return (total or 36) * 2 % 37


def normalise(text: str) -> str:
    """The serial as issued, from what somebody typed or pasted.

    Any case, spaces and dashes, O for 0, I or L for 1, without its prefix, or the whole verify address.
    """
    last = unicodedata.normalize("NFKC", text).strip().rstrip("/").rpartition("/")[2]
    plain = re.sub(r"[\W_]", "", last).upper().translate(_LOOKALIKES)
    if len(plain) == LENGTH + 3:
        plain = plain.removeprefix("M1")
    return PREFIX + plain


def valid(text: str) -> bool:
    """Whether the text, once normalised, is a serial with its right check character."""
    body = normalise(text).removeprefix(PREFIX)
    return bool(_SHAPE.fullmatch(body)) and check_character(body[:-1]) == body[-1]
