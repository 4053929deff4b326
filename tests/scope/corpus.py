"""The postings of `postings/*.toml` as the rules see them."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from portal.scope.view import Bounds, Piece, View
from portal.vocabulary import Exclusion, Field, Format, Place, Selection

FOLDER = Path(__file__).with_name("postings")
BOUNDS = Bounds(
    minutes_min=600, minutes_max=2400, weeks_min=1, weeks_max=12, fee_floor=1500, weekly_ceiling=2400
)
TODAY, START = date(2027, 1, 18), date(2027, 2, 15)


def read(kind: str, under: str = "") -> list[tuple[str, dict[str, Any]]]:
    """(name, posting) of every good or bad one; `under` names the folder of another language."""
    found = []
    for path in sorted((FOLDER / under).glob("*.toml")):
        postings = tomllib.loads(path.read_text("utf-8"))[kind]
        found += [(f"{path.stem}: {said['title'] or 'empty'}", said) for said in postings]
    return found


def view(said: dict[str, Any]) -> View:
    """A posting whose dates, supervisor and ticks are in order where it does not say otherwise."""
    pieces = tuple(Piece(*line) for line in said["hands_over"])
    return View(
        today=TODAY,
        bounds=BOUNDS,
        employer="riverbank.example",
        title=said["title"],
        summary=said["summary"],
        field=Field.OTHER,
        format=Format(said.get("format", "micro_internship")),
        why=said["why"],
        deliverables=pieces,
        seats=1,
        fee=said["fee"] * 100,
        place=Place(said.get("place", "remote")),
        address=said.get("address", ""),
        access_note=said.get("access", ""),
        must_skills=said["must"],
        check_ins=said.get("check_ins", 2),
        exclusions=[word for word in Exclusion if word not in said.get("unticked", ())],
        **times(said),
        **people(said),
    )


def times(said: dict[str, Any]) -> dict[str, Any]:
    """Hours and dates; `decide` and `apply_by` are days before the start."""
    decide = said.get("decide")
    return {
        "minutes": said["hours"] * 60,
        "minutes_a_week": said["weekly"] * 60,
        "starts_on": START,
        "due_on": START + timedelta(weeks=said["weeks"], days=-3),
        "selection": Selection(said.get("selection", "claim")),
        "apply_by": START - timedelta(days=said.get("apply_by", 10)),
        "decide_by": None if decide is None else START - timedelta(days=decide),
    }


def people(said: dict[str, Any]) -> dict[str, Any]:
    email = said.get("supervisor", "dana@riverbank.example")
    return {
        "supervisor": email,
        "supervisor_is_free_mail": said.get("free", False),
        "supervisor_is_at_home": email.endswith("@riverbank.example"),
    }
