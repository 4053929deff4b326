"""Taking walls away, one at a time: sight, doors and abilities, to see that somebody notices."""

from contextlib import contextmanager

from flask import Flask
from sqlalchemy import true

from portal import policy, workflow
from portal.blueprints import unread
from portal.services import (
    audit,
    certificates,
    claims,
    cohorts,
    commitments,
    contacts,
    employer_changes,
    files,
    funds,
    partnerships,
    placement_sight,
    portfolios,
    prints,
    projects,
    rescues,
    rosters,
    transcripts,
)
from portal.vocabulary import Role

ROOMS = {
    room.__name__.rpartition(".")[2]: room
    for room in (
        audit,
        certificates,
        claims,
        cohorts,
        commitments,
        contacts,
        employer_changes,
        files,
        funds,
        partnerships,
        placement_sight,
        portfolios,
        prints,
        projects,
        rescues,
        rosters,
        transcripts,
    )
}
UNASKED = {("claims", Role.STAFF), ("audit", Role.ADMIN)}
"""No page of the office shows a claim; an administrator sees every entry anyway."""
SIGHTS = [(name, role) for name, room in ROOMS.items() for role in room.SIGHT if (name, role) not in UNASKED]
STRANGERS = {
    Role.STUDENT: "other_student",
    Role.CONTACT: "other_employer",
    Role.STAFF: "far_staff",
    Role.ADMIN: "admin",
}
"""Somebody with the same role to whom nothing of it belongs."""
DOORS = {"student": "staff", "employer": "staff", "staff": "student", "admin": "staff", "auth": "nobody"}
"""A blueprint, and somebody who stands before its door."""


def everything(actor):
    """The condition of somebody who sees all there is."""
    return true()


def open_sight(patch, name: str, role: Role) -> None:
    """Let a role see every record of one kind."""
    patch.setitem(ROOMS[name].SIGHT, role, everything)


def open_all(patch) -> None:
    for name, role in SIGHTS:
        open_sight(patch, name, role)


def loosen(patch, ability: str) -> None:
    """Give an ability to everybody."""
    patch.setitem(policy.ABILITIES, ability, (lambda actor, record: True,))


@contextmanager
def without_door(app: Flask, blueprint: str):
    """Nobody asks at the door of a blueprint; what its pages count goes on."""
    kept = app.before_request_funcs[blueprint]
    app.before_request_funcs[blueprint] = [ask for ask in kept if ask is unread.count]
    try:
        yield
    finally:
        app.before_request_funcs[blueprint] = kept


def refusals(patch) -> list[str]:
    """A list that fills with the abilities that were refused."""
    found, ask = [], policy.can

    def note(actor, ability, record):
        may = ask(actor, ability, record)
        found.extend([] if may else [ability])
        return may

    patch.setattr(policy, "can", note)
    assert workflow.policy is policy
    return found
