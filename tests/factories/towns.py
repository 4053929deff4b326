"""Random projects, partnerships and rosters at two campuses, described plainly and put into the tables."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from portal.actor import CLI
from portal.database import db
from portal.models.projects import Eligibility, ProjectAudience
from portal.models.students import Enrollment
from portal.services import policies
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


def graduation(months: int) -> date:
    count = NOW.year * 12 + NOW.month - 1 + months
    return date(count // 12, count % 12 + 1, 28)


def one_after_the_other(rows: list[Enrolled]) -> list[Enrolled]:
    """Only a student's last row may still be open, and no two begin at once."""
    rows = sorted({row.began: row for row in rows}.values(), key=lambda row: -row.began)
    return [*(Enrolled(*list(vars(r).values())[:5], r.ended or 1800) for r in rows[:-1]), *rows[-1:]]


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
