"""Every letter that a step or the passing of time sends, and whose words are in it."""

import contextvars
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy import select

from portal import clock, jobs, mail, worker
from portal.database import db
from portal.models.campuses import Campus
from portal.models.people import User
from tests.access import canaries
from tests.access.cells import Site
from tests.access.sights import CAMPUSES, SIGHTS, board

GUESTS = {"quinn@far.example": "brook"}
"""Whom an employer asked from elsewhere."""
OFFICES = {"north": "staff", "south": "far_staff"}


def within(site: Site, ask: Callable, *given):
    """Ask in an application context of its own."""

    def inside():
        with site.app.app_context():
            return ask(*given)

    return contextvars.copy_context().run(inside)


def readers(site: Site) -> dict[str, str]:
    """Whose mailbox each address is: a person of the matrix, or `somebody` of an employer."""
    found = {site.canaries[user]: user for user in within(site, addresses)}
    people = {user: place.partition(":")[0] for place, user in found.items()}
    people |= {user: site.canaries[user].partition(":")[0] for user in within(site, addresses)}
    offices = within(site, lambda: dict(db.session.execute(select(Campus.office_email, Campus.slug)).all()))
    return people | {address: OFFICES[slug] for address, slug in offices.items()}


def addresses() -> list[str]:
    return list(db.session.scalars(select(User.email)))


def allowed(address: str, people: dict[str, str]) -> tuple[str, ...]:
    """What the reader of a letter may find in it."""
    who = people.get(address, "somebody")
    if who in SIGHTS:
        return (*SIGHTS[who], f"{who}:*")
    employer = GUESTS.get(address) or address.partition("@")[2].removesuffix(".example")
    return (*CAMPUSES, f"{who}:*", f"{employer}:*", f"{employer}_*:*", "somebody:*", *board(employer))


def settle(site: Site) -> None:
    """Everything that was written while the world was made leaves before it is kept."""
    within(site, delivered)
    site.state.keep()


def sent(site: Site, ask: Callable) -> list[EmailMessage]:
    """What leaves after somebody did something and the worker did all that is due."""
    site.app.extensions.pop("outbox", None)
    ask()
    return within(site, delivered)


def delivered() -> list[EmailMessage]:
    worker.run_periodic()
    db.session.rollback()
    jobs.work_once(1000)
    return list(mail.outbox())


def later(site: Site, at: datetime) -> list[EmailMessage]:
    """What the passing of time sends."""
    with clock.travel(at):
        return sent(site, lambda: None)


def words(letter: EmailMessage) -> Iterator[str]:
    """Every word of somebody's in a letter, its subject included."""
    yield from canaries.WORD.findall(letter["Subject"])
    for part in letter.walk():
        if part.get_content_maintype() == "text":
            yield from canaries.WORD.findall(part.get_content())


def foreign(site: Site, letter: EmailMessage, people: dict[str, str]) -> list[str]:
    """The words that its reader may not come upon."""
    found = {word: letter["Subject"] for word in words(letter) if word in site.canaries}
    return canaries.foreign(site, found, allowed(letter["To"], people))
