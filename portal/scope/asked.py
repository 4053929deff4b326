"""What may not stay empty, and what the project promises not to be."""

from flask_babel import lazy_gettext as _l

from portal.scope.rule import Rule, error
from portal.scope.view import View
from portal.vocabulary import Exclusion

ANSWERED = {
    "what": {
        "title": _l("Give the project a title."),
        "summary": _l("Sum it up in one or two sentences."),
        "field": _l("Choose a field."),
        "why": _l("Say why it matters and who uses the result."),
    },
    "deliverables": {"deliverables": _l("Name at least one thing that is handed over.")},
    "time": {
        "minutes": _l("Say how many hours it takes."),
        "minutes_a_week": _l("Say how many hours a week at most."),
        "starts_on": _l("Say when it starts."),
        "due_on": _l("Say when it ends."),
        "seats": _l("Say how many seats there are."),
    },
    "fee": {"fee": _l("Name the fee.")},
    "place": {"place": _l("Say where the work is done.")},
    "people": {"supervisor": _l("Choose who supervises.")},
    "selection": {
        "selection": _l("Choose how the seats fill."),
        "apply_by": _l("Give the last day to claim or apply."),
    },
}
"""Words for each answer that is needed, by step."""

NAMES = {step: tuple(words) for step, words in ANSWERED.items()}
FIELDS = {"deliverables": "name_0", "supervisor": "supervisor_id"}


def _empty(name: str):
    return lambda view: [{}] if getattr(view, name) in (None, "", (), []) else []


def _unticked(place: int, word: Exclusion):
    def broken(view: View) -> list[dict]:
        return [] if word in view.exclusions else [{"line": place, "promise": word.label}]

    return broken


RULES: tuple[Rule, ...] = (
    *(
        error(f"missing.{name}", step, FIELDS.get(name, name), told, _empty(name), missing=True)
        for step, words in ANSWERED.items()
        for name, told in words.items()
    ),
    *(
        error(
            f"exclusion.{word.value}",
            "legal",
            "exclusions-{line}",
            _l("Still to tick: “%(promise)s”."),
            _unticked(place, word),
            missing=True,
        )
        for place, word in enumerate(Exclusion)
    ),
)
