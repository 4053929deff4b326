"""Certificates for many in the demo: a cohort that is through, one of which one failed, one for a second officer."""

from dataclasses import replace
from datetime import timedelta

from portal import clock, jobs
from portal.actor import CLI, Actor
from portal.database import db, take_write_lock
from portal.demo.world import Place, World, acting
from portal.services import (
    certificate_orders,
    certificates,
    cohort_lists,
    cohorts,
    people,
    placements,
    policies,
    prints,
)
from portal.vocabulary import PrintSort, Role

TERM = "End of term"
SECOND = {"south": ("careers.office@southport.example", "Priscilla Ong")}
"""Where two officers are asked for, and who joined the office for it."""


def finish(world: World) -> None:
    """The last two weeks of both offices, for as much work as is ready; some of it is left to try."""
    for name, place in world.places.items():
        ready = [row.id for row in cohort_lists.ready(place.staff) if not row.mine][:-1]
        with clock.travel(world.now - timedelta(days=9, hours=4)):
            through = together(place, ready[:2])
        with clock.travel(world.now - timedelta(days=2, hours=5)):
            overtaken(place, ready[2:4])
            put_on_paper(place, through)
        if name in SECOND:
            with clock.travel(world.now - timedelta(hours=6)):
                wait(place, ready[4:], *SECOND[name])


def together(place: Place, ids: list[int]) -> int | None:
    """A cohort that went well; its id."""
    if not ids:
        return None
    cohort = cohorts.begin(ids, TERM, by=place.staff)
    work()
    return cohort.id


def put_on_paper(place: Place, cohort_id: int | None) -> None:
    """The pages of a cohort as one file, still there to be fetched."""
    if cohort_id:
        prints.of_cohort(cohorts.get(place.staff, cohort_id), PrintSort.NAME, by=place.staff)
        work()


def overtaken(place: Place, ids: list[int]) -> None:
    """A colleague issued one of these by itself, just before its turn came."""
    if not ids:
        return
    cohorts.begin(ids, "", by=place.staff)
    order = certificates.order(placements.get(place.staff, ids[0]), by=place.staff)
    db.session.commit()
    finish_one = certificate_orders.make({"order": order.id})
    take_write_lock()
    if finish_one:
        finish_one()
    work()


def wait(place: Place, ids: list[int], email: str, name: str) -> None:
    """From now on two officers look at each certificate; the newcomer has asked for a few."""
    policies.adopt(place.campus_id, replace(policies.current(place.campus_id), second_officer=True), by=CLI)
    newcomer = colleague(place, email, name)
    if ids:
        cohorts.begin(ids, "", by=newcomer)


def colleague(place: Place, email: str, name: str) -> Actor:
    user = people.ensure(email, name, by=CLI)
    people.grant(user, Role.STAFF, by=CLI, campus_id=place.campus_id)
    return acting(user, Role.STAFF, campus_id=place.campus_id)


def work() -> None:
    """The worker does what is due."""
    db.session.commit()
    while jobs.work_once():
        pass
    take_write_lock()
