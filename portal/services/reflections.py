"""The student's reflections on a placement: before, half way and after."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal import clock, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.placements import Placement, Reflection
from portal.services import parts, placements, reflection_forms
from portal.vocabulary import ReflectionStage, stages

WHEN = {
    ReflectionStage.BEFORE: stages.STARTING,
    ReflectionStage.HALFWAY: stages.WORKING,
    ReflectionStage.AFTER: stages.HANDED_IN,
}


def submit(
    placement: Placement,
    stage: ReflectionStage,
    did: str,
    learned: str,
    then: str,
    *,
    by: Actor,
    form_version_id: int | None = None,
    further: dict[str, str] | None = None,
) -> Reflection:
    """Keep a reflection for good, with the version of the questions and the answers to the campus's own.

    RuleBroken out of its time, when sent before, or when one of the three parts is empty.
    """
    policy.require(by, "placement.reflect", placement)
    check_open(placement, stage)
    texts = _parts(did, learned, then)
    reflection = Reflection(
        placement_id=placement.id,
        form_version_id=form_version_id,
        stage=stage,
        further=further or {},
        submitted_at=clock.now(),
        **texts,
    )
    db.session.add(reflection)
    remember(placement, "reflect", by, after={"stage": stage.value})
    placements.close_if_done(placement)
    return reflection


def _parts(did: str, learned: str, then: str) -> dict[str, str]:
    """The three parts as columns; RuleBroken when one is empty."""
    texts = {"did": did.strip(), "learned": learned.strip(), "next": then.strip()}
    if not all(texts.values()):
        raise RuleBroken(_("Answer all three questions; a sentence each is enough."))
    return texts


def check_open(placement: Placement, stage: ReflectionStage) -> None:
    """RuleBroken in words when this reflection cannot be written now."""
    if stage in {row.stage for row in of(placement)}:
        raise RuleBroken(_("You have sent this reflection already."))
    if stage not in open_stages(placement):
        raise RuleBroken(_("It is not the time for this reflection."))


def open_stages(placement: Placement, sent: set[parts.Part] | None = None) -> list[ReflectionStage]:
    """The reflections that may be written now; `sent`: what is in, where that is known already."""
    written = {row.stage for row in of(placement)} if sent is None else sent
    late = parts.late(placement)
    return [
        stage
        for stage, when in WHEN.items()
        if stage not in written and (placement.status in when or stage in late)
    ]


def of(placement: Placement) -> Sequence[Reflection]:
    """What was sent, in the order of the stages."""
    sent = db.session.scalars(
        select(Reflection).where(
            Reflection.placement_id == placement.id, Reflection.submitted_at.is_not(None)
        )
    ).all()
    order = list(ReflectionStage)
    return sorted(sent, key=lambda reflection: order.index(reflection.stage))


def shown(placement: Placement, sent: set[parts.Part]) -> dict[str, Any]:
    """`written`: what was sent; `reflected`: the (question, answer) pairs of each, by stage."""
    written = of(placement) if sent.intersection(ReflectionStage) else []
    return {"written": written, "reflected": {one.stage: reflection_forms.read(one) for one in written}}


def is_in(placement: Placement) -> bool:
    """Is the one after the work sent?"""
    return any(reflection.stage is ReflectionStage.AFTER for reflection in of(placement))
