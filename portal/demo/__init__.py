"""The demo: eighteen believable months at two campuses, made through the same verbs as the real thing."""

from datetime import timedelta

from sqlalchemy import select

from portal import clock, jobs
from portal.database import db, take_write_lock
from portal.demo import (
    amending,
    changes,
    designs,
    exclusives,
    funding,
    issuing,
    outcomes,
    rescues,
    scopes,
    showing,
    talk,
    vetting,
    weeks,
    words,
)
from portal.demo.cast import populate
from portal.demo.schedule import Calendar
from portal.demo.world import World, settle
from portal.models.campuses import Campus

MONTHS = timedelta(days=548)
STORIES = (
    scopes,
    vetting,
    exclusives,
    changes,
    talk,
    rescues,
    weeks,
    outcomes,
    amending,
    issuing,
    showing,
    funding,
    designs,
)
"""What is told at the end, in this order."""


def is_filled() -> bool:
    """Is there anything in this database already?"""
    return db.session.scalar(select(Campus.id).limit(1)) is not None


def fill() -> Calendar:
    """Fill an empty database. Takes a minute or two; everything in it happened through a verb."""
    world = World(clock.now())
    calendar = Calendar(world.now - MONTHS, world.now)
    with clock.travel(calendar.now):
        take_write_lock()
        settle(world)
        words.word(world.places["north"])
        funding.open_funds(world)
        designs.settle(world)
        db.session.commit()
        populate(world, calendar)
    calendar.run()
    take_write_lock()
    for story in STORIES:
        story.finish(world)
    db.session.commit()
    while jobs.work_once():
        pass
    return calendar
