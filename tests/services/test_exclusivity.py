"""The rule of who may see a project: every list, count, letter and address against a plain statement of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.errors import NotFound
from portal.models.projects import Eligibility, ProjectAudience
from portal.models.students import Enrollment
from portal.services import board, exclusivity, exclusivity_facts, exclusivity_proof, policies, showcase
from portal.services.board import Filters
from portal.vocabulary import AfterExclusive, EligibilityKind, PartnershipStatus, ProjectStatus
from tests.factories import campus, officer, student
from tests.factories import claims as make

NOW = datetime.fromisoformat("2026-11-15T12:00:00+00:00")
HOUR = timedelta(hours=1)
VALUES = {
    EligibilityKind.COLLEGE: ("Arts", "arts", "Law", "Éclair"),
    EligibilityKind.PROGRAMME: ("History", "Physics"),
    EligibilityKind.YEAR: ("Junior", "Senior"),
}


@dataclass(frozen=True)
class Enrolled:
    """One row of the roster: hours ago it began and ended, and months until the graduation."""

    college: str
    programme: str
    year: str
    months: int | None
    began: int
    ended: int | None


@dataclass(frozen=True)
class Meant:
    """A project and what surrounds it, for two campuses; hours are from now."""

    status: ProjectStatus
    apply_by: int
    exclusive: int | None
    after: AfterExclusive
    rules: tuple[tuple[EligibilityKind, str, bool], ...]
    within: int | None
    must: bool
    partnerships: tuple[PartnershipStatus | None, PartnershipStatus | None]
    audiences: tuple[tuple[int, int | None] | None, tuple[int, int | None] | None]


interval = st.sampled_from(((-9, None),) * 6 + ((-9, 1), (-9, -1), (9, None), None))
likely = st.sampled_from((PartnershipStatus.APPROVED,) * 16 + (*PartnershipStatus, None))
rules = st.sampled_from(
    [(kind, value, must) for kind, values in VALUES.items() for value in values for must in (True, False)]
)
projects = st.builds(
    Meant,
    status=st.sampled_from((ProjectStatus.OPEN,) * 8 + (ProjectStatus.FILLED, ProjectStatus.CLOSED)),
    apply_by=st.sampled_from((2,) * 9 + (-2,)),
    exclusive=st.sampled_from((None, None, -2, 2)),
    after=st.sampled_from(AfterExclusive),
    rules=st.lists(rules, max_size=2, unique_by=lambda rule: rule[:2]).map(tuple),
    within=st.sampled_from((None, None, 0, 1, 6)),
    must=st.booleans(),
    partnerships=st.tuples(likely, likely),
    audiences=st.tuples(interval, interval),
)
enrolled = st.builds(
    Enrolled,
    college=st.sampled_from(("", *VALUES[EligibilityKind.COLLEGE])),
    programme=st.sampled_from(("", *VALUES[EligibilityKind.PROGRAMME])),
    year=st.sampled_from(("", *VALUES[EligibilityKind.YEAR])),
    months=st.sampled_from((None, -14, -13, -12, -1, 0, 1, 3, 4, 6, 7, 20, 20, 30)),
    began=st.sampled_from((2000, 3000)),
    ended=st.sampled_from((None, None, 1, 40, 1500)),
)
people = st.tuples(*[st.tuples(st.just(side), st.lists(enrolled, max_size=2)) for side in (0, 0, 0, 1, 1)])


def may_see(project: Meant, home: bool, rows: list[Enrolled], window: int) -> bool:
    """The rule, said once more and plainly."""
    row = max(rows, key=lambda one: -one.began, default=None)
    return open_here(project, home) and fits(project, row) and (row is None or takes_part(row, window))


def open_here(project: Meant, home: bool) -> bool:
    """Whether students of a campus see it at all."""
    side = 0 if home else 1
    audience = project.audiences[side]
    if project.status not in (ProjectStatus.OPEN, ProjectStatus.FILLED) or project.apply_by <= 0:
        return False
    if project.partnerships[side] is not PartnershipStatus.APPROVED:
        return False
    if not audience or audience[0] > 0 or (audience[1] is not None and audience[1] <= 0):
        return False
    if project.exclusive is not None:
        if project.exclusive > 0 and not home:
            return False
        if project.exclusive < 0 and project.after is AfterExclusive.CLOSE:
            return False
    return True


def fits(project: Meant, row: Enrolled | None) -> bool:
    for kind in EligibilityKind:
        wanted = {value for which, value, must in project.rules if which is kind and must}
        mine = getattr(row, kind.value) if row else None
        if wanted and mine not in wanted and {mine, *wanted} & {"Arts", "arts"} != {"Arts", "arts"}:
            return False
    if project.within is None or not project.must:
        return True
    return row is not None and row.months is not None and row.months <= project.within


def takes_part(row: Enrolled, window: int) -> bool:
    if row.ended is None:
        return row.months is None or -row.months <= window
    if row.months is None or -row.months > window:
        return False
    left = NOW - row.ended * HOUR
    early = graduation(row.months).year * 12 + graduation(row.months).month - left.year * 12 - left.month
    return early <= 3


def graduation(months: int) -> date:
    count = NOW.year * 12 + NOW.month - 1 + months
    return date(count // 12, count % 12 + 1, 28)


class Base:
    """Two campuses with their offices and students, and an employer; made once and kept."""

    def __init__(self) -> None:
        self.campuses = [campus("north"), campus("south")]
        self.desks = [make.acting(officer(at, f"Olive {at.slug}")) for at in self.campuses]
        self.brook = make.partner(self.campuses[0], "brook.example", PartnershipStatus.WITHDRAWN)
        self.members = [
            student(self.campuses[side], f"Student {n}") for n, side in enumerate((0, 0, 0, 1, 1))
        ]
        for member in self.members:
            member.from_at = NOW - 4000 * HOUR
        db.session.query(Enrollment).delete()
        db.session.commit()


class Town:
    """What one example says, on the base; made in a transaction that is never committed."""

    def __init__(self, base: Base, meant: Meant, people: list, window: int) -> None:
        self.campuses, self.desks, self.brook = base.campuses, base.desks, base.brook
        for at in self.campuses:
            policies.adopt(at.id, policies.Policy(graduate_months=window), by=CLI)
        for at, status in zip(self.campuses, meant.partnerships, strict=True):
            self.join(at, status)
        self.project = self.post(meant)
        pairs = zip(base.members, people, strict=True)
        self.people = [self.enrol(member, at, rows) for member, (at, rows) in pairs]
        db.session.flush()
        db.session.expire_all()

    def join(self, at, status) -> None:
        if status:
            made = make.join(at, self.brook.employer, self.brook.contact, PartnershipStatus.APPLIED)
            made.status, made.status_at = status, NOW - 20 * HOUR
            made.decline_code = "other" if status is PartnershipStatus.DECLINED else None
            made.approved_at = NOW - 20 * HOUR

    def post(self, meant: Meant):
        ends = None if meant.exclusive is None else NOW + meant.exclusive * HOUR
        made = make.project(
            self.campuses[0],
            self.brook,
            title="Zqcanary footpaths",
            status=meant.status,
            apply_by_at=NOW + meant.apply_by * HOUR,
            exclusive_until_at=ends,
            after_exclusive=meant.after,
            graduates_within=meant.within,
            graduates_must=meant.must,
        )
        made.created_at = made.status_at = NOW - 10 * HOUR
        db.session.query(ProjectAudience).delete()
        for at, shown in zip(self.campuses, meant.audiences, strict=True):
            if shown:
                until = None if shown[1] is None else NOW + shown[1] * HOUR
                row = {"from_at": NOW + shown[0] * HOUR, "until_at": until, "approved_by": "Olive"}
                if until is None or row["from_at"] < until:
                    db.session.add(ProjectAudience(project_id=made.id, campus_id=at.id, **row))
        for kind, value, must in meant.rules:
            db.session.add(Eligibility(project_id=made.id, kind=kind, value=value, must=must))
        return made

    def enrol(self, member, at: int, rows: list[Enrolled]):
        for row in one_after_the_other(rows):
            on = None if row.months is None else graduation(row.months)
            until = None if row.ended is None else NOW - row.ended * HOUR
            held = {"college": row.college, "programme": row.programme, "year": row.year}
            db.session.add(
                Enrollment(
                    user_id=member.user_id,
                    campus_id=member.campus_id,
                    graduates_on=on,
                    from_at=NOW - row.began * HOUR,
                    until_at=until,
                    **held,
                )
            )
        return make.acting(member), at


def one_after_the_other(rows: list[Enrolled]) -> list[Enrolled]:
    """Only a student's last row may still be open, and no two begin at once."""
    rows = sorted({row.began: row for row in rows}.values(), key=lambda row: -row.began)
    return [*(Enrolled(*list(vars(r).values())[:5], r.ended or 1800) for r in rows[:-1]), *rows[-1:]]


@pytest.fixture
def base(app):
    with clock.travel(NOW):
        return Base()


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(meant=projects, people=people, window=st.sampled_from((0, 12, 13)))
def test_everything_shows_what_the_rule_says(base, meant, people, window):
    people = [(at, one_after_the_other(rows)) for at, rows in people]
    db.session.rollback()
    with clock.travel(NOW):
        town = Town(base, meant, people, window)
        expected = {
            who.user_id
            for (who, at), (_at, rows) in zip(town.people, people, strict=True)
            if may_see(consistent(meant), at == 0, rows, window)
        }
        for who, _at in town.people:
            assert shown_to(who, town.project.id) == ({"all"} if who.user_id in expected else set())
        for other in (*town.desks, town.brook.actor):
            assert not board.search(other, Filters())[0]
        assert {row.id for row in db.session.execute(exclusivity.readers(town.project.id))} == expected
        assert proved(town) == expected
        numbers = [showcase.figures(at.id)["projects"] for at in town.campuses]
        free = meant.status is ProjectStatus.OPEN
        assert numbers == [free and open_here(consistent(meant), at == 0) for at in (0, 1)]
        db.session.rollback()


def consistent(meant: Meant) -> Meant:
    """An audience that ended before it began was never written."""
    whole = [a if not a or a[1] is None or a[0] < a[1] else None for a in meant.audiences]
    return Meant(**{**vars(meant), "audiences": tuple(whole)})


def shown_to(actor, project_id: int) -> set[str]:
    """Where the project shows: nowhere, or everywhere; anything between is told by name."""
    found = set()
    if any(row.id == project_id for row in board.search(actor, Filters())[0]):
        found.add("board")
    if any(row.id == project_id for row in board.search(actor, Filters(q="zqcanary"))[0]):
        found.add("search")
    if board.counts(actor, Filters()).matching:
        found.add("counts")
    try:
        board.get(actor, project_id)
        found.add("address")
    except NotFound:
        pass
    return {"all"} if len(found) == 4 else found


def proved(town: Town) -> set[int]:
    """Whom the office's page names, campus by campus; its answer for each student agrees."""
    named = set()
    for at in town.campuses:
        facts = exclusivity_facts.gather(town.project, at.id)
        crowd = exclusivity_proof.crowd(facts, clock.now())
        named |= {row.id for row in crowd.students}
        for row in db.session.execute(exclusivity_proof.everybody(at.id, clock.now())):
            assert exclusivity_proof.answer(facts, row, clock.now()).seen is (row.id in named)
    return named


@pytest.mark.parametrize(
    ("months", "ended", "seen"),
    [(-12, None, True), (-13, None, False), (-12, 1, True), (-13, 1, False), (3, 1, True), (4, 1, False)],
)
def test_graduates_take_part_within_the_window_of_their_campus(base, months, ended, seen):
    meant = Meant(
        ProjectStatus.OPEN,
        2,
        None,
        AfterExclusive.CLOSE,
        (),
        None,
        True,
        (PartnershipStatus.APPROVED, None),
        ((-9, None), None),
    )
    with clock.travel(NOW):
        row = Enrolled("Arts", "History", "Senior", months, 2000, ended)
        town = Town(base, meant, [(0, [row]), (0, []), (0, []), (1, []), (1, [])], 12)
        assert (shown_to(town.people[0][0], town.project.id) == {"all"}) is seen
