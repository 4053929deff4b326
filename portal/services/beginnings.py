"""How a draft begins: empty, from an example of the library, or from an earlier project."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.models.projects import Project
from portal.scope.library import Example, answers, examples
from portal.services import contacts, drafts, policies, projects

LEAD = timedelta(weeks=4)
DATES = ("starts_on", "due_on", "apply_by", "decide_by")


def library() -> dict[str, Example]:
    """{slug: example}, by field and title."""
    return examples()


def blank(campus_id: int | None, *, by: Actor) -> Project:
    """An empty draft; one's own that nothing was saved in is used again. RuleBroken as for `drafts.begin`."""
    mine = select(Project).where(
        projects.untouched(), Project.campus_id == campus_id, Project.created_by_id == by.contact_id
    )
    return db.session.scalars(mine.limit(1)).first() or drafts.begin(campus_id, by=by)


def from_example(example: Example, campus_id: int | None, *, by: Actor) -> Project:
    """A draft with all that an example says, ready to be changed; its exclusions are not ticked."""
    made = drafts.begin(campus_id, by=by)
    db.session.flush()
    project = projects.get(by, made.id)
    for step, given in dated(example, project.campus_id, project.zone).items():
        drafts.save(project, step, given, by=by)
    drafts.save(project, "people", {**_people(example), "supervisor_id": by.contact_id}, by=by)
    return project


def dated(example: Example, campus_id: int, zone: str) -> dict[str, dict[str, Any]]:
    """The example's answers by step, for a Monday at least four weeks ahead and this campus's floor."""
    ahead = clock.today(zone) + LEAD
    monday = ahead + timedelta(days=-ahead.weekday() % 7)
    return answers(example, monday, policies.current(campus_id).fee_floor)


def preview(example: Example, campus_id: int, zone: str, currency: str) -> SimpleNamespace:
    """The example as the pieces that print a project want it."""
    said = {
        name: value for given in dated(example, campus_id, zone).values() for name, value in given.items()
    }
    rows = {name: [SimpleNamespace(**line) for line in said[name]] for name in ("deliverables", "milestones")}
    unsaid = {"supervisor": None, "eligibility": [], "graduates_within": None, "exclusions_at": None}
    return SimpleNamespace(**{**said, **_people(example), **rows, **unsaid, "currency": currency})


def again(project: Project, *, by: Actor) -> Project:
    """A new draft with everything `project` says, its dates moved by whole weeks; it knows its ancestor.

    What was promised for the last time is promised anew: no exclusion is ticked.
    """
    policy.require(by, "project.edit", project)
    made = drafts.begin(project.campus_id, by=by, ancestor_id=project.id)
    db.session.flush()
    made = projects.get(by, made.id)
    moved = shift(project.starts_on, clock.today(project.zone))
    for step in drafts.COLUMNS:
        drafts.save(made, step, _moved(drafts.answers(project, step), moved), by=by)
    drafts.save(made, "people", _still_here(drafts.answers(project, "people"), by), by=by)
    return made


def shift(starts_on: date | None, today: date) -> timedelta:
    """By how much dates move: whole weeks, to a start at least four weeks ahead."""
    behind = (today + LEAD - starts_on).days if starts_on else 0
    return timedelta(weeks=max(0, -(-behind // 7)))


def _moved(given: dict[str, Any], by: timedelta) -> dict[str, Any]:
    """A step's answers with later dates; what belonged to the old term alone is empty."""
    later = {name: given[name] + by for name in DATES if given.get(name)}
    if "milestones" in given:
        later["milestones"] = [{**line, "due_on": line["due_on"] + by} for line in given["milestones"]]
    emptied = {
        name: empty for name, empty in (("exclusions", []), ("exclusive_until", None)) if name in given
    }
    people: dict[str, Any] = {name: None for name in ("supervisor_id", "alternate_id") if name in given}
    return {**given, **later, **emptied, **people}


def _still_here(given: dict[str, Any], by: Actor) -> dict[str, Any]:
    """Supervisor and alternate, as far as they still work there."""
    here = {row.id for row in contacts.colleagues(by)}
    people = {
        name: given[name] if given[name] in here else None for name in ("supervisor_id", "alternate_id")
    }
    return {**given, **people}


def _people(example: Example) -> dict[str, Any]:
    return {"check_ins": example.check_ins, "answer_days": example.answer_days}
