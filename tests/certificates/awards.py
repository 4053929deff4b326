"""A credential to read and to spoil, signed with a key of its own."""

from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.certificates import credential, multibase, proof
from portal.certificates.facts import Facts
from tests.certificates.samples import LEVELS, facts

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = multibase.multikey(KEY.public_key())
ISSUER = "did:web:careers.northfield.example"
METHOD = f"{ISSUER}#{PUBLIC}"
HOME = "https://careers.northfield.example/"
LIST = f"{HOME}credentials/status/0"
AT = datetime(2026, 4, 17, 9, 30, tzinfo=UTC)
EMAIL, SALT, INDEX = "amelie@northfield.example", "5a17", 4817


def award(serial: str) -> credential.Award:
    return credential.Award(
        address=f"{HOME}certificates/{serial}.json",
        issuer=ISSUER,
        home=HOME,
        status=(LIST, INDEX),
        email=EMAIL,
        salt=SALT,
        at=AT,
        levels=LEVELS,
    )


def unsigned(told: Facts | None = None, **changes) -> dict:
    chosen = told or facts(**changes)
    return credential.document(chosen, award(chosen.serial))


def signed(told: Facts | None = None, **changes) -> dict:
    return proof.sign(unsigned(told, **changes), KEY, METHOD, AT)
