"""Projects written step by step, and moved on through their verbs."""

from copy import deepcopy
from datetime import timedelta
from types import SimpleNamespace

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.models.campuses import Campus
from portal.models.projects import Project
from portal.services import drafts, projects
from portal.vocabulary import (
    DeclineCode,
    Exclusion,
    FeeTrigger,
    Field,
    Format,
    MayShow,
    Payer,
    Place,
    Selection,
)
from portal.vocabulary import ProjectStatus as S

STEADY = {
    "what": {
        "title": "Map accessible routes",
        "summary": "One clear map of 30 step-free routes.",
        "field": Field.DESIGN,
        "format": Format.MICRO_INTERNSHIP,
        "why": "Visitors in wheelchairs plan with it.",
    },
    "deliverables": {
        "deliverables": [{"name": "The map", "format": "PDF", "criterion": "Every route was walked."}],
        "out_of_scope": "Printing.",
    },
    "time": {},
    "fee": {
        "fee": 48000,
        "payer": Payer.EMPLOYER,
        "fee_trigger": FeeTrigger.ON_ACCEPTANCE,
        "days_to_pay": 14,
    },
    "place": {"place": Place.HYBRID, "address": "4 Quay Street", "access_note": "Lift.", "equipment": ""},
    "skills": {
        "must_skills": ["Maps"],
        "learn_skills": ["GIS"],
        "tools": ["QGIS"],
        "competencies": ["communication"],
    },
    "people": {},
    "selection": {},
    "eligibility": {"graduates_within": None},
    "legal": {"nda": False, "may_show": MayShow.YES, "exclusions": list(Exclusion)},
}
"""Good answers in their order; those that need a day or somebody are empty."""


def answers(contact_id: int, zone: str = "Europe/London") -> dict[str, dict]:
    """Good answers to every step."""
    today = clock.today(zone)
    return {
        **deepcopy(STEADY),
        "time": {
            "minutes": 1200,
            "minutes_a_week": 600,
            "starts_on": today + timedelta(days=14),
            "due_on": today + timedelta(days=34),
            "flexible": True,
            "seats": 2,
        },
        "people": {"supervisor_id": contact_id, "alternate_id": None, "check_ins": 2, "answer_days": 2},
        "selection": {
            "selection": Selection.CLAIM,
            "questions": [],
            "wants_resume": False,
            "apply_by": today + timedelta(days=7),
            "decide_by": None,
        },
    }


def draft(at: Campus, by: SimpleNamespace, **steps) -> Project:
    """A complete draft; `steps` replaces some answers of a step."""
    made = drafts.begin(at.id, by=by.actor)
    db.session.flush()
    made = projects.get(by.actor, made.id)
    for step, given in answers(by.contact.id).items():
        drafts.save(made, step, {**given, **steps.get(step, {})}, by=by.actor)
    db.session.flush()
    db.session.expire(made)
    return projects.get(by.actor, made.id)


def project(at: Campus, by: SimpleNamespace, desk: Actor, status: S = S.OPEN, **steps) -> Project:
    """A project brought to this state through its verbs."""
    made = draft(at, by, **steps)
    for step in ROADS[status]:
        step(made, by.actor, desk)
    db.session.flush()
    return made


def submit(record, own, desk) -> None:
    projects.submit(record, by=own)


def approve(record, own, desk) -> None:
    projects.approve(record, by=desk)


def ask(record, own, desk) -> None:
    projects.ask_changes(record, by=desk, note="Which routes?")


def decline(record, own, desk) -> None:
    projects.decline(record, DeclineCode.SCOPE, by=desk, note="Too open.")


def withdraw(record, own, desk) -> None:
    projects.withdraw(record, by=own)


def fill(record, own, desk) -> None:
    projects.fill(record)


def close(record, own, desk) -> None:
    projects.close(record, by=own)


def expire(record, own, desk) -> None:
    projects.expire(record, by=SYSTEM)


def cancel(record, own, desk) -> None:
    projects.cancel(record, by=own, note="The map exists already.")


ROADS = {
    S.DRAFT: (),
    S.SUBMITTED: (submit,),
    S.CHANGES_REQUESTED: (submit, ask),
    S.OPEN: (submit, approve),
    S.FILLED: (submit, approve, fill),
    S.CLOSED: (submit, approve, close),
    S.EXPIRED: (submit, approve, expire),
    S.CANCELLED: (submit, approve, cancel),
    S.DECLINED: (submit, decline),
    S.WITHDRAWN: (submit, withdraw),
}
