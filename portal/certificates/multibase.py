"""Bytes as text: base58 with the letters of Bitcoin, and Ed25519 keys as Multikey (W3C Controlled Identifiers)."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PREFIX = "z"
ED25519 = b"\xed\x01"
"""Multicodec of an Ed25519 public key."""


def encode(content: bytes) -> str:
    """Multibase base58btc."""
    number, text = int.from_bytes(content, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = LETTERS[rest] + text
    return PREFIX + LETTERS[0] * _leading(content, b"\0") + text


def decode(text: str) -> bytes:
    """What `encode` made. ValueError for anything else."""
    if not text.startswith(PREFIX):
        raise ValueError("not base58btc")
    body, number = text[1:], 0
    for letter in body:
        number = number * 58 + LETTERS.index(letter)
    return b"\0" * _leading(body, LETTERS[0]) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _leading(content, zero) -> int:
    return len(content) - len(content.lstrip(zero))


def multikey(key: Ed25519PublicKey) -> str:
    """z6Mk..., as it stands in did.json."""
    return encode(ED25519 + key.public_bytes_raw())


def public_key(text: str) -> Ed25519PublicKey:
    """The key of a Multikey. ValueError for any other kind."""
    content = decode(text)
    if not content.startswith(ED25519):
        raise ValueError("not an Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(content[len(ED25519) :])
