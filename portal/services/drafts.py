"""Writing a project step by step: every Continue saves, and nothing is lost on the way."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import get_history

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken, StaleEdit
from portal.history import remember
from portal.models.projects import Deliverable, Eligibility, Milestone, Project
from portal.models.students import Enrollment
from portal.scope.formats import SHAPES
from portal.services import campuses, contacts, partnerships, scoping
from portal.vocabulary import EligibilityKind, Exclusion, ProjectStatus

EDITABLE = (ProjectStatus.DRAFT, ProjectStatus.CHANGES_REQUESTED)

COLUMNS: dict[str, tuple[str, ...]] = {
    "what": ("title", "summary", "field", "format", "why"),
    "deliverables": ("out_of_scope",),
    "time": ("minutes", "minutes_a_week", "starts_on", "due_on", "flexible", "seats"),
    "fee": ("fee", "payer", "fee_trigger", "days_to_pay"),
    "place": ("place", "address", "access_note", "equipment"),
    "skills": ("must_skills", "learn_skills", "tools", "competencies"),
    "people": ("check_ins", "answer_days"),
    "selection": ("selection", "questions", "by_draw", "wants_resume", "apply_by", "decide_by"),
    "eligibility": ("graduates_within", "graduates_must", "exclusive_until", "after_exclusive"),
    "legal": ("relationship_kind", "nda", "ip", "data_note", "ai_rule", "may_show"),
}
"""The columns that a step writes: a form can reach these and no others."""


NULLABLE = {column.name: column.nullable for column in Project.__table__.columns}


def begin(campus_id: int | None, *, by: Actor, ancestor_id: int | None = None) -> Project:
    """An empty draft for one of the campuses where the employer may post; RuleBroken for another."""
    allowed = {row.id for row in partnerships.campuses_in_force(by)}
    if campus_id not in allowed:
        raise RuleBroken(_("You can post a project once a campus has approved your partnership."))
    campus = campuses.get(campus_id)
    project = Project(
        campus_id=campus.id,
        employer_id=by.employer_id,
        created_by_id=by.contact_id,
        ancestor_id=ancestor_id,
        currency=campus.currency,
        zone=campus.zone,
    )
    db.session.add(project)
    remember(project, "draft", by)
    return project


def require_editable(project: Project, by: Actor) -> None:
    """NotAllowed for strangers, RuleBroken once the project is out of its employer's hands."""
    policy.require(by, "project.edit", project)
    if project.status not in EDITABLE:
        raise RuleBroken(_("This project can no longer be edited."))


def answers(project: Project, step: str) -> dict[str, Any]:
    """What the step's form shows: its columns and, where it has them, its rows."""
    shown = {name: getattr(project, name) for name in COLUMNS[step]}
    extra = READERS.get(step)
    return {**shown, **(extra(project) if extra else {})}


def mark(project: Project, step: str) -> str:
    """What a step holds now, in short: it changes whenever one of its answers does."""
    held = {
        name: sorted(map(repr, value)) if isinstance(value, list) else repr(value)
        for name, value in answers(project, step).items()
    }
    return hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest()[:16]


def refuse_stale(project: Project, step: str, seen: str | None) -> None:
    """StaleEdit when the step is not any more what the page showed; a page without a mark is believed."""
    if seen and seen != mark(project, step):
        raise StaleEdit(
            _(
                "A colleague changed this step while you were writing. What you typed is still here:"
                " send it again to replace theirs, or open the step anew to see it."
            )
        )


def save(project: Project, step: str, given: dict[str, Any], *, by: Actor) -> None:
    """Keep one step's answers; keys that are not this step's are left alone."""
    require_editable(project, by)
    _refuse_gaps(project, step, given)
    before = {name: getattr(project, name) for name in COLUMNS[step]}
    for name in COLUMNS[step]:
        if name in given and (given[name] is not None or NULLABLE[name]):
            setattr(project, name, given[name])
    if step in WRITERS:
        WRITERS[step](project, given, by)
    if project.submitted_at:
        changed = {
            name: str(getattr(project, name)) for name in before if getattr(project, name) != before[name]
        }
        remember(project, "edit", by, before={name: str(before[name]) for name in changed}, after=changed)


def _refuse_gaps(project: Project, step: str, given: dict[str, Any]) -> None:
    """Once it was sent for review a project stays complete."""
    needed = [name for name in scoping.ANSWERED.get(step, ()) if name in given]
    if step == "people" and not given.get("email"):
        needed = ["supervisor_id"] if "supervisor_id" in given else []
    if project.submitted_at and any(given[name] in (None, "", []) for name in needed):
        raise RuleBroken(_("Some questions of this step are not answered."))


def known(campus_id: int, kind: EligibilityKind) -> Sequence[str]:
    """The colleges, programmes or years that this campus's roster knows."""
    column = getattr(Enrollment, kind.value)
    here = (Enrollment.campus_id == campus_id, Enrollment.until_at.is_(None), column != "")
    return db.session.scalars(select(column).where(*here).distinct().order_by(column)).all()


def _write_shape(project: Project, given: dict[str, Any], by: Actor) -> None:
    """A chosen format fills in its hours and place, where they are empty or another format's."""
    if project.status is not ProjectStatus.DRAFT or not given.get("format"):
        return
    old = SHAPES[next(iter(get_history(project, "format").deleted or ()), project.format)]
    shape = SHAPES[project.format]
    for name in ("minutes", "minutes_a_week", "place"):
        if getattr(project, name) in (None, getattr(old, name)):
            setattr(project, name, getattr(shape, name))
    project.flexible = project.flexible or shape.flexible


def _write_deliverables(project: Project, given: dict[str, Any], by: Actor) -> None:
    """Rows are rewritten in place: a position is unique while both old and new ones exist."""
    wanted = given.get("deliverables", [])
    kept = project.deliverables
    del kept[len(wanted) :]
    for position, line in enumerate(wanted):
        if position == len(kept):
            kept.append(Deliverable(position=kept[-1].position + 1 if kept else 0))
        for name in ("name", "format", "criterion"):
            setattr(kept[position], name, line[name])


def _write_milestones(project: Project, given: dict[str, Any], by: Actor) -> None:
    if "milestones" in given:
        project.milestones[:] = [Milestone(**line) for line in given["milestones"]]


def _write_people(project: Project, given: dict[str, Any], by: Actor) -> None:
    supervisor = given.get("supervisor_id")
    if given.get("email"):
        newcomer = contacts.find_or_create(
            project.employer,
            given.get("name") or given["email"],
            given["email"],
            given.get("contact_title") or "",
        )
        supervisor = newcomer.id
    project.supervisor = contacts.get(by, supervisor) if supervisor else None
    project.supervisor_id = project.supervisor.id if project.supervisor else None
    alternate = given.get("alternate_id")
    project.alternate_id = contacts.get(by, alternate).id if alternate else None


def _write_dates(project: Project, given: dict[str, Any], by: Actor) -> None:
    last = project.apply_by
    project.apply_by_at = clock.end_of_day(last, project.zone) if last else None


def _write_eligibility(project: Project, given: dict[str, Any], by: Actor) -> None:
    wanted = {
        (kind, value): given.get(f"{kind.value}_must", True)
        for kind in EligibilityKind
        for value in given.get(kind.value) or []
    }
    held = {(rule.kind, rule.value): rule for rule in project.eligibility}
    project.eligibility[:] = [rule for key, rule in held.items() if key in wanted]
    for key, must in wanted.items():
        rule = held.get(key) or Eligibility(kind=key[0], value=key[1])
        rule.must = must
        if key not in held:
            project.eligibility.append(rule)


def _write_exclusions(project: Project, given: dict[str, Any], by: Actor) -> None:
    """The moment of the last tick stays when the step is saved again."""
    ticked = given.get("exclusions") or []
    project.exclusions = [word.value for word in Exclusion if word in ticked]
    whole = len(project.exclusions) == len(Exclusion)
    project.exclusions_at = (project.exclusions_at or clock.now()) if whole else None


def _read_deliverables(project: Project) -> dict[str, Any]:
    rows = [{"name": d.name, "format": d.format, "criterion": d.criterion} for d in project.deliverables]
    return {"deliverables": rows}


def _read_milestones(project: Project) -> dict[str, Any]:
    rows = [{"name": m.name, "due_on": m.due_on, "check_in": m.check_in} for m in project.milestones]
    return {"milestones": rows}


def _read_eligibility(project: Project) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for kind in EligibilityKind:
        mine = [rule for rule in project.eligibility if rule.kind is kind]
        shown[kind.value] = [rule.value for rule in mine]
        shown[f"{kind.value}_must"] = all(rule.must for rule in mine)
    return shown


def _read_people(project: Project) -> dict[str, Any]:
    return {"supervisor_id": project.supervisor_id, "alternate_id": project.alternate_id}


READERS: dict[str, Callable[[Project], dict[str, Any]]] = {
    "deliverables": _read_deliverables,
    "eligibility": _read_eligibility,
    "time": _read_milestones,
    "people": _read_people,
    "legal": lambda project: {"exclusions": project.exclusions},
}
WRITERS: dict[str, Callable[[Project, dict[str, Any], Actor], None]] = {
    "what": _write_shape,
    "deliverables": _write_deliverables,
    "eligibility": _write_eligibility,
    "time": _write_milestones,
    "people": _write_people,
    "selection": _write_dates,
    "legal": _write_exclusions,
}
