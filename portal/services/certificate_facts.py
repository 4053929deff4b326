"""What a certificate will say, gathered once from the records and then frozen."""

from typing import Any

from portal import clock, mail
from portal.certificates.facts import Facts, Unfit
from portal.certificates.limits import printable
from portal.errors import RuleBroken
from portal.models.campuses import Campus
from portal.models.evaluations import Evaluation
from portal.models.placements import Placement
from portal.services import designs, hours, rubric
from portal.vocabulary import Attestation, HoursBasis, Level, PlacementStatus, Quality

NUMBERS = {level: number for number, level in enumerate(rubric.SCORED, start=1)}
ACCEPTABLE = (Quality.MEETS, Quality.EXCEEDS)


def attestation(placement: Placement, evaluation: Evaluation | None) -> Attestation:
    """Derived from who evaluated and who accepted; never typed."""
    if placement.status is PlacementStatus.ENDED_EARLY:
        return Attestation.C
    if submitted(evaluation):
        return Attestation.A
    return Attestation.C if placement.accepted_by_office else Attestation.B


def submitted(evaluation: Evaluation | None) -> bool:
    return evaluation is not None and evaluation.submitted_at is not None


def minutes(placement: Placement, evaluation: Evaluation | None, logged: int | None = None) -> int:
    """Minutes of work the records tell: of work that ended early, only those its supervisor stated.

    `logged`: the sum of the hour log, where it is known already.
    """
    if submitted(evaluation):
        return evaluation.minutes_taken
    if placement.status is PlacementStatus.ENDED_EARLY:
        return 0
    return (hours.total(placement) if logged is None else logged) or placement.minutes


def basis(placement: Placement, evaluation: Evaluation | None, logged: int | None = None) -> HoursBasis:
    """Who vouches for the hours: a supervisor (or the office, for work that ended early), the log, or the plan."""
    if submitted(evaluation) or placement.status is PlacementStatus.ENDED_EARLY:
        return HoursBasis.ATTESTED
    logged = hours.total(placement) if logged is None else logged
    return HoursBasis.LOGGED if logged else HoursBasis.PLANNED


def gather(placement: Placement, evaluation: Evaluation | None, serial: str, worked: int) -> Facts:
    """The facts of an accepted placement as they stand now, with `worked` minutes. RuleBroken in words."""
    level = attestation(placement, evaluation)
    told = _supervised(placement, evaluation) if level is Attestation.A else {}
    try:
        return printable(
            Facts(
                serial=serial,
                verify_url=mail.url("verifying.show", serial=serial),
                attestation=level.value,
                minutes=worked,
                **issuer(placement.project.campus),
                **_work(placement, evaluation),
                **told,
            )
        )
    except Unfit as problem:
        raise RuleBroken(str(problem)) from None


def issuer(campus: Campus) -> dict[str, Any]:
    return {
        "university": campus.university,
        "office": campus.office,
        **designs.said(designs.of(campus)),
        "issued_on": clock.today(campus.zone),
        "brand": campus.brand,
        "monogram": campus.initials,
        "language": campus.locale.replace("_", "-"),
    }


def _work(placement: Placement, evaluation: Evaluation | None) -> dict[str, Any]:
    project = placement.project
    return {
        "holder": placement.student.name,
        "employer": project.employer.name,
        "project": project.title,
        "starts": min(placement.starts_on, last_day(placement)),
        "ends": last_day(placement),
        "basis": basis(placement, evaluation).value,
        "place": str(project.place.label),
        "deliverables": accepted(placement, evaluation),
        "ended_early": placement.status is PlacementStatus.ENDED_EARLY,
    }


def last_day(placement: Placement):
    """The day the work was accepted or ended, even where that came before the agreed start."""
    return clock.day_of(placement.accepted_at or placement.status_at, placement.zone)


def _supervised(placement: Placement, evaluation: Evaluation) -> dict[str, Any]:
    return {
        "competencies": levels(evaluation),
        "supervisor": evaluation.attested_name,
        "supervisor_title": evaluation.attested_title,
        "evaluated_on": evaluation.attested_on,
        "sentence": evaluation.sentence if evaluation.sentence_allowed and evaluation.sentence else None,
    }


def levels(evaluation: Evaluation) -> tuple[tuple[str, int, str], ...]:
    """(label, 1 to 4, the level's word) for each competency that was observed, in the form's order."""
    given = {answer.competency: answer.level for answer in evaluation.answers}
    asked = [(c.label, given.get(c.competency)) for c in rubric.of(evaluation.form_version_id)]
    return tuple(
        (label, NUMBERS[level], str(level.label))
        for label, level in asked
        if level and level is not Level.NOT_OBSERVED
    )


def accepted(placement: Placement, evaluation: Evaluation | None) -> tuple[str, ...]:
    """Names of the deliverables accepted: all of accepted work, less those an evaluation found wanting."""
    if placement.status is PlacementStatus.ENDED_EARLY:
        return ()
    wanting = (
        {q.deliverable_id for q in evaluation.qualities if q.quality not in ACCEPTABLE}
        if evaluation
        else set()
    )
    return tuple(d.name for d in placement.deliverables if d.id not in wanting)
