"""The certificate as a credential: what the records add to its facts, signed by the worker."""

import secrets

from portal import clock, mail, sealing
from portal.certificates import Facts
from portal.certificates.credential import Award, document
from portal.services import rubric, status_lists


def signed(facts: Facts, slot: int | None, email: str) -> str:
    """The credential as it will be kept and attached; empty for an order from before there were credentials."""
    return sealing.text(sealing.prove(document(facts, award(facts, slot, email)))) if slot is not None else ""


def award(facts: Facts, slot: int, email: str) -> Award:
    """What the credential says beside the facts; its words in the language that is set."""
    return Award(
        address=address(facts.serial),
        issuer=sealing.did(),
        home=mail.url("public.home"),
        status=status_lists.place(slot),
        email=email,
        salt=secrets.token_hex(16),
        at=clock.now(),
        levels=tuple(str(level.label) for level in rubric.SCORED),
    )


def address(serial: str) -> str:
    """Where a credential is served; its id for ever."""
    return mail.url("credentials.show", serial=serial)
