"""P4: the office's board: what runs, by state, the most pressing first; whose move, what is late or at risk."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, or_, select

from portal.actor import Actor
from portal.models.employers import Employer
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.students import Enrollment
from portal.services import overdue, placement_lists
from portal.services.overdue import Standing
from portal.services.placement_lists import MOST, PAGE, Listed
from portal.services.sight import rows
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import Side, stages

IN_LANE = 8
"""How many of a lane are shown beside the others."""
TOKEN = re.compile(r"([01])([01])-(\d{4}-\d\d-\d\d)-(\d{1,18})")
Choices = list[tuple[Any, str]]


@dataclass(frozen=True)
class Filters:
    """What the office looks for; an empty one is not asked."""

    state: S | None = None
    late: bool = False
    risk: bool = False
    side: Side | None = None
    employer_id: int | None = None
    college: str = ""
    supervisor_id: int | None = None
    search: str = ""
    after: str = ""
    """Only what comes after this place in the order: the next page."""

    @property
    def narrow(self) -> bool:
        """Whether anything but the state is asked."""
        return any((self.late, self.risk, self.side, self.employer_id, self.college, self.supervisor_id))


@dataclass
class Board:
    """What is shown of what was found, and what it was chosen from."""

    shown: Listed = field(default_factory=list)
    found: Counter = field(default_factory=Counter)
    """How many there are by state, whether shown or not."""
    late: int = 0
    risk: int = 0
    more: str = ""
    capped: bool = False
    """There may be more than were looked at."""
    employers: Choices = field(default_factory=list)
    colleges: Choices = field(default_factory=list)
    supervisors: Choices = field(default_factory=list)

    @property
    def held_back(self) -> bool:
        """Whether a state has more than is shown beside the others."""
        return not self.more and len(self.shown) < self.found.total()


def board(actor: Actor, filters: Filters) -> Board:
    """Running placements from one statement, the most pressing first; finished ones page by page."""
    if filters.state and filters.state not in stages.UNFINISHED:
        return _finished(actor, filters)
    running = _columns(actor).where(Placement.status.in_(stages.UNFINISHED)).limit(MOST)
    listed = overdue.of_rows(rows(running))
    found = sorted((pair for pair in listed if _wanted(pair, filters)), key=urgency)
    shown, more = _page(found, filters.after) if filters.state else (_heads(found), "")
    return Board(
        shown=shown,
        found=Counter(row.status for row, _standing in found),
        late=sum(standing.late for _row, standing in found),
        risk=sum(standing.at_risk for _row, standing in found),
        more=more,
        capped=len(listed) == MOST,
        employers=_choices(listed, "employer_id", "employer"),
        colleges=_choices(listed, "college", "college"),
        supervisors=_choices(listed, "supervisor_id", "supervisor"),
    )


def urgency(pair: tuple[Any, Standing]) -> tuple[int, int, str, int]:
    """What is overdue first, then what is at risk, then what is due first."""
    row, standing = pair
    by = standing.first.by if standing.first and standing.first.by else row.due_on
    return (int(not standing.late), int(not standing.at_risk), by.isoformat(), row.id)


def _columns(actor: Actor) -> Select:
    """As any list of placements, with whom to choose by."""
    now = (Enrollment.user_id == Placement.student_id, Enrollment.campus_id == Placement.campus_id)
    college = select(Enrollment.college).where(*now, Enrollment.until_at.is_(None))
    found = college.correlate(Placement).scalar_subquery().label("college")
    return placement_lists.columns(actor).add_columns(Placement.supervisor_id, found)


def _wanted(pair: tuple[Any, Standing], filters: Filters) -> bool:
    row, standing = pair
    named = f"{row.title} {row.student} {row.employer}".casefold()
    return all(
        (
            filters.state in (None, row.status),
            standing.late or not filters.late,
            standing.at_risk or not filters.risk,
            filters.side is None or filters.side in standing.sides,
            filters.employer_id in (None, row.employer_id),
            filters.college in ("", row.college),
            filters.supervisor_id in (None, row.supervisor_id),
            *(term in named for term in filters.search.casefold().split()[:5]),
        )
    )


def _heads(found: Listed) -> Listed:
    """The most pressing of each lane, in the order of all."""
    place: Counter = Counter()
    shown = []
    for pair in found:
        place[pair[0].status] += 1
        if place[pair[0].status] <= IN_LANE:
            shown.append(pair)
    return shown


def _page(found: Listed, after: str) -> tuple[Listed, str]:
    """Twenty from a place in the order, and the place where the next page begins."""
    read = TOKEN.fullmatch(after)
    if read:
        late, risk, by, number = read.groups()
        place = (int(late), int(risk), by, int(number))
        found = [pair for pair in found if urgency(pair) > place]
    return found[:PAGE], token(found[PAGE - 1]) if len(found) > PAGE else ""


def token(pair: tuple[Any, Standing]) -> str:
    """A place in the order, for an address."""
    late, risk, by, number = urgency(pair)
    return f"{late}{risk}-{by}-{number}"


def _choices(listed: Listed, key: str, name: str) -> Choices:
    """What the running placements can be chosen by, in the order of names."""
    found = {getattr(row, key): getattr(row, name) for row, _standing in listed}
    return sorted(((value, text) for value, text in found.items() if text), key=lambda one: one[1].casefold())


def _finished(actor: Actor, filters: Filters) -> Board:
    statement = _columns(actor).where(Placement.status == filters.state, *_asked(filters))
    page = placement_lists.page(statement, int(filters.after) if filters.after.isdecimal() else None)
    return Board(shown=page.found, more=str(page.more or ""), found=Counter({filters.state: len(page.found)}))


def _asked(filters: Filters) -> Sequence[Any]:
    """Of the filters, those that the database can answer."""
    asked: list[Any] = []
    if filters.employer_id:
        asked.append(Placement.employer_id == filters.employer_id)
    if filters.supervisor_id:
        asked.append(Placement.supervisor_id == filters.supervisor_id)
    for term in filters.search.split()[:5]:
        columns = (Project.title, User.name, Employer.name)
        asked.append(or_(*(column.icontains(term, autoescape=True) for column in columns)))
    return asked
