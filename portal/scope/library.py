"""The example library: complete projects, written for this portal, that an employer may start from."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from portal.vocabulary import Competency, FeeTrigger, Field, Format, MayShow, Payer, Place, Selection

FOLDER = Path(__file__).with_name("examples")
FRIDAY, WEEK = timedelta(days=-3), timedelta(weeks=1)
ROUND = 500


@dataclass(frozen=True)
class Example:
    """One project. Hours, weeks, and `pay` as a multiple of the campus's floor an hour."""

    slug: str
    title: str
    summary: str
    field: Field
    format: Format
    why: str
    deliverables: tuple[dict[str, str], ...]
    out_of_scope: str
    hours: int
    hours_a_week: int
    weeks: int
    seats: int
    milestones: tuple[dict[str, Any], ...]
    pay: float
    place: Place
    equipment: str
    must_skills: tuple[str, ...]
    learn_skills: tuple[str, ...]
    tools: tuple[str, ...]
    competencies: tuple[Competency, ...]
    check_ins: int
    answer_days: int
    selection: Selection
    questions: tuple[str, ...]
    relationship: str
    ip: str
    data_note: str
    ai_rule: str
    may_show: MayShow


PAID = {"payer": Payer.EMPLOYER, "fee_trigger": FeeTrigger.ON_ACCEPTANCE, "days_to_pay": 14}
WORDS = {"field": Field, "format": Format, "place": Place, "selection": Selection, "may_show": MayShow}
LISTS = ("deliverables", "milestones", "must_skills", "learn_skills", "tools", "questions")


@cache
def examples() -> dict[str, Example]:
    """{slug: example}, by field and title."""
    read = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    order = list(Field)
    return {one.slug: one for one in sorted(read, key=lambda one: (order.index(one.field), one.title))}


def _read(path: Path) -> Example:
    said = tomllib.loads(path.read_text("utf-8"))
    words = {name: kind(said[name]) for name, kind in WORDS.items()}
    lists = {name: tuple(said[name]) for name in LISTS}
    competencies = tuple(Competency(word) for word in said["competencies"])
    return Example(**{**said, **words, **lists, "slug": path.stem, "competencies": competencies})


def fee(example: Example, floor: int) -> int:
    """Minor units: `pay` times the floor for all hours, rounded up to a whole five."""
    return int(-(-example.hours * floor * example.pay // ROUND)) * ROUND


def answers(example: Example, starts_on: date, floor: int) -> dict[str, dict[str, Any]]:
    """Its answers by step, for a start on a Monday; the supervisor and the exclusions are the employer's."""
    return {
        "what": {name: getattr(example, name) for name in ("title", "summary", "field", "format", "why")},
        "deliverables": {
            "deliverables": list(example.deliverables),
            "out_of_scope": example.out_of_scope,
        },
        "time": _time(example, starts_on),
        "fee": {"fee": fee(example, floor), **PAID},
        "place": {"place": example.place, "address": "", "access_note": "", "equipment": example.equipment},
        "skills": {name: list(getattr(example, name)) for name in ("must_skills", "learn_skills", "tools")}
        | {"competencies": [word.value for word in example.competencies]},
        "selection": _selection(example, starts_on),
        "legal": {
            "relationship_kind": example.relationship,
            **{name: getattr(example, name) for name in ("ip", "data_note", "ai_rule", "may_show")},
        },
    }


def _time(example: Example, starts_on: date) -> dict[str, Any]:
    return {
        "minutes": example.hours * 60,
        "minutes_a_week": example.hours_a_week * 60,
        "starts_on": starts_on,
        "due_on": starts_on + example.weeks * WEEK + FRIDAY,
        "flexible": True,
        "seats": example.seats,
        "milestones": [
            {
                "name": line["name"],
                "due_on": starts_on + line["week"] * WEEK + FRIDAY,
                "check_in": line["check_in"],
            }
            for line in example.milestones
        ],
    }


def _selection(example: Example, starts_on: date) -> dict[str, Any]:
    chosen = example.selection is Selection.APPLY
    return {
        "selection": example.selection,
        "questions": list(example.questions),
        "wants_resume": False,
        "apply_by": starts_on - timedelta(days=11),
        "decide_by": starts_on - timedelta(days=6) if chosen else None,
    }
