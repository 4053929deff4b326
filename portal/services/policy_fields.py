"""Definitions of forms as the flat fields of the page they are edited on, and back."""

from typing import Any

from portal.services.form_words import Own, own_questions
from portal.services.rubric import Criterion
from portal.vocabulary import Competency, ReflectionStage

LEVELS = (1, 2, 3, 4)
Fields = dict[str, Any]


def of_evaluation(definition: Fields, most_own: int) -> Fields:
    """An evaluation's definition as fields."""
    found: Fields = {f"title_{key}": text for key, text in definition.get("titles", {}).items()}
    for place, entry in enumerate(definition["competencies"], start=1):
        key = entry["key"]
        found |= {f"{key}_place": place, f"{key}_label": entry["label"], f"{key}_meaning": entry["meaning"]}
        found |= {f"{key}_{level}": entry["anchors"][level - 1] for level in LEVELS}
    for place, own in enumerate(own_questions(definition)[:most_own], start=1):
        names = {
            "place": place,
            "text": own.text,
            "hint": own.hint,
            "needed": own.needed,
            "shared": own.shared,
        }
        found |= {f"{own.key}_{name}": value for name, value in names.items()}
    return found


def evaluation(fields: Fields, most_own: int) -> tuple[list[Criterion], dict[str, str], list[Own]]:
    """Criteria, titles and own questions in their order."""
    ordered = sorted(Competency, key=lambda one: fields[f"{one.value}_place"])
    titles = {name.removeprefix("title_"): text for name, text in fields.items() if name.startswith("title_")}
    slots = [f"own{number}" for number in range(1, most_own + 1)]
    asked = sorted(
        (slot for slot in slots if fields[f"{slot}_text"]), key=lambda slot: fields[f"{slot}_place"] or 9
    )
    return [_criterion(fields, one) for one in ordered], titles, [_own(fields, slot) for slot in asked]


def _criterion(fields: Fields, competency: Competency) -> Criterion:
    key = competency.value
    first, second, third, fourth = (fields[f"{key}_{level}"] for level in LEVELS)
    return Criterion(
        competency, fields[f"{key}_label"], fields[f"{key}_meaning"], (first, second, third, fourth)
    )


def _own(fields: Fields, slot: str) -> Own:
    hint, needed, shared = (fields[f"{slot}_{name}"] for name in ("hint", "needed", "shared"))
    return Own(slot, fields[f"{slot}_text"], hint, needed, shared)


def of_reflection(definition: Fields) -> Fields:
    """A reflection's definition as fields."""
    found: Fields = {
        f"{stage}_{place}": text
        for stage, texts in definition["stages"].items()
        for place, text in enumerate(texts, start=1)
    }
    return found | {own.key: own.text for own in own_questions(definition)}


def reflection(fields: Fields) -> tuple[dict[str, list[str]], list[Own]]:
    """The three questions of each stage, and own questions."""
    stages = {
        stage.value: [fields[f"{stage.value}_{place}"] for place in (1, 2, 3)] for stage in ReflectionStage
    }
    slots = [(f"{stage.value}_own{at}", stage.value) for stage in ReflectionStage for at in (1, 2)]
    return stages, [Own(slot, fields[slot], stage=stage) for slot, stage in slots if fields[slot]]
