"""Letters about an evaluation. They carry a purpose and a link: never a level or a word of it."""

from typing import Any

from portal import mail
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.placements import Placement


def link(letter: str, request: EvaluationRequest, token: str, **told: Any) -> None:
    """The letter with the link, to whom the request was made."""
    placement = request.evaluation.placement
    mail.send(
        letter,
        request.email,
        name=request.name,
        campus_id=placement.campus_id,
        about=f"{request.__tablename__}:{request.id}",
        link=mail.url("evaluate.link", token=token),
        project=placement.project.title,
        expires=request.expires_at,
        **told,
    )


def code(request: EvaluationRequest, digits: str) -> None:
    """Six digits that go with the link, to the same address."""
    placement = request.evaluation.placement
    told: dict[str, Any] = {"campus_id": placement.campus_id, "project": placement.project.title}
    mail.send("evaluation-code", request.email, name=request.name, code=digits, **told)


def submitted(evaluation: Evaluation) -> None:
    """Tell the student and the office that it is there."""
    placement = evaluation.placement
    student = placement.student
    mail.send(
        "evaluation-in",
        student.email,
        name=student.name,
        campus_id=placement.campus_id,
        project=placement.project.title,
        link=mail.url("student.placements_show", placement_id=placement.id),
    )
    to_office("evaluation-in-office", placement)


def typed(evaluation: Evaluation, request: EvaluationRequest) -> None:
    """Tell the supervisor that the office has typed their answers, so that nobody speaks for them unseen."""
    campus = evaluation.placement.project.campus
    mail.send(
        "evaluation-typed",
        request.email,
        name=request.name,
        campus_id=campus.id,
        project=evaluation.placement.project.title,
        office=campus.office,
        office_email=campus.office_email,
    )


def bounced(placement: Placement) -> None:
    """Tell the office that the link reached nobody, and lead it to what can be done."""
    to_office("evaluation-bounced", placement, "staff.evaluations_show")


def to_office(letter: str, placement: Placement, page: str = "staff.placements_show") -> None:
    """Tell the office of the placement's campus."""
    campus = placement.project.campus
    mail.send(
        letter,
        campus.office_email,
        name=campus.office,
        campus_id=campus.id,
        project=placement.project.title,
        link=mail.url(page, placement_id=placement.id),
    )
