"""The world in the database under test, kept so that every question is asked of the same one."""

from contextlib import contextmanager

from flask import Flask

from portal.database import db, take_write_lock
from portal.history import remember
from portal.models.people import SignIn, User
from portal.services import applications, calendars, invitations, link_visits
from portal.vocabulary import TokenPurpose
from tests.access import (
    amending,
    asking,
    canaries,
    filling,
    funding,
    judging,
    outcomes,
    personas,
    rescuing,
    showing,
    state,
    vetting,
    wordings,
    working,
    world,
)
from tests.access.cells import Site
from tests.factories.employers import TYPED
from tests.platform.people import CHEAP, PASSWORD

GUESSED = dict.fromkeys(("token", "invitation", "reset", "calendar", "portfolio"), "guessed")
VISIT = "visit"
PARTS = (working, showing, amending, filling, funding, asking, vetting, rescuing, judging, wordings, outcomes)
"""What fills the world, in this order."""


@contextmanager
def opened(app: Flask):
    """A Site over a new world; the database is left as it stands, to be emptied by whoever comes next."""
    with app.app_context():
        take_write_lock()
        here = world.build()
        for part in PARTS:
            part.fill(here)
        canaries.plant(here)
        people = enter(app, here)
        world.leave(here)
        db.session.commit()
        db.session.remove()
        kept = state.of(db.engine)
        kept.keep()
    yield Site(app, kept, here.names, people, here.canaries)
    with app.app_context():
        kept.close()


def enter(app: Flask, here: world.World) -> dict[str, personas.Persona]:
    """Everybody with their cookies and secrets. A stale twin of the officer typed the password long ago."""
    jar = {name: personas.cookies(app, here.members.get(name)) for name in personas.PERSONAS}
    here.names |= {"question": "organisation", "student_sign_in": sign_in(here, "student")}
    drafted, draft = applications.begin()
    applications.save(draft, {**TYPED, "campus_id": here.names["south"]})
    stale = {
        f"stale_{name}": personas.cookies(app, here.members[name], fresh=-1) for name in ("staff", "admin")
    }
    jar["nobody"] = personas.cookies(app, application=drafted)
    for name, value in (("link", "live_visit"), ("dead_link", "dead_visit")):
        jar[name] |= {VISIT: str(here.names.pop(value))}
    holds = {name: GUESSED | own(here, name) for name in personas.PERSONAS}
    holds["link"] |= {"token": "live"}
    holds["dead_link"] |= {"token": "dead"}
    holds["unapproved_employer"] |= {
        "invitation": secret(here, "unapproved_employer", TokenPurpose.INVITATION)
    }
    holds["disabled"] |= {"reset": secret(here, "disabled", TokenPurpose.RESET)}
    holds["student"] |= {"reset": secret(here, "student", TokenPurpose.RESET)}
    holds["student"] |= {"calendar": calendars.make(here.members["student"].id, by=here.actors["student"])}
    holds["student"] |= {"portfolio": here.names.pop("shown_portfolio")}
    db.session.get_one(User, here.members["student"].user_id).password_hash = CHEAP.hash(PASSWORD)
    late = {name: personas.Persona(name, kept) for name, kept in stale.items()}
    late["newcomer"] = personas.Persona("newcomer", personas.cookies(app, here.members["newcomer"]))
    everybody = {name: personas.Persona(name, jar[name], holds[name]) for name in personas.PERSONAS}
    return late | afterwards(app, here) | everybody


def afterwards(app: Flask, here: world.World) -> dict[str, personas.Persona]:
    """Who has sent what they were asked for, by person and address: a receipt is for nobody else."""
    value, draft = applications.begin()
    draft.partnership_id = here.names["applied"]
    visit = {VISIT: link_visits.begin(working.judged(here))}
    # Last of all, so that the first page of the audit trail names an officer whom other offices do not see.
    remember(here.records["cohort"], "try_again", here.actors["staff"], after={"certificates": 0})
    return {
        "link /e/receipt": personas.Persona("link", personas.cookies(app) | visit),
        "nobody /partner/sent": personas.Persona("nobody", personas.cookies(app, application=value)),
    }


def sign_in(here: world.World, name: str) -> int:
    """The number of somebody's only sign-in."""
    return db.session.scalars(db.select(SignIn.id).where(SignIn.user_id == here.members[name].user_id)).one()


def own(here: world.World, name: str) -> dict[str, object]:
    """The membership that somebody may act in; nobody's is everybody else's."""
    member = here.members.get(name) or here.members["student"]
    return {"own_membership": member.id}


def secret(here: world.World, name: str, purpose: TokenPurpose) -> str:
    """A mailed link of theirs."""
    return invitations.issue(here.members[name].user_id, purpose)
