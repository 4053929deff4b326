"""How work ended, counted by one rule for both sides: what the office remembers of a student and of an employer."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.sql import ColumnElement

from portal.models.placements import Placement
from portal.services.sight import rows
from portal.vocabulary import PlacementStatus, Side, stages


@dataclass(frozen=True)
class Tally:
    """Counts of placements; `handed_in_late` and `answered_by_office` say which side was late."""

    completed: int
    ended_by_student: int
    ended_by_employer: int
    ended_by_neither: int
    no_shows: int
    handed_in_late: int
    answered_by_office: int

    @property
    def ended_early(self) -> int:
        return self.ended_by_student + self.ended_by_employer + self.ended_by_neither


def of_employer(campus_id: int, employer_id: int) -> Tally:
    """What came of the placements with an employer at one campus."""
    return _of(Placement.campus_id == campus_id, Placement.employer_id == employer_id)


def of_student(campus_id: int, student_id: int) -> Tally:
    """What came of a student's placements at one campus."""
    return _of(Placement.campus_id == campus_id, Placement.student_id == student_id)


def _of(*whose: ColumnElement[bool]) -> Tally:
    ended = Placement.status == PlacementStatus.ENDED_EARLY
    counted = {
        "completed": Placement.status.in_(stages.DONE),
        "ended_by_student": and_(ended, Placement.ended_by == Side.STUDENT),
        "ended_by_employer": and_(ended, Placement.ended_by == Side.EMPLOYER),
        "ended_by_neither": and_(ended, Placement.ended_by.is_(None)),
        "no_shows": Placement.status == PlacementStatus.NO_SHOW,
        "handed_in_late": Placement.first_hand_in_at > Placement.due_at,
        "answered_by_office": Placement.accepted_by_office,
    }
    columns = [func.count().filter(which).label(name) for name, which in counted.items()]
    return Tally(**rows(select(*columns).select_from(Placement).where(*whose))[0]._asdict())
