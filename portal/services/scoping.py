"""What a project must say before it may be sent: the linter's findings on what is saved or being typed."""

import hashlib
from dataclasses import MISSING, fields
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import clock
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.projects import Project
from portal.scope import asked, formats, linter
from portal.scope.rule import Finding
from portal.scope.view import Bounds, Piece, Stop, View, an_hour
from portal.services import domains, partnerships, policies
from portal.services.policies import Policy
from portal.vocabulary import Competency

STEPS = {
    "what": _l("What and why"),
    "deliverables": _l("What the student hands over"),
    "time": _l("Hours, dates and seats"),
    "fee": _l("Fee"),
    "place": _l("Place and access"),
    "skills": _l("Skills and competencies"),
    "people": _l("Who looks after the student"),
    "selection": _l("How it fills"),
    "eligibility": _l("Who may apply"),
    "legal": _l("Terms and safety"),
}

WORDS = {"steps": STEPS, "names": {word.value: word.label for word in Competency}}
"""What templates need to print a project whole."""

ANSWERED = asked.NAMES
"""What may not stay empty, by step."""

fee_an_hour = an_hour
COPIED = tuple({field.name for field in fields(View)} & set(Project.__table__.columns.keys()))
EMPTY = {field.name: field.default for field in fields(View) if field.default is not MISSING}


def findings(project: Project, step: str = "") -> list[Finding]:
    """Everything the rules say about what is saved; employer, supervisor and rows must be loaded."""
    return linter.findings(view(project), step)


def typed(project: Project, step: str, given: dict[str, Any], email: str | None = None) -> list[Finding]:
    """What they say about a step while it is typed: `given` as `drafts.save` would be, nothing missing yet.

    `email` is the address of the supervisor who is being chosen.
    """
    seen = view(project, given, email)
    return [one for one in linter.findings(seen, step) if not one.missing]


def on_the_way(project: Project, step: str) -> list[Finding]:
    """What they say about a saved step while others are still to come: nothing missing yet."""
    return [one for one in findings(project, step) if not one.missing]


def told(found: list[Finding]) -> str:
    """A short mark of each finding, by which a page says what it has shown."""
    return " ".join(hashlib.sha256(one.key.encode()).hexdigest()[:8] for one in found)


def unanswered(found: list[Finding]) -> set[str]:
    """The steps where something is not answered."""
    return {one.step for one in found if one.missing}


def unexplained(project: Project, found: list[Finding]) -> list[Finding]:
    """The warnings for which no reason was given."""
    return [one for one in found if not one.blocks and not project.reasons.get(one.key)]


def explain(project: Project, reasons: dict[str, str], *, by: Actor) -> None:
    """Keep the reasons given, {key: words}; those of warnings that are gone are dropped."""
    live = {one.key for one in findings(project) if not one.blocks}
    kept = {**project.reasons, **{key: words.strip() for key, words in reasons.items()}}
    kept = {key: words for key, words in kept.items() if key in live and words}
    if kept != project.reasons:
        before, project.reasons = project.reasons, kept
        remember(project, "explain", by, before={"reasons": before}, after={"reasons": kept})


def require_sendable(project: Project) -> None:
    """RuleBroken while an error stands or a warning has no reason."""
    found = findings(project)
    if any(one.blocks for one in found):
        raise RuleBroken(_("Some answers are missing or outside the rules of this campus."))
    if unexplained(project, found):
        raise RuleBroken(_("Say for each question below why it is meant so, or change the answer."))


def require_in_force(project: Project) -> None:
    """RuleBroken when the employer has no partnership in force with the project's campus."""
    if not partnerships.is_in_force(project.campus_id, project.employer_id):
        raise RuleBroken(_("The employer has no partnership in force with this campus."))


def hour_limits(project: Project, rules: Policy) -> tuple[int, int]:
    """The least and most minutes a project of this format may take."""
    return formats.limits(project.format, rules.minutes_min, rules.minutes_max)


def view(project: Project, given: dict[str, Any] | None = None, email: str | None = None) -> View:
    """The project as the rules see it, with `given` answers in place of the saved ones."""
    shown = {name: getattr(project, name) for name in COPIED}
    typed = {name: value for name, value in (given or {}).items() if name in COPIED}
    shown |= {name: EMPTY.get(name) if value is None else value for name, value in typed.items()}
    return View(
        today=clock.today(project.zone),
        bounds=_bounds(policies.current(project.campus_id)),
        employer=project.employer.domain,
        deliverables=_pieces(project, given or {}),
        milestones=_stops(project, given or {}),
        **_supervisor(project, email),
        **shown,
    )


def _bounds(rules: Policy) -> Bounds:
    return Bounds(**{field.name: getattr(rules, field.name) for field in fields(Bounds)})


def _pieces(project: Project, given: dict[str, Any]) -> tuple[Piece, ...]:
    if "deliverables" in given:
        return tuple(Piece(**line) for line in given["deliverables"])
    return tuple(Piece(line.name, line.format, line.criterion) for line in project.deliverables)


def _stops(project: Project, given: dict[str, Any]) -> tuple[Stop, ...]:
    if "milestones" in given:
        return tuple(Stop(**line) for line in given["milestones"] if line["due_on"])
    return tuple(Stop(line.name, line.due_on, line.check_in) for line in project.milestones)


def _supervisor(project: Project, email: str | None) -> dict[str, Any]:
    saved = project.supervisor.email if project.supervisor else ""
    email = saved if email is None else email
    return {
        "supervisor": email,
        "supervisor_is_free_mail": domains.is_free_mail(email),
        "supervisor_is_at_home": domains.belongs(email, project.employer.domain),
    }
