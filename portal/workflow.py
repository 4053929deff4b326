"""When: a lifecycle is a table of steps, and the engine here is the only writer of a status."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from portal import clock, policy
from portal.actor import Actor
from portal.errors import NotAllowed, RuleBroken
from portal.vocabulary import Word


@dataclass(frozen=True)
class Step:
    """One transition: who may (the ability `<workflow>.<verb>`), from which states, to which."""

    verb: str
    sources: frozenset[Word]
    target: Word
    label: str
    needs_note: bool = False

    def __init__(
        self, verb: str, sources: Iterable[Word], target: Word, label: str = "", *, needs_note: bool = False
    ) -> None:
        object.__setattr__(self, "verb", verb)
        object.__setattr__(self, "sources", frozenset(sources))
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "needs_note", needs_note)


@dataclass(frozen=True)
class Workflow:
    """A record's lifecycle. Buttons, guards and tests are made from `steps`."""

    name: str
    steps: tuple[Step, ...] = field(default=())

    def __init__(self, name: str, *steps: Step) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "steps", steps)

    def ability(self, step: Step) -> str:
        return f"{self.name}.{step.verb}"

    def find(self, verb: str, status: Word) -> Step:
        """The step `verb` as it applies in `status`; RuleBroken in words when there is none."""
        for step in self.steps:
            if step.verb == verb and status in step.sources:
                return step
        raise RuleBroken(_("This cannot be done while the state is “%(state)s”.", state=status.label))

    def choices(self, record: Any, actor: Actor) -> list[Step]:
        """The steps this person may take now: the page's buttons."""
        return [
            step
            for step in self.steps
            if record.status in step.sources and policy.can(actor, self.ability(step), record)
        ]

    def take(self, verb: str, record: Any, *, by: Actor, note: str = "") -> Step:
        """Move `record` along `verb`. NotAllowed when it is not theirs, RuleBroken when it is not now."""
        if not any(step.verb == verb for step in self.steps):
            raise NotAllowed(_("There is no such step."))
        policy.require(by, f"{self.name}.{verb}", record)
        step = self.find(verb, record.status)
        if step.needs_note and not note.strip():
            raise RuleBroken(_("Say why in a sentence or two."))
        record.status = step.target
        record.status_at = clock.now()
        return step
