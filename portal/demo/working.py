"""Stories of placements: kick-off, work, hand-in, evaluation, fee, reflection, certificate."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.demo import on_the_way, outcomes
from portal.demo.judging import Judging
from portal.demo.postings import Plan
from portal.demo.schedule import Story
from portal.demo.world import World, acting
from portal.models.certificates import Certificate
from portal.models.people import User
from portal.models.placements import Placement
from portal.services import (
    certificates,
    evaluations,
    fees,
    placements,
    reflections,
)
from portal.vocabulary import (
    EndCause,
    Payer,
    RatingMoment,
    ReflectionStage,
    RevocationReason,
    Role,
)

DAY = timedelta(days=1)
UNDER_WAY = (on_the_way.WAITING, on_the_way.STUCK, on_the_way.BEHIND)
REFLECTION = (
    "I turned a pile of notes into something the team could decide with.",
    "Asking early saves a week. I also learned to write down where each number comes from.",
    "I would like to do a longer project with real users.",
)


def worked(world: World, plan: Plan, placement_id: int | None, stop: str) -> Story:
    """A placement's life up to `stop`: one of its states, or how it ends."""
    if placement_id is None or stop == "kickoff":
        return
    life = Life(world, plan, placement_id)
    if stop == "no_show":
        yield life.at(plan.starts, 3)
        placements.no_show(life.of(plan.place.staff), "No answer to three letters.", by=plan.place.staff)
        return
    yield life.at(plan.starts, 0)
    placements.tick(life.of(life.student), by=life.student)
    if life.key % 3:
        life.place(RatingMoment.START)
    yield life.at(plan.starts, 1)
    placements.tick(life.of(plan.contact), by=plan.contact)
    if stop == "ended_early":
        yield life.at(plan.starts, 5)
        return life.end_early()
    yield from on_the_way.along(life, stop)
    if stop not in UNDER_WAY:
        yield from life.handed_in(stop)
    return None


class Life(Judging):
    """One placement with its people, found anew at each step as a page would."""

    def __init__(self, world: World, plan: Plan, placement_id: int) -> None:
        self.world, self.plan, self.key = world, plan, placement_id
        placement = db.session.get_one(Placement, placement_id)
        user = db.session.get_one(User, placement.student_id)
        self.student = acting(user, Role.STUDENT, campus_id=placement.campus_id)

    def at(self, day, later: int) -> datetime:
        """A moment in working hours, `later` days after a day."""
        minute = self.world.chance.randrange(480)
        local = datetime.combine(day + later * DAY, time(9), ZoneInfo(self.plan.place.zone))
        return max(clock.now(), local + timedelta(minutes=minute))

    def end_early(self) -> None:
        placement, staff = self.of(self.plan.place.staff), self.plan.place.staff
        part = fees.of(placement).amount // 2
        placements.end_early(placement, EndCause.SCOPE, part, "The brief changed twice in a week.", by=staff)

    def hand_in(self, note: str) -> None:
        links = [f"https://files.example/{self.key}/result"]
        placements.hand_in(self.of(self.student), note, [], links, by=self.student)

    def handed_in(self, stop: str) -> Story:
        yield self.at(self.plan.due, -1)
        self.hand_in("Here is the whole result, with a note on what I could not find.")
        if stop == "delivered":
            if self.key % 2:
                self.pass_on("una.ware@una-ware.example")
            return
        if stop == "revision" or self.key % 4 == 0:
            yield self.at(self.plan.due, 1)
            placements.revise(
                self.of(self.plan.contact), "Please add the sources to page two.", by=self.plan.contact
            )
            if stop == "revision":
                return
            yield self.at(self.plan.due, 3)
            self.hand_in("Sources are on page two now.")
        yield from self.accepted(stop)

    def accepted(self, stop: str) -> Story:
        """Silent employers are accepted for by the office, three weeks on."""
        if stop == "office":
            yield self.at(self.plan.due, 21)
            staff = self.plan.place.staff
            evidence = "The result was read by the office against each criterion."
            placements.accept_for_employer(self.of(staff), evidence, "No answer since the hand-in.", by=staff)
            waive(self, "The employer did not answer.")
        else:
            yield self.at(self.plan.due, 4)
            placements.accept(self.of(self.plan.contact), by=self.plan.contact)
        if stop == "accepted":
            yield self.at(self.plan.due, 5)
            self.half_evaluated()
            return
        yield from self.closing(stop)

    def closing(self, stop: str) -> Story:
        yield self.at(self.plan.due, 5)
        if stop not in ("office", "unevaluated"):
            self.evaluate()
        yield self.at(self.plan.due, 6)
        if stop != "ready":
            self.place(RatingMoment.CLOSE)
        reflections.submit(self.of(self.student), ReflectionStage.AFTER, *REFLECTION, by=self.student)
        self.review()
        if stop == "ready":
            return
        yield self.at(self.plan.due, 24 if stop == "office" else 9)
        certificates.order(self.of(self.plan.place.staff), by=self.plan.place.staff)
        yield self.at(self.plan.due, 25)
        yield from self.settled(stop)

    def settled(self, stop: str) -> Story:
        who_pays = self.plan.contact if self.plan.payer is Payer.EMPLOYER else self.plan.place.staff
        fees.move(self.of(who_pays), "report_paid", by=who_pays)
        if self.key % 3:
            self.publish()
        yield self.at(self.plan.due, 27)
        if stop == "reported":
            return
        if stop in ("disputed", "resolved"):
            fees.move(self.of(self.student), "dispute", "Half of it is missing.", by=self.student)
            yield self.at(self.plan.due, 29)
            if stop == "resolved":
                fees.move(self.of(self.student), "resolve", "The other half came today.", by=self.student)
            return
        fees.move(self.of(self.student), "confirm", by=self.student)
        if stop == "unevaluated":
            waive(self, "The supervisor has left the employer.")
        yield from self.afterwards(stop)

    def afterwards(self, stop: str) -> Story:
        yield self.at(self.plan.due, 30)
        staff = self.plan.place.staff
        if stop == "superseded":
            certificates.order(self.of(staff), by=staff)
        elif stop == "revoked" and (found := self.certificate()):
            certificates.revoke(
                found, RevocationReason.ISSUED_IN_ERROR, by=staff, note="Issued for the wrong student."
            )
        elif stop == "withdrawn_by_holder" and (found := self.certificate()):
            certificates.withdraw(found, by=SYSTEM)
        yield from outcomes.followed(self.key, self.student, staff)

    def certificate(self) -> Certificate | None:
        """The placement's first certificate, as its holder finds it."""
        first = (
            select(Certificate.serial).where(Certificate.placement_id == self.key).order_by(Certificate.id)
        )
        serial = db.session.scalars(first).first()
        return certificates.get(self.student, serial) if serial else None

    def publish(self) -> None:
        if found := self.certificate():
            certificates.publish(found, True, by=self.student)


def waive(life: Life, reason: str) -> None:
    staff = life.plan.place.staff
    evaluations.waive(life.of(staff), reason, by=staff)
