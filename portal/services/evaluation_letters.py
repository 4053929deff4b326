"""Letters about an evaluation. They carry a purpose and a link: never a level or a word of it."""

from typing import Any

from portal import mail
from portal.models.evaluations import Evaluation


def submitted(evaluation: Evaluation) -> None:
    """Tell the student and the office that it is there."""
    placement = evaluation.placement
    campus, student = placement.project.campus, placement.student
    told: dict[str, Any] = {"campus_id": campus.id, "project": placement.project.title}
    student_page = mail.url("student.placements_show", placement_id=placement.id)
    office_page = mail.url("staff.placements_show", placement_id=placement.id)
    mail.send("evaluation-in", student.email, name=student.name, link=student_page, **told)
    mail.send("evaluation-in-office", campus.office_email, name=campus.office, link=office_page, **told)
